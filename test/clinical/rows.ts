/** Resources written short, for tests of one rule at a time. */

const subject = { reference: 'Patient/p' };
const start = Date.UTC(2026, 2, 1, 10);

/** The time some hours after the start of support. */
export const hour = (hours: number): string => new Date(start + hours * 3_600_000).toISOString();

/** The same, in milliseconds. */
export const instant = (hours: number): number => start + hours * 3_600_000;

export const person = { resourceType: 'Patient', id: 'p', birthDate: '1970-05-17' };

/** Veno-arterial support from hour 0, open. */
export const support = {
  resourceType: 'Procedure',
  id: 'ecmo',
  status: 'in-progress',
  subject,
  code: { coding: [{ system: 'http://snomed.info/sct', code: '786451004' }] },
  performedPeriod: { start: hour(0) },
};

/** A result under a LOINC code. */
export function result(
  id: string,
  code: string,
  value: number,
  unit: string,
  at: number | string,
  more: object = {},
): object {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    subject,
    code: { coding: [{ system: 'http://loinc.org', code }] },
    effectiveDateTime: typeof at === 'number' ? hour(at) : at,
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
    ...more,
  };
}

export const platelets = (id: string, value: number, at: number | string, more: object = {}) =>
  result(id, '777-3', value, '10*9/L', at, more);

export const paco2 = (id: string, value: number, at: number) =>
  result(id, '2019-8', value, 'mm[Hg]', at);

/** Heparin given, with anything else said about it. */
export function heparin(id: string, at: number, more: object): object {
  return {
    resourceType: 'MedicationAdministration',
    id,
    status: 'completed',
    subject,
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '5224' }],
    },
    effectiveDateTime: hour(at),
    ...more,
  };
}

/** A rate in units per hour. */
export const unitsPerHour = (value: number) => ({
  dosage: {
    rateQuantity: { value, unit: 'U/h', code: 'U/h', system: 'http://unitsofmeasure.org' },
  },
});
