import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, type Assessment } from '../src/assess.ts';
import type { Site } from '../src/clinical/site.ts';
import {
  mainRun,
  moment,
  patient,
  PLATELET_UNITS,
  record,
  type Resource,
  START,
  time,
} from './clinical/arbitrary-record.ts';
import { codebookOf, siteNamed, zhu } from './clinical/site-setup.ts';

const site = siteNamed('sandbox');
const codebook = codebookOf(site);

function at(resources: readonly unknown[], when: number, zone?: string): Assessment {
  const local: Site = zone === undefined ? site : { ...site, timeZone: zone };
  return assess(resources, {
    codebook,
    model: zhu,
    site: local,
    moment: when,
    patient: 'Patient/p',
  });
}

/** What a reader of the screen would notice. */
function answer({ inputs, refusals, risk, ecmo, endedRun }: Assessment): unknown {
  return { inputs, refusals, risk, ecmo, endedRun };
}

function valuesOf({ inputs }: Assessment): unknown {
  return inputs.map(({ id, state, value }) => [id, state, value]);
}

function valueOf({ inputs }: Assessment, id: string): unknown {
  return inputs.find((each) => each.id === id)?.value;
}

function sorted(found: Assessment): unknown {
  return Object.entries(found.candidates)
    .map(([concept, { used, notUsed }]) => [
      concept,
      [...used].sort(),
      notUsed.map(({ id, because }) => `${id} ${because}`).sort(),
    ])
    .sort();
}

const runs = { numRuns: 100 };

describe('whatever the record', () => {
  test('the order of the rows changes nothing', () => {
    const shuffled = record.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, moment, ([rows, other], when) => {
        const one = at(rows, when);
        const two = at(other, when);
        expect(answer(two)).toEqual(answer(one));
        expect(sorted(two)).toEqual(sorted(one));
      }),
      runs,
    );
  });

  test('rows that come again on another page change no input', () => {
    const repaged = record.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.subarray([...rows]), fc.boolean()),
    );
    fc.assert(
      fc.property(repaged, moment, ([rows, again, first], when) => {
        const pages = first ? [...again, ...rows] : [...rows, ...again];
        expect(answer(at(pages, when))).toEqual(answer(at(rows, when)));
      }),
      runs,
    );
  });

  test('another spelling of the same unit changes no value', () => {
    fc.assert(
      fc.property(record, moment, fc.constantFrom(...PLATELET_UNITS), (rows, when, unit) => {
        const spelled = rows.map((row) => {
          const quantity = row['valueQuantity'] as { unit?: string; value: number } | undefined;
          return quantity?.unit === '10*9/L'
            ? { ...row, valueQuantity: { value: quantity.value, unit } }
            : row;
        });
        expect(valuesOf(at(spelled, when))).toEqual(valuesOf(at(rows, when)));
      }),
      runs,
    );
  });

  test('rows entered in error change no input', () => {
    fc.assert(
      fc.property(record, record, moment, (rows, wrong, when) => {
        const errors = wrong.slice(1).map((row) => ({
          ...row,
          id: `error-${row.id}`,
          status: 'entered-in-error',
          verificationStatus: { coding: [{ code: 'entered-in-error' }] },
        }));
        expect(answer(at([...rows, ...errors], when))).toEqual(answer(at(rows, when)));
      }),
      runs,
    );
  });

  test('rows of another patient change no input', () => {
    fc.assert(
      fc.property(record, record, moment, (rows, foreign, when) => {
        const others = foreign
          .slice(1)
          .map((row) => ({ ...row, id: `q-${row.id}`, subject: { reference: 'Patient/q' } }));
        const found = at([...rows, ...others], when);
        expect(answer(found)).toEqual(answer(at(rows, when)));
        expect(found.faults.filter(({ kind }) => kind === 'foreign-patient')).toHaveLength(
          others.length,
        );
      }),
      runs,
    );
  });

  test('an earlier run with its own counts and plasma changes no input of this one', () => {
    fc.assert(
      fc.property(
        record,
        fc.array(fc.integer({ min: 5, max: 300 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 300 }),
        (rows, counts, hour) => {
          const own = rows.filter((row) => !isEvidence(row));
          const old = {
            ...mainRun,
            id: 'old',
            status: 'completed',
            performedPeriod: { start: time(-2000), end: time(-1500) },
          };
          const earlier = counts.map((value, index) => ({
            resourceType: 'Observation',
            id: `old-${index}`,
            status: 'final',
            subject: { reference: 'Patient/p' },
            code: { coding: [{ system: 'http://loinc.org', code: '777-3' }] },
            effectiveDateTime: time(-1900 + index),
            valueQuantity: { value, unit: '10*9/L' },
          }));
          const when = START + hour * 3_600_000;
          const here = [mainRun, ...own];
          expect(answer(at([...here, old, ...earlier], when))).toEqual(answer(at(here, when)));
        },
      ),
      runs,
    );
  });

  test('the hospital’s zone changes nothing where every time has its own', () => {
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia');
    fc.assert(
      fc.property(record, moment, zones, (rows, when, zone) => {
        expect(answer(at(rows, when, zone))).toEqual(answer(at(rows, when, 'UTC')));
      }),
      runs,
    );
  });

  test('what becomes known later changes nothing now', () => {
    fc.assert(
      fc.property(record, moment, (rows, when) => {
        const known = rows.filter((row) => knownFrom(row) <= when);
        expect(answer(at(rows, when))).toEqual(answer(at(known, when)));
      }),
      { numRuns: 200 },
    );
  });

  test('nor does it where times are only dates', () => {
    fc.assert(
      fc.property(record, moment, (rows, when) => {
        const dated = rows.map(asDates);
        const known = dated.filter((row) => knownFrom(row) <= when);
        expect(answer(at(dated, when, 'UTC'))).toEqual(answer(at(known, when, 'UTC')));
      }),
      { numRuns: 200 },
    );
  });

  test('within a run the lowest count never rises and the plasma never falls', () => {
    fc.assert(
      fc.property(
        record,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 100 }),
        (rows, hour, later) => {
          const own = [
            patient,
            mainRun,
            ...firstVersions(rows).filter((row) => !isEvidence(row) && row.id !== 'p'),
          ];
          const before = at(own, START + hour * 3_600_000);
          const after = at(own, START + (hour + later) * 3_600_000);
          const low = valueOf(before, 'platelets-lowest');
          if (typeof low === 'number') {
            expect(valueOf(after, 'platelets-lowest')).toBeLessThanOrEqual(low);
          }
          const given = valueOf(before, 'ffp-units');
          if (typeof given === 'number' && !hasTransfusion(own)) {
            expect(Number(valueOf(after, 'ffp-units'))).toBeGreaterThanOrEqual(given - 1e-9);
          }
        },
      ),
      runs,
    );
  });

  test('every count of the record ends in exactly one place', () => {
    fc.assert(
      fc.property(record, moment, (rows, when) => {
        const counts = rows.filter((row) => JSON.stringify(row['code'] ?? '').includes('777-3'));
        const { platelets = { used: [], notUsed: [] } } = at(rows, when).candidates;
        const ids = [...platelets.used, ...platelets.notUsed.map(({ id }) => id)];
        expect(ids.sort()).toEqual(counts.map(({ id }) => `Observation/${id}`).sort());
      }),
      runs,
    );
  });
});

/** The same row as a hospital would send it that keeps dates without hours. */
function asDates(row: Resource): Resource {
  const { issued: _, ...rest } = row;
  const text = JSON.stringify(rest).replaceAll(/(\d{4}-\d\d-\d\d)T[\d:.]+Z/g, '$1');
  return JSON.parse(text) as Resource;
}

/** Milliseconds; a date alone is known for certain at its end, and perhaps from its beginning. */
function instantOf(text: unknown, known: 'certainly' | 'perhaps'): number {
  const end = known === 'certainly' && String(text).length === 10 ? 86_400_000 - 1 : 0;
  return Date.parse(String(text)) + end;
}

/** From when on a row was known, written apart from the product: design ruling 3. */
function knownFrom(row: Resource): number {
  const period = (row['performedPeriod'] ?? row['effectivePeriod']) as
    { start: string; end?: string } | undefined;
  const transfused = JSON.stringify(row['code'] ?? '').includes('116861002');
  switch (row.resourceType) {
    case 'Observation':
      return instantOf(
        row['issued'] ?? row['effectiveDateTime'],
        isEvidence(row) ? 'perhaps' : 'certainly',
      );
    case 'Condition':
      return instantOf(row['recordedDate'], 'perhaps');
    case 'Procedure':
      return transfused ? instantOf(period?.end, 'certainly') : instantOf(period?.start, 'perhaps');
    case 'MedicationAdministration':
      return instantOf(period?.start, 'certainly');
    default:
      return -Infinity;
  }
}

/** A correction may well raise the lowest count, so only what was never corrected is monotone. */
function firstVersions(rows: readonly Resource[]): readonly Resource[] {
  return rows.filter((row, index) => rows.findIndex(({ id }) => id === row.id) === index);
}

function isEvidence(row: Resource): boolean {
  const text = JSON.stringify(row['code'] ?? '');
  return /786451004|786453001|233573008|5810/.test(text);
}

/** A procedure may turn out to be the same bag as an administration recorded later. */
function hasTransfusion(rows: readonly Resource[]): boolean {
  return rows.some((row) => JSON.stringify(row['code'] ?? '').includes('116861002'));
}
