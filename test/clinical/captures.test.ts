import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asOf } from '../../src/clinical/as-of.ts';
import { pickCandidates } from '../../src/clinical/pick-candidates.ts';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import type { Timeline } from '../../src/clinical/timeline.ts';
import { defaultCodebook, defaultSite } from './site-setup.ts';

const captures = resolve(import.meta.dirname, '../captures');
const context = { codebook: defaultCodebook, site: defaultSite };
const moment = Date.parse('2026-11-01T00:00:00Z');

interface Captured {
  readonly resourceType: string;
  readonly id: string;
  readonly code?: { readonly coding?: readonly { system?: string; code?: string }[] };
}

function resourcesOf(file: string): readonly Captured[] {
  const bundle = JSON.parse(readFileSync(join(captures, file), 'utf8')) as {
    entry: { resource: Captured }[];
  };
  return bundle.entry.map((entry) => entry.resource);
}

/** Used and not used of each concept, as counts. */
function countsOf(timeline: Timeline): Record<string, readonly [number, readonly string[]]> {
  const candidates = pickCandidates(asOf(timeline, moment), []);
  return Object.fromEntries(
    Object.entries(candidates).map(([concept, { used, notUsed }]) => [
      concept,
      [used.length, notUsed.map((each) => each.because)],
    ]),
  );
}

describe('captured answers of Epic and Oracle Health', () => {
  test.each([
    ['epic/observation-laboratory.json', 2, {}, 1],
    ['epic/procedure.json', 2, {}, 1],
    ['epic/condition.json', 8, {}, 0],
    ['epic/encounter.json', 4, {}, 0],
    ['epic/medication-request.json', 10, {}, 0],
    [
      'epic/observation-vital-signs.json',
      25,
      { 'systolic-blood-pressure': [25, []], 'diastolic-blood-pressure': [25, []] },
      0,
    ],
    [
      'oracle/observation-laboratory.json',
      50,
      { creatinine: [1, []], haemoglobin: [0, ['unit', 'unit']] },
      47,
    ],
    [
      'oracle/observation-vital-signs.json',
      25,
      {
        'body-height': [2, []],
        'body-weight': [3, []],
        'systolic-blood-pressure': [2, []],
        'diastolic-blood-pressure': [2, []],
      },
      18,
    ],
    ['oracle/procedure.json', 37, {}, 0],
    ['oracle/condition.json', 25, {}, 0],
    ['oracle/encounter.json', 10, {}, 0],
    ['oracle/medication-request.json', 10, {}, 0],
    ['oracle/diagnostic-report.json', 4, {}, 0],
  ])('faults 40, 49, 54, 55: %s, every resource in its place', (file, rows, wanted, local) => {
    const resources = resourcesOf(file);
    expect(resources).toHaveLength(rows);
    const timeline = readTimeline(resources, context);
    expect(countsOf(timeline)).toEqual(wanted);
    const unmapped = timeline.unmapped.reduce((sum, { count }) => sum + count, 0);
    expect(unmapped).toBe(local);
  });

  test.each(['epic/observation-laboratory.json', 'oracle/observation-laboratory.json'])(
    'fault 55: a result of %s that means nothing here is counted as a local code, or has only published ones',
    (file) => {
      const observations = resourcesOf(file).filter((each) => each.resourceType === 'Observation');
      for (const resource of observations) {
        const { events, setAside, unmapped } = readTimeline([resource], context);
        const published = (resource.code?.coding ?? []).filter(
          ({ system }) => system === 'http://loinc.org',
        );
        const places = [
          events.length + setAside.length > 0,
          unmapped.length > 0,
          published.length > 0 && defaultCodebook.match(published, 'Observation').length === 0,
        ];
        expect(places.filter(Boolean).length, resource.id).toBeGreaterThanOrEqual(1);
        expect(places[0] && (places[1] || places[2]), resource.id).toBe(false);
      }
    },
  );

  test('fault 49: haemoglobin of 32 umol/L, as captured from Oracle, is never used', () => {
    const { setAside, faults } = readTimeline(
      resourcesOf('oracle/observation-laboratory.json'),
      context,
    );
    const refused = setAside.filter(({ concept }) => concept === 'haemoglobin');
    expect(refused.map(({ asWritten }) => asWritten)).toEqual([
      { value: '32', unit: 'mcmol/L' },
      { value: '32', unit: 'mcmol/L' },
    ]);
    expect(faults.map(({ kind }) => kind)).toEqual(['unit-unknown', 'unit-unknown']);
  });
});
