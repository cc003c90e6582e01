import type { Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { conceptsOf, readSmall, refuse } from './fixtures/read-small.ts';
import { bundle, fhirJson, outcome, platelets } from './fixtures/small-server.ts';

/** What was seen to go wrong in other open risk apps; none of it may be possible here. */
describe('defects of other apps', () => {
  test('an Observation search that is refused is said, and the rest is still there', async () => {
    const stroke = { resourceType: 'Condition', id: 'c1', subject: { reference: 'Patient/p1' } };
    const chart = await readSmall({
      Observation: refuse(403),
      Condition: () => fhirJson(bundle([stroke])),
    });
    expect(conceptsOf(chart)).toEqual(['platelets']);
    expect(chart.patient?.id).toBe('p1');
    expect(chart.resources.map(({ id }) => id)).toContain('c1');
  });

  test('a history that is refused is unknown, never "no entries found"', async () => {
    const chart = await readSmall({
      Condition: refuse(403),
      Observation: () => fhirJson(bundle([platelets('o1')])),
    });
    expect(conceptsOf(chart)).toEqual(['stroke']);
    expect(chart.resources.map(({ id }) => id)).toContain('o1');
  });

  test('"results withheld" in a 200 is told, not taken for an empty list', async () => {
    const withheld = bundle([outcome('suppressed', undefined, 'warning')]);
    const chart = await readSmall({ Observation: () => fhirJson(withheld) });
    expect(conceptsOf(chart)).toEqual(['platelets']);
  });

  test('a patient without a name is read like any other', async () => {
    const chart = await readSmall({});
    expect((chart.patient as Patient).name).toBeUndefined();
    expect(chart.void).toEqual([]);
  });

  test('rows in another order are the same rows', async () => {
    const rows = [platelets('o1'), platelets('o2'), platelets('o3')];
    const one = await readSmall({ Observation: () => fhirJson(bundle(rows)) });
    const other = await readSmall({ Observation: () => fhirJson(bundle(rows.toReversed())) });
    const ids = (chart: typeof one) => chart.resources.map(({ id }) => id).sort();
    expect(ids(one)).toEqual(ids(other));
  });

  test('an answer that never comes does not spin for ever', async () => {
    const chart = await readSmall({ Condition: () => Promise.reject(new TypeError('down')) }, {});
    expect(chart.void.map(({ kind }) => kind)).toEqual(['not-answered']);
  });

  test('a ?patient= of anybody else changes nothing: only the token says who it is', async () => {
    const asked: string[] = [];
    await readSmall({}, {}, asked);
    const patients = asked.map((target) =>
      new URLSearchParams(target.split('?')[1]).get('patient'),
    );
    expect(new Set(patients.filter((patient) => patient !== null))).toEqual(new Set(['p1']));
  });
});
