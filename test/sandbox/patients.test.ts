import { describe, expect, it } from 'vitest';
import { isObject, valuesAt } from '../../src/sandbox/fhir/path.ts';
import { issuesOf } from '../../src/sandbox/fhir/required.ts';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { pretendPatients } from '../../src/sandbox/patients/all.ts';
import { APP, ORIGIN } from './app-driver.ts';

const AT = '2026-03-10T15:00:00Z';
const hospital = createHospital({ origin: ORIGIN, appOrigin: APP, now: () => new Date(AT) });
const { store } = hospital;
const bedside = { at: Date.parse(AT), zone: 'America/New_York' };

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = typeof value['reference'] === 'string' ? [value['reference']] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

describe('the pretend patients', () => {
  it('are at least fourteen, each with a different lesson', () => {
    expect(pretendPatients.length).toBeGreaterThanOrEqual(14);
    expect(new Set(pretendPatients.map(({ lesson }) => lesson)).size).toBe(pretendPatients.length);
  });

  it.each(pretendPatients.map((each) => [each.id, each] as const))(
    '%s is written the same way every time',
    (_id, patient) => {
      expect(patient.write(bedside).filed).toEqual(patient.write(bedside).filed);
    },
  );

  it.each(pretendPatients.map(({ id }) => id))(
    '%s holds nothing a strict server would refuse',
    (id) => {
      const all = store.types().flatMap((type) => store.all(type, id));
      const issues = all.flatMap((each) =>
        issuesOf(each as never).map(({ diagnostics }) => diagnostics),
      );
      expect(issues).toEqual([]);
      const dangling = referencesIn(all).filter((reference) => {
        if (reference.startsWith('#'))
          return !JSON.stringify(all).includes(`"id":"${reference.slice(1)}"`);
        const [type = '', key = ''] = reference.split('/');
        return store.find(type, key) === undefined;
      });
      expect(dangling).toEqual([]);
    },
  );

  it.each(pretendPatients.map(({ id }) => id))('%s has no result from the future', (id) => {
    const late = store
      .all('Observation', id)
      .flatMap((each) => valuesAt(each, 'issued'))
      .filter((issued) => Date.parse(String(issued)) > bedside.at);
    expect(late).toEqual([]);
  });

  it.each([
    ['clean-va', 61],
    ['vv-no-ct', 118],
    ['hour-10', 10],
  ])('%s is at hour %i whenever the hospital opens', (id, hours) => {
    for (const at of ['2026-03-08T06:59:30Z', '2026-11-01T06:30:00Z', '2028-02-29T12:00:00Z']) {
      const moment = Date.parse(at);
      const found = pretendPatients
        .find((each) => each.id === id)
        ?.write({ ...bedside, at: moment });
      const run = found?.filed.find(
        ({ resource }) =>
          resource.resourceType === 'Procedure' && resource.status === 'in-progress',
      );
      const start = Date.parse(String(valuesAt(run?.resource, 'performedPeriod.start')[0]));
      const support = (moment - start) / 3_600_000;
      expect(Math.floor(support)).toBe(hours);
    }
  });

  it('keeps both versions of a corrected result', () => {
    const corrected = store
      .all('Observation', 'corrected-nadir')
      .find((each) => valuesAt(each, 'status')[0] === 'corrected');
    const versions = store.versions('Observation', corrected?.id ?? '');
    expect(versions.map((each) => valuesAt(each, 'valueQuantity.value')[0])).toEqual([74, 9]);
  });

  it('has one patient with more than ten thousand results', () => {
    expect(store.all('Observation', 'largest').length).toBeGreaterThan(10_000);
  });
});
