import type { Medication, MedicationAdministration } from 'fhir/r4';
import { Chart } from './chart.ts';
import { concept, local, rxnorm } from './codings.ts';
import { usualCourse } from './course.ts';
import { transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, diagnoses, ecmo, ecmoCodes } from './support.ts';

const UCUM = 'http://unitsofmeasure.org';

/** Heparin as a volume per hour of a mixture described inside the record itself. */
export const infusionByVolume: PretendPatient = {
  id: 'infusion-by-volume',
  lesson:
    'VV-ECMO, hour 72: heparin as mL of a contained mixture, a pause, a dose not done, a result “Blank”.',
  write(bedside) {
    const chart = new Chart('infusion-by-volume', 72, bedside);
    chart.person({
      given: ['Charlene'],
      family: 'Dupree',
      gender: 'female',
      age: 48,
      mrn: 'PH-202256',
    });
    chart.stay(-22, 'Medical ICU, bed 9');
    condition(chart, diagnoses.ards, { onset: -18 });
    ecmo(chart, ecmoCodes.VV, 0, null);
    for (const [from, to, millilitres] of [
      [3, 15, 192],
      [15, 30, 270],
      [34, 58, 408],
    ] as const) {
      mixture(chart, 'completed', from, to, millilitres);
    }
    mixture(chart, 'in-progress', 58, null, null);
    mixture(chart, 'not-done', 31, 33, null);
    transfusion(chart, 'plasma', 40, 250);
    usualCourse(chart, {
      span: [-8, 72],
      platelets: [
        [-8, 228],
        [40, 84],
        [72, 93],
      ],
      flow: [
        [0, 4.9],
        [72, 4.6],
      ],
    });
    chart.result('platelets', 61, 0, { instead: { valueString: 'Blank' } });
    chart.result('antiXa', 62, 0, {
      instead: {
        valueQuantity: {
          value: 0.1,
          comparator: '<',
          unit: 'IU/mL',
          system: UCUM,
          code: '[IU]/mL',
        },
      },
    });
    return chart;
  },
};

/** Files a stretch of infusion whose dose is a volume of a contained 25,000 units in 500 mL. */
function mixture(
  chart: Chart,
  status: MedicationAdministration['status'],
  from: number,
  to: number | null,
  millilitres: number | null,
): void {
  const bag: Medication = {
    resourceType: 'Medication',
    id: 'mixture',
    code: { text: 'heparin 25,000 units in dextrose 5 % 500 mL' },
    ingredient: [
      {
        itemCodeableConcept: concept(
          local('drug', 'HEPINF', 'Heparin continuous infusion'),
          rxnorm('5224', 'heparin'),
        ),
        isActive: true,
        strength: {
          numerator: { value: 25_000, unit: 'units', system: UCUM, code: "[USP'U]" },
          denominator: { value: 500, unit: 'mL', system: UCUM, code: 'mL' },
        },
      },
      { itemCodeableConcept: { text: 'dextrose 5 %' }, isActive: false },
    ],
  };
  chart.file(
    {
      resourceType: 'MedicationAdministration',
      id: chart.nextId('given'),
      status,
      contained: [bag],
      medicationReference: { reference: '#mixture' },
      subject: chart.subject,
      context: chart.encounter,
      effectivePeriod: { start: chart.time(from), ...(to === null ? {} : { end: chart.time(to) }) },
      ...(millilitres === null
        ? {}
        : { dosage: { dose: { value: millilitres, unit: 'mL', system: UCUM, code: 'mL' } } }),
    },
    from,
  );
}
