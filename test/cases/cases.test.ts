import { describe, expect, test } from 'vitest';
import { assess, type Assessment, type AssessmentContext } from '../../src/assess.ts';
import { eventsAt } from '../../src/clinical/as-of.ts';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import type { Site } from '../../src/clinical/site.ts';
import { codebookOf, siteNamed, zhu } from '../clinical/site-setup.ts';
import { type Case, readCases, resourcesOf } from './case.ts';

const sites = new Map(['default', 'sandbox'].map((id) => [id, siteNamed(id)]));
const codebooks = new Map([...sites].map(([id, site]) => [id, codebookOf(site)]));

const MOMENT = '2026-03-04T10:00:00Z';

function contextOf(each: Case): AssessmentContext {
  const id = each.siteId ?? 'default';
  const site = { ...sites.get(id), ...each.site } as Site;
  const codebook = codebooks.get(id);
  if (codebook === undefined) throw new Error(`unknown site: ${id}`);
  const { patient, entries, notLoaded, void: faults } = each;
  return {
    codebook,
    site,
    model: zhu,
    moment: Date.parse(each.moment ?? MOMENT),
    ...(patient === undefined ? {} : { patient }),
    ...(entries === undefined ? {} : { entries }),
    ...(notLoaded === undefined ? {} : { notLoaded }),
    ...(faults === undefined ? {} : { void: faults }),
  };
}

function expectCandidates(found: Assessment, wanted: NonNullable<Case['expect']['candidates']>) {
  for (const [concept, { used, notUsed }] of Object.entries(wanted)) {
    const candidates = found.candidates[concept] ?? { used: [], notUsed: [] };
    if (used !== undefined) {
      expect([...candidates.used].sort(), `${concept} used`).toEqual([...used].sort());
    }
    const because = Object.fromEntries(candidates.notUsed.map((each) => [each.id, each.because]));
    if (notUsed !== undefined) expect(because, `${concept} not used`).toEqual(notUsed);
  }
}

/** Numbers as written in a case, to nine decimals. */
function approximately(wanted: unknown): unknown {
  if (typeof wanted === 'number') return expect.closeTo(wanted, 9);
  if (Array.isArray(wanted)) return wanted.map(approximately);
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  return Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => [key, approximately(value)]),
  );
}

const cases = readCases();

test('there are at least one hundred and fifty cases, each with a title of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(([, each]) => each.title)).size).toBe(cases.length);
});

describe('cases', () => {
  test.each(
    cases.map(([name, each]) => {
      const rows = each.rows === undefined ? '' : `fault ${each.rows.join(', ')}: `;
      return [`${rows}${each.title} (${name})`, each] as const;
    }),
  )('%s', (_, each) => {
    const context = contextOf(each);
    const resources = resourcesOf(each);
    const wanted = each.expect;
    const found = assess(resources, context);
    expect(found.faults.map((fault) => fault.kind).sort(), 'faults').toEqual(wanted.faults);
    for (const [id, input] of Object.entries(wanted.inputs ?? {})) {
      const picked = found.inputs.find((candidate) => candidate.id === id);
      if (input === null) expect(picked?.value, id).toBeUndefined();
      else expect(picked, id).toMatchObject(approximately(input) as object);
    }
    expect(found.refused, 'refused').toBe(wanted.refused);
    expect(found.risk === null, 'a risk exactly when nothing refuses').toBe(
      wanted.refused !== null,
    );
    if (wanted.refusals !== undefined) expect(found.refusals).toEqual(wanted.refusals);
    if (wanted.ecmo === null) expect(found.ecmo).toBeNull();
    else if (wanted.ecmo !== undefined) expect(found.ecmo).toMatchObject(wanted.ecmo);
    if (wanted.endedRun !== undefined) expect(found.endedRun).toMatchObject(wanted.endedRun);
    if (wanted.bound !== undefined) expect(found.bound?.direction ?? null).toBe(wanted.bound);
    expectCandidates(found, wanted.candidates ?? {});
    const timeline = readTimeline(resources, context);
    for (const [concept, events] of Object.entries(wanted.events ?? {})) {
      const known = eventsAt(timeline, context.moment).filter((event) => event.concept === concept);
      expect(known, concept).toMatchObject(approximately(events) as object[]);
    }
    if (wanted.unmapped !== undefined) expect(timeline.unmapped).toMatchObject(wanted.unmapped);
    const shuffled = assess([...resources].reverse(), context);
    expect(shuffled.inputs, 'the same in any order').toEqual(found.inputs);
    expect(shuffled.refusals, 'the same in any order').toEqual(found.refusals);
  });
});
