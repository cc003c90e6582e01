import { Chart } from './chart.ts';
import { concept, local } from './codings.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, diagnoses, headCt } from './support.ts';

/** No procedure, no device: ECMO shows only in the rows of the ICU flowsheet. */
export const flowsheetOnly: PretendPatient = {
  id: 'flowsheet-only',
  lesson: 'ECMO seen in flowsheet rows alone, hour 66: no procedure, no device, the mode as text.',
  write(bedside) {
    const chart = new Chart('flowsheet-only', 66, bedside);
    chart.person({ given: ['Henrik'], family: 'Aalto', gender: 'male', age: 61, mrn: 'PH-199315' });
    chart.stay(-14, 'Cardiac ICU, bed 3');
    condition(chart, diagnoses.shock, { onset: -8 });
    headCt(chart, 28, 1.23, 'No haemorrhage.');
    infusion(chart, 'heparin-infusion', [[2, null, 880]]);
    for (const hour of [13, 29]) transfusion(chart, 'plasma', hour, 250);
    chart.result('flow', 0, 3.6);
    for (let hour = 0; hour < 66; hour += 12) {
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
    usualCourse(chart, {
      span: [-5, 66],
      platelets: [
        [-5, 160],
        [30, 68],
        [66, 74],
      ],
    });
    return chart;
  },
};
