import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes } from './support.ts';

/** A name written from right to left, in a line that runs from left to right. */
export const namesArabic: PretendPatient = {
  id: 'names-arabic',
  lesson: 'Name in Arabic, right to left: it must not turn the numbers beside it around.',
  write(bedside) {
    const chart = new Chart('names-arabic', 47, bedside);
    chart.person({
      given: ['عبد الرحمن'],
      family: 'الحسيني',
      text: 'عبد الرحمن الحسيني (2)',
      gender: 'male',
      age: 40,
      mrn: 'PH-228765',
    });
    chart.stay(-11, 'Medical ICU, bed 6');
    condition(chart, diagnoses.ards, { onset: -9 });
    condition(chart, diagnoses.oldStroke, {
      verification: 'refuted',
      onset: -9000,
      recorded: -8000,
    });
    ecmo(chart, ecmoCodes.VV, 0, null);
    circuit(chart, 0, null);
    infusion(chart, 'heparin-infusion', [[3, null, 780]]);
    transfusion(chart, 'plasma', 30, 250);
    usualCourse(chart, {
      span: [-5, 47],
      platelets: [
        [-5, 219],
        [30, 101],
        [47, 112],
      ],
      flow: [
        [0, 4.7],
        [47, 4.5],
      ],
    });
    return chart;
  },
};
