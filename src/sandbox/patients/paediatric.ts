import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes } from './support.ts';

/** A child: the model was made for adults. */
export const paediatric: PretendPatient = {
  id: 'paediatric',
  lesson: 'Nine years old, VV-ECMO, hour 55: the model is for adults; no risk.',
  write(bedside) {
    const chart = new Chart('paediatric', 55, bedside);
    chart.person({ given: ['Noor'], family: 'Haddad', gender: 'female', age: 9, mrn: 'PH-224410' });
    chart.stay(-30, 'Paediatric ICU, bed 2');
    condition(chart, diagnoses.ards, { onset: -20 });
    ecmo(chart, ecmoCodes.VV, 0, null);
    circuit(chart, 0, null);
    infusion(chart, 'heparin-infusion', [[1, null, 420]]);
    transfusion(chart, 'plasma', 20, 120);
    usualCourse(chart, {
      span: [-6, 55],
      platelets: [
        [-6, 260],
        [30, 92],
        [55, 110],
      ],
      flow: [
        [0, 2.4],
        [55, 2.3],
      ],
    });
    return chart;
  },
};
