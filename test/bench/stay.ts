import { HOUR } from '../../src/clinical/moment.ts';

/** When the pretend patient of the benchmark was cannulated. */
export const CANNULATED = Date.UTC(2026, 2, 1, 8);

/** LOINC code, unit and middle of what an intensive care unit measures most. */
const MEASURED = [
  ['777-3', '10*9/L', 90],
  ['14979-9', 's', 55],
  ['3255-7', 'mg/dL', 250],
  ['718-7', 'g/dL', 9],
  ['6301-6', '{INR}', 1.3],
  ['2019-8', 'mm[Hg]', 42],
  ['2703-7', 'mm[Hg]', 120],
  ['8478-0', 'mm[Hg]', 72],
] as const;

function iso(hours: number): string {
  return new Date(CANNULATED + hours * HOUR).toISOString();
}

function coding(system: string, code: string) {
  return { coding: [{ system, code }] };
}

/** FHIR resources of one adult on ECMO: a Patient, the run, plasma, and so many Observations over ten days. */
export function stayOf(observations: number): unknown[] {
  const subject = { reference: 'Patient/bench' };
  return [
    { resourceType: 'Patient', id: 'bench', birthDate: '1970-05-05', gender: 'male' },
    {
      resourceType: 'Condition',
      id: 'shock',
      subject,
      code: coding('http://snomed.info/sct', '89138009'),
      clinicalStatus: coding('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
      recordedDate: iso(-10),
    },
    {
      resourceType: 'Procedure',
      id: 'ecmo',
      status: 'in-progress',
      subject,
      code: coding('http://snomed.info/sct', '233573008'),
      performedPeriod: { start: iso(0) },
    },
    {
      resourceType: 'MedicationAdministration',
      id: 'plasma',
      status: 'completed',
      subject,
      medicationCodeableConcept: coding('http://snomed.info/sct', '346447007'),
      effectiveDateTime: iso(3),
      dosage: { dose: { value: 200, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' } },
    },
    ...Array.from({ length: observations }, (_, i) => {
      const [code, unit, middle] = MEASURED[i % MEASURED.length] ?? MEASURED[0];
      const at = iso((240 * i) / observations);
      const value = Math.round(middle * (1 + 0.4 * Math.sin(i * 1.7)) * 100) / 100;
      return {
        resourceType: 'Observation',
        id: `o${i}`,
        status: 'final',
        subject,
        code: coding('http://loinc.org', code),
        effectiveDateTime: at,
        issued: at,
        valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
      };
    }),
  ];
}
