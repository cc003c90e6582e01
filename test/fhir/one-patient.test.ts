import { describe, expect, test } from 'vitest';
import { readSmall as read } from './fixtures/read-small.ts';
import { pageAddress } from './fixtures/search-pages.ts';
import { bundle, fhirJson, platelets, smallBase } from './fixtures/small-server.ts';

const of = (reference: string) => platelets('o9', { subject: { reference } });
const withRow = (reference: string) =>
  read({ Observation: () => fhirJson(bundle([platelets('o1'), of(reference)])) });
const stay = (id: string, status = 'in-progress', code = 'IMP') => ({
  resourceType: 'Encounter',
  id,
  status,
  class: { code },
  subject: { reference: 'Patient/p1' },
});
const among = async (...stays: object[]) =>
  (await read({ Encounter: () => fhirJson(bundle(stays)) })).encounter?.id;

describe('one patient', () => {
  test.each(['Patient/p1', `${smallBase}/Patient/p1`, `${smallBase}/Patient/p1/_history/3`])(
    '%s is ours',
    async (reference) => {
      expect((await withRow(reference)).resources.map(({ id }) => id)).toEqual(['p1', 'o1', 'o9']);
    },
  );

  test.each([
    'Patient/p2',
    `${smallBase}/Patient/p2`,
    'https://other.test/fhir/Patient/p1',
    'Patient/P1',
    'urn:uuid:1',
  ])('fault 41: one row of %s rejects the whole run', async (reference) => {
    const chart = await withRow(reference);
    expect(chart.void).toEqual([{ kind: 'foreign-patient', source: 'Observation/o9' }]);
    expect(chart).toMatchObject({ patient: null, resources: [] });
  });

  test('fault 41: on page 3 as well', async () => {
    const chart = await read({
      Observation: (url) => {
        const n = Number(url.searchParams.get('page') ?? 1);
        return fhirJson(
          n === 3 ? bundle([of('Patient/p2')]) : bundle([platelets(`o${n}`)], pageAddress(n + 1)),
        );
      },
    });
    expect(chart.void.map(({ kind }) => kind)).toEqual(['foreign-patient']);
  });

  test('fault 41: a server that answers with another Patient is not believed', async () => {
    const chart = await read({ Patient: () => fhirJson({ resourceType: 'Patient', id: 'p2' }) });
    expect(chart.void).toEqual([{ kind: 'foreign-patient', source: 'Patient' }]);
  });

  test('a row that names nobody counts for nobody, and is said', async () => {
    const nobody = platelets('o9', { subject: undefined });
    const chart = await read({ Observation: () => fhirJson(bundle([platelets('o1'), nobody])) });
    expect(chart.resources.map(({ id }) => id)).toEqual(['p1', 'o1']);
    expect(chart.faults).toEqual([{ kind: 'no-patient', source: 'Observation/o9' }]);
  });

  test('fault 42: rows of a record that was merged into this one count, and both ids are shown', async () => {
    const link = [{ type: 'replaces', other: { reference: 'Patient/p0' } }];
    const chart = await read({
      Patient: () => fhirJson({ resourceType: 'Patient', id: 'p1', link }),
      Observation: () =>
        fhirJson(bundle([platelets('o0', { subject: { reference: 'Patient/p0' } })])),
    });
    expect(chart.resources.at(-1)).toMatchObject({
      id: 'o0',
      subject: { reference: 'Patient/p1' },
    });
    expect(chart.faults).toEqual([
      { kind: 'patient-merged', source: 'Patient/p1', other: 'Patient/p0' },
    ]);
  });

  test.each(['seealso', 'refer'])(
    'fault 42: a link that says only %s makes nobody the same',
    async (type) => {
      const link = [{ type, other: { reference: 'Patient/p0' } }];
      const chart = await read({
        Patient: () => fhirJson({ resourceType: 'Patient', id: 'p1', link }),
        Observation: () =>
          fhirJson(bundle([platelets('o0', { subject: { reference: 'Patient/p0' } })])),
      });
      expect(chart.void.map(({ kind }) => kind)).toEqual(['foreign-patient']);
    },
  );

  test('fault 42: a record that was itself replaced voids the run', async () => {
    const link = [{ type: 'replaced-by', other: { reference: 'Patient/p3' } }];
    const chart = await read({
      Patient: () => fhirJson({ resourceType: 'Patient', id: 'p1', link }),
    });
    expect(chart.void).toEqual([
      { kind: 'patient-merged', source: 'Patient/p1', other: 'Patient/p3' },
    ]);
  });
});

describe('the stay', () => {
  test('fault 13: the only open inpatient stay is it', async () => {
    expect(await among(stay('e1'), stay('e2', 'finished'), stay('e3', 'in-progress', 'AMB'))).toBe(
      'e1',
    );
  });

  test('fault 13: two open stays, or none, are never guessed between', async () => {
    expect(await among(stay('e1'), stay('e2'))).toBeUndefined();
    expect(await among(stay('e1', 'finished'))).toBeUndefined();
  });

  test('the stay the launch named is read by its id', async () => {
    const chart = await read(
      {
        Encounter: (url) =>
          fhirJson(url.pathname.endsWith('/e7') ? stay('e7', 'planned') : bundle([stay('e1')])),
      },
      { encounter: 'e7' },
    );
    expect(chart.encounter?.id).toBe('e7');
  });
});
