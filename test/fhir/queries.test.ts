import { describe, expect, test } from 'vitest';
import { readCapabilities } from '../../src/fhir/capabilities.ts';
import { essentialConcepts } from '../../src/fhir/essential-concepts.ts';
import { readGrantedScopes } from '../../src/fhir/launch/granted-scopes.ts';
import { planQueries, type PlanFacts } from '../../src/fhir/queries.ts';
import { escapeToken, queryTarget } from '../../src/fhir/query.ts';
import { readTypes } from '../../src/fhir/read-types.ts';
import { sandboxCodebook, sandboxSite, zhu } from './fixtures/published.ts';
import { smallCodebook } from './fixtures/small-codebook.ts';
import { smallBase } from './fixtures/small-server.ts';
import { testNow } from './fixtures/test-session.ts';

const codebook = sandboxCodebook();
const facts: PlanFacts = {
  codebook,
  site: sandboxSite(smallBase),
  scopes: readGrantedScopes('patient/*.rs'),
  capabilities: null,
  patient: 'p1',
  now: testNow,
};
const targets = (changes: Partial<PlanFacts> = {}) =>
  planQueries({ ...facts, ...changes }).queries.map(queryTarget);

/** A server that states these search parameters for Observation, and reads everything. */
function serverWith(parameters: readonly string[], includes: readonly string[] = []) {
  const resource = readTypes.map((type) => ({
    type,
    searchInclude: includes.filter((each) => each.startsWith(type)),
    searchParam: type === 'Observation' ? parameters.map((name) => ({ name })) : [],
  }));
  const rest = [{ mode: 'server', resource }];
  return readCapabilities({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest });
}

describe('the searches', () => {
  test('come from the codebook: every concept we can read is served by one', () => {
    const served = new Set(planQueries(facts).queries.flatMap(({ serves }) => serves));
    const types: readonly string[] = readTypes.filter((type) => type !== 'MedicationRequest');
    const searched = [
      'Condition',
      'Procedure',
      'MedicationAdministration',
      'DeviceUseStatement',
      'Device',
      'ImagingStudy',
    ];
    const readable = [...codebook.concepts.values()].filter(({ resources }) =>
      resources.some((type) => types.includes(type) && searched.includes(type)),
    );
    expect(readable.filter(({ id }) => !served.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('all name the patient, and nobody else', () => {
    for (const target of targets()) {
      expect(new URLSearchParams(target.split('?')[1]).getAll('patient')).toEqual(['p1']);
    }
  });

  test('reach back as far as the site says, with an offset written out', () => {
    const dates = targets().flatMap(
      (target) => /(?:date|effective-time|started)=([^&]+)/.exec(target)?.[1] ?? [],
    );
    expect(new Set(dates)).toEqual(new Set(['ge2026-01-09T15:00:00Z']));
    expect(targets({ site: { ...facts.site, lookBackDays: 1 } }).join()).toContain(
      'ge2026-03-09T15:00:00Z',
    );
  });

  test('conditions are asked for without a date: history counts', () => {
    expect(targets().find((target) => target.startsWith('Condition'))).toBe(
      'Condition?patient=p1&_count=1000',
    );
  });

  test('no address is longer than any proxy lets through', () => {
    expect(Math.max(...targets().map((target) => target.length))).toBeLessThan(2_000);
  });

  test('each code is asked for once', () => {
    const codes = planQueries(facts).queries.flatMap((query) =>
      query.type === 'Observation' ? [...(query.codes ?? [])] : [],
    );
    expect(codes.length).toBe(new Set(codes).size);
    expect(codes).toContain('http://loinc.org|777-3');
    expect(codes).toContain('http://pretend-hospital.example/codes/lab|PLT');
  });

  test('a code with separators in it stays one code', () => {
    expect(escapeToken('a,b|c$d\\e')).toBe('a\\,b\\|c\\$d\\\\e');
  });

  test('a server that cannot search by code is asked by category', () => {
    const capabilities = serverWith(['patient', 'category', 'date']);
    const observations = targets({ capabilities }).filter((target) =>
      target.startsWith('Observation'),
    );
    expect(
      observations.every((target) => target.includes('category=') && !target.includes('code=')),
    ).toBe(true);
    expect(observations.some((target) => target.includes('category=laboratory'))).toBe(true);
  });

  test('a bound the server does not state is left out, and applied here', () => {
    const capabilities = serverWith(['patient', 'code']);
    const observations = planQueries({ ...facts, capabilities }).queries.filter(
      ({ type }) => type === 'Observation',
    );
    expect(observations.every((query) => !queryTarget(query).includes('date='))).toBe(true);
    expect(observations.every(({ since }) => since !== undefined)).toBe(true);
  });

  test('what rows point at comes along where the server says it can', () => {
    const include = 'MedicationAdministration:medication';
    const capabilities = serverWith(['patient', 'code', 'date'], [include]);
    expect(targets({ capabilities }).join()).toContain(`_include=${include}`);
    expect(targets().join()).not.toContain('_include');
  });

  test('only types that scopes are asked for are searched', () => {
    const types = new Set(planQueries(facts).queries.map(({ type }) => type));
    expect([...types].filter((type) => !(readTypes as readonly string[]).includes(type))).toEqual(
      [],
    );
  });
});

describe('what the risk depends on', () => {
  const essential = essentialConcepts(zhu(), codebook);

  test('is what the model asks for, its outcome, and support', () => {
    for (const id of [
      'platelets',
      'gwr',
      'plasma',
      'stroke',
      'stroke-history',
      'ich',
      'ecmo',
      'ecmo-va',
      'ecmo-mode',
      'ecmo-flow',
    ]) {
      expect(essential, id).toContain(id);
    }
    for (const id of ['aptt', 'heparin', 'pao2', 'creatinine'])
      expect(essential, id).not.toContain(id);
  });

  test('is searched apart from the rest', () => {
    const { queries } = planQueries({ ...facts, essential });
    for (const { canWait, serves, type } of queries) {
      if (type === 'Encounter') continue;
      expect(serves.some((id) => essential.has(id))).toBe(canWait !== true);
    }
    expect(queries.some(({ canWait }) => canWait === true)).toBe(true);
  });

  test('without a model nothing waits', () => {
    expect(planQueries(facts).queries.some(({ canWait }) => canWait === true)).toBe(false);
    expect(planQueries({ ...facts, codebook: smallCodebook }).queries.length).toBeGreaterThan(3);
  });
});
