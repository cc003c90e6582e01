import type { Bundle, FhirResource } from 'fhir/r4';
import type { Random } from './random.ts';

/** Put into every name, text and display of the patient; it must never come out in a fault. */
export const canary = 'CANARY-4711';

/** The moment every fuzzed document is assessed at. */
export const fuzzMoment = Date.parse('2026-03-10T12:00:00Z');

const hour = 3_600_000;
const start = fuzzMoment - 70 * hour;
const at = (hours: number): string => new Date(start + hours * hour).toISOString();
const subject = { reference: 'Patient/p1', display: `${canary} name` };
const code = (system: string, value: string) => ({
  coding: [{ system, code: value, display: `${canary} display` }],
  text: `${canary} text`,
});

const countUnits = [
  ['10*3/uL', 1],
  ['10*9/L', 1],
  ['G/L', 1],
  ['K/mm3', 1],
  ['/uL', 1000],
] as const;

/**
 * One adult on VA-ECMO for 70 hours, written plainly: support as a Procedure,
 * platelets, one ratio, plasma as administrations, conditions. Drawn anew from
 * the seed, so that no two are alike.
 */
export function basePatient(random: Random): Bundle {
  const platelets = Array.from({ length: 4 + random.whole(8) }, (_, index): FhirResource => {
    const [unit, times] = random.pick(countUnits);
    const drawn = index * 6 + random.whole(5) + 1;
    return {
      resourceType: 'Observation',
      id: `plt-${index}`,
      status: random.pick(['final', 'final', 'amended', 'corrected']),
      code: code('http://loinc.org', random.pick(['777-3', '26515-7', '778-1'])),
      subject,
      effectiveDateTime: at(drawn),
      issued: at(drawn + 1),
      valueQuantity: {
        value: (20 + random.whole(180)) * times,
        unit,
        system: 'http://unitsofmeasure.org',
        code: unit,
      },
    };
  });
  const plasma = Array.from({ length: random.whole(4) }, (_, index): FhirResource => ({
    resourceType: 'MedicationAdministration',
    id: `ffp-${index}`,
    status: 'completed',
    medicationCodeableConcept: code('http://snomed.info/sct', '346447007'),
    subject,
    effectiveDateTime: at(10 + index * 12),
    dosage: {
      text: canary,
      dose: {
        value: 200 + 50 * random.whole(3),
        unit: 'mL',
        system: 'http://unitsofmeasure.org',
        code: 'mL',
      },
    },
  }));
  const stroke: FhirResource[] = [
    {
      resourceType: 'Condition',
      id: 'stroke',
      clinicalStatus: code('http://terminology.hl7.org/CodeSystem/condition-clinical', 'inactive'),
      code: code('http://hl7.org/fhir/sid/icd-10-cm', 'Z86.73'),
      subject,
      recordedDate: '2024-05-01T10:00:00Z',
    },
  ];
  const resources: FhirResource[] = [
    {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ family: canary, given: [canary] }],
      gender: 'male',
      birthDate: '1970-01-01',
    },
    {
      resourceType: 'Procedure',
      id: 'ecmo',
      status: 'in-progress',
      code: code('http://snomed.info/sct', '786451004'),
      subject,
      performedPeriod: { start: at(0) },
    },
    {
      resourceType: 'Observation',
      id: 'gwr',
      status: 'final',
      category: [code('http://terminology.hl7.org/CodeSystem/observation-category', 'imaging')],
      code: code('https://ecmo-ich-risk.example/fhir/CodeSystem/gwr', 'gwr-average'),
      subject,
      effectiveDateTime: at(3),
      issued: at(4),
      valueQuantity: {
        value: 1.1 + random.whole(25) / 100,
        unit: '1',
        system: 'http://unitsofmeasure.org',
        code: '1',
      },
    },
    {
      resourceType: 'Condition',
      id: 'shock',
      clinicalStatus: code('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
      code: code('http://hl7.org/fhir/sid/icd-10-cm', 'R57.0'),
      subject,
      recordedDate: at(-2),
    },
    ...(random.next() < 0.3 ? stroke : []),
    ...platelets,
    ...plasma,
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}
