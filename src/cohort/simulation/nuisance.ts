import type { Random } from '../distributions/random.ts';
import type { Row } from '../reading/reference.ts';
import type { Course } from './course.ts';
import { HOUR } from './draw.ts';

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** Vital signs nobody's model asks for: most of what a real export is made of. */
const vitals = [
  ['8867-4', 'Heart rate', '/min', 60, 130],
  ['9279-1', 'Respiratory rate', '/min', 8, 30],
  ['8310-5', 'Body temperature', 'Cel', 35, 39],
  ['59408-5', 'Oxygen saturation by pulse oximetry', '%', 85, 100],
  ['2951-2', 'Sodium', 'mmol/L', 130, 150],
  ['2823-3', 'Potassium', 'mmol/L', 3, 6],
] as const;

/** Rows that cannot matter, so many an hour of support. */
export function fillerRows(
  random: Random,
  course: Course,
  perHour: number,
  subject: object,
): readonly Row[] {
  const count = Math.round(((course.end - course.start) / HOUR) * perHour);
  return Array.from({ length: count }, (_, index) => {
    const [code, display, unit, low, high] = vitals[random.integer(vitals.length)]!;
    const at = course.start + (index / perHour) * HOUR;
    return {
      resourceType: 'Observation',
      id: `${course.id}-v${index}`,
      status: 'final',
      category: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/observation-category',
              code: 'vital-signs',
            },
          ],
        },
      ],
      code: { coding: [{ system: 'http://loinc.org', code, display }], text: display },
      subject,
      effectiveDateTime: iso(at),
      issued: iso(at),
      valueQuantity: {
        value: Number((low + random.uniform() * (high - low)).toFixed(1)),
        unit,
        system: 'http://unitsofmeasure.org',
        code: unit,
      },
    };
  });
}

/**
 * What real exports also hold, and must not change a single input: a result
 * entered in error, an older version of a corrected one, the same row twice,
 * bypass before ECMO, an order, and a result deleted since.
 */
export function nuisanceRows(
  random: Random,
  course: Course,
  rows: readonly Row[],
): { readonly rows: readonly Row[]; readonly deleted: readonly string[] } {
  const counts = rows.filter(({ id }) => id?.includes('-platelets-'));
  const some = (): Row => counts[random.integer(counts.length)]!;
  const { subject } = some();
  const wrong: Row = {
    ...some(),
    id: `${course.id}-platelets-wrong`,
    status: 'entered-in-error',
    valueQuantity: {
      value: 3,
      unit: '10*3/uL',
      system: 'http://unitsofmeasure.org',
      code: '10*3/uL',
    },
  };
  const gone: Row = { ...wrong, id: `${course.id}-platelets-gone`, status: 'final' };
  const bypass: Row = {
    resourceType: 'Procedure',
    id: `${course.id}-bypass`,
    status: 'completed',
    code: {
      coding: [
        {
          system: 'http://snomed.info/sct',
          code: '63697000',
          display: 'Cardiopulmonary bypass operation',
        },
      ],
    },
    subject,
    performedPeriod: { start: iso(course.start - 9 * HOUR), end: iso(course.start - 6 * HOUR) },
  };
  const made = [
    ...(random.bernoulli(0.2) ? [wrong] : []),
    ...(random.bernoulli(0.3) ? [some(), some()] : []),
    ...(course.mode === 'VA' && random.bernoulli(0.2) ? [bypass] : []),
  ];
  return random.bernoulli(0.1)
    ? { rows: [...made, gone], deleted: [`Observation/${gone.id}`] }
    : { rows: made, deleted: [] };
}
