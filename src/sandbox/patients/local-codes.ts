import { Chart } from './chart.ts';
import { local, icd10cm } from './codings.ts';
import { usualCourse } from './course.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, ecmo, headCt } from './support.ts';
import { concept } from './codings.ts';

/** Nothing but the hospital's own codes: only its ConceptMaps can make sense of it. */
export const localCodes: PretendPatient = {
  id: 'local-codes',
  lesson:
    'VA-ECMO, hour 74, only the hospital’s own codes: readable through its ConceptMaps alone.',
  write(bedside) {
    const chart = new Chart('local-codes', 74, bedside);
    chart.person({
      given: ['Anneke'],
      family: 'de Wit',
      gender: 'female',
      age: 51,
      mrn: 'PH-220981',
    });
    chart.stay(-9, 'Cardiac ICU, bed 9');
    ecmo(chart, [local('procedure', 'ECMOVA', 'VA-ECMO')], 0, null);
    condition(chart, [icd10cm('R57.0', 'Cardiogenic shock')], { onset: -5 });
    condition(
      chart,
      [icd10cm('I69.354', 'Hemiplegia following cerebral infarction affecting left side')],
      {
        category: 'problem-list-item',
        onset: -26_000,
        recorded: -25_000,
      },
    );
    headCt(chart, 20, 1.27, 'Old right-sided infarct. No haemorrhage.');
    chart.file(
      {
        resourceType: 'MedicationAdministration',
        id: chart.nextId('given'),
        status: 'in-progress',
        medicationCodeableConcept: concept(local('drug', 'HEPINF', 'Heparin continuous infusion')),
        subject: chart.subject,
        context: chart.encounter,
        effectivePeriod: { start: chart.time(2) },
        dosage: {
          text: '18 units/kg/h',
          rateQuantity: {
            value: 1300,
            unit: 'units/h',
            system: 'http://unitsofmeasure.org',
            code: "[USP'U]/h",
          },
        },
      },
      2,
    );
    chart.result('plasmaIn', 26, 220);
    chart.result('plasmaIn', 27, 235);
    chart.result('plasmaIn', 41, 250);
    usualCourse(chart, {
      span: [-3, 74],
      platelets: [
        [-3, 211],
        [24, 102],
        [50, 44],
        [74, 63],
      ],
      results: { codes: 'local' },
    });
    for (let hour = 0.5; hour < 74; hour += 8) {
      chart.file(
        {
          resourceType: 'Observation',
          id: chart.nextId('mode'),
          status: 'final',
          category: [concept(local('category', 'flowsheet', 'ICU flowsheet'))],
          code: concept(local('flowsheet', '5814', 'ECMO mode')),
          subject: chart.subject,
          encounter: chart.encounter,
          effectiveDateTime: chart.time(hour),
          issued: chart.time(hour),
          valueString: 'VA',
        },
        hour,
      );
    }
    return chart;
  },
};
