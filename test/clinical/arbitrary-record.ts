import fc from 'fast-check';

/** A resource as plain JSON. */
export type Resource = Readonly<Record<string, unknown>> & {
  readonly resourceType: string;
  readonly id: string;
};

export const START = Date.UTC(2026, 2, 1, 10);
export const HOUR = 3_600_000;

const subject = { reference: 'Patient/p' };
const UCUM = 'http://unitsofmeasure.org';

/** Spellings of one unit, all of the same size. */
export const PLATELET_UNITS = ['10*9/L', '10*3/uL', 'G/L', 'K/mm3', '10*3/µL', 'K/uL'] as const;

export const time = (hour: number): string => new Date(START + hour * HOUR).toISOString();

const hours = fc.integer({ min: -400, max: 400 });
const delay = fc.integer({ min: 0, max: 30 });
const status = fc.constantFrom('final', 'final', 'final', 'amended', 'preliminary', 'cancelled');

const platelets = fc
  .record({ hour: hours, delay, value: fc.integer({ min: 5, max: 300 }), status })
  .map(({ hour, delay: late, value, status: state }) => ({
    resourceType: 'Observation',
    status: state,
    subject,
    code: { coding: [{ system: 'http://loinc.org', code: '777-3' }] },
    effectiveDateTime: time(hour),
    issued: time(hour + late),
    valueQuantity: { value, unit: '10*9/L', system: UCUM, code: '10*9/L' },
  }));

const ratio = fc
  .record({ hour: hours, delay, value: fc.integer({ min: 105, max: 145 }) })
  .map(({ hour, delay: late, value }) => ({
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: {
      coding: [
        { system: 'https://ecmo-ich-risk.example/fhir/CodeSystem/gwr', code: 'gwr-average' },
      ],
    },
    effectiveDateTime: time(hour),
    issued: time(hour + late),
    valueQuantity: { value: value / 100, system: UCUM, code: '1' },
  }));

const plasma = fc
  .record({
    hour: hours,
    length: fc.integer({ min: 0, max: 6 }),
    amount: fc.integer({ min: 50, max: 600 }),
    running: fc.boolean(),
    status: fc.constantFrom('completed', 'completed', 'in-progress', 'not-done'),
  })
  .map(({ hour, length, amount, running, status: state }) => ({
    resourceType: 'MedicationAdministration',
    status: state,
    subject,
    medicationCodeableConcept: {
      coding: [{ system: 'http://snomed.info/sct', code: '346447007' }],
    },
    effectivePeriod: { start: time(hour), end: time(hour + length) },
    dosage: {
      dose: { value: amount, unit: 'mL', system: UCUM, code: 'mL' },
      ...(running
        ? { rateQuantity: { value: 100, unit: 'mL/h', system: UCUM, code: 'mL/h' } }
        : {}),
    },
  }));

const transfusion = fc
  .record({ hour: hours, length: fc.integer({ min: 0, max: 3 }) })
  .map(({ hour, length }) => ({
    resourceType: 'Procedure',
    status: 'completed',
    subject,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '116861002' }] },
    performedPeriod: { start: time(hour), end: time(hour + length) },
  }));

const condition = fc
  .record({
    hour: hours,
    late: delay,
    dated: fc.boolean(),
    code: fc.constantFrom('I63.9', 'I61.9', 'J80', 'Z86.73', 'G45.9'),
    clinical: fc.constantFrom('active', 'resolved'),
    verification: fc.constantFrom('confirmed', 'confirmed', 'refuted'),
  })
  .map(({ hour, late, dated, code, clinical, verification }) => ({
    resourceType: 'Condition',
    subject,
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
    clinicalStatus: { coding: [{ code: clinical }] },
    verificationStatus: { coding: [{ code: verification }] },
    ...(dated ? { onsetDateTime: time(hour) } : {}),
    recordedDate: time(hour + late),
  }));

const support = fc
  .record({
    hour: fc.integer({ min: -300, max: 100 }),
    length: fc.integer({ min: 1, max: 300 }),
    open: fc.boolean(),
    code: fc.constantFrom('786451004', '786453001', '233573008'),
  })
  .map(({ hour, length, open, code }) => ({
    resourceType: 'Procedure',
    status: open ? 'in-progress' : 'completed',
    subject,
    code: { coding: [{ system: 'http://snomed.info/sct', code }] },
    performedPeriod: { start: time(hour), ...(open ? {} : { end: time(hour + length) }) },
  }));

const flow = fc
  .record({ hour: hours, value: fc.constantFrom(0, 3.5, 4, 4.5) })
  .map(({ hour, value }) => ({
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: {
      coding: [{ system: 'http://pretend-hospital.example/codes/flowsheet', code: '5810' }],
    },
    effectiveDateTime: time(hour),
    valueQuantity: { value, unit: 'L/min', system: UCUM, code: 'L/min' },
  }));

export const patient: Resource = { resourceType: 'Patient', id: 'p', birthDate: '1970-05-17' };

export const mainRun: Resource = {
  resourceType: 'Procedure',
  id: 'run',
  status: 'in-progress',
  subject,
  code: { coding: [{ system: 'http://snomed.info/sct', code: '786451004' }] },
  performedPeriod: { start: time(0) },
};

/** One patient's record, all times instants; some rows are later versions of the row before them. */
export const record: fc.Arbitrary<readonly Resource[]> = fc
  .tuple(
    fc.array(
      fc.tuple(fc.oneof(platelets, plasma, transfusion, condition, ratio), fc.nat({ max: 4 })),
      { maxLength: 25 },
    ),
    fc.array(fc.oneof(support, flow), { maxLength: 4 }),
    fc.boolean(),
  )
  .map(([rows, evidence, main]) => [
    patient,
    ...(main ? [mainRun] : []),
    ...versions(rows),
    ...evidence.map((row, at) => ({ ...row, id: `e${at}` })),
  ]);

function versions(rows: readonly (readonly [Omit<Resource, 'id'>, number])[]): readonly Resource[] {
  const made: Resource[] = [];
  rows.forEach(([row, chance], at) => {
    const before = made.at(-1);
    const again = chance === 0 && before?.resourceType === row['resourceType'];
    const id = again && before !== undefined ? before.id : `r${at}`;
    made.push({ ...row, id, meta: { versionId: String(at) } } as unknown as Resource);
  });
  return made;
}

/** A moment on or about the run, milliseconds. */
export const moment: fc.Arbitrary<number> = fc
  .integer({ min: -100 * 60, max: 400 * 60 })
  .map((minutes) => START + minutes * 60_000);
