import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { dose, flushes, infusion, transfusion } from './drugs.ts';
import { rxnorm } from './codings.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

/** VA-ECMO after a myocardial infarction, hour 61: everything is there and agrees. */
export const cleanVa: PretendPatient = {
  id: 'clean-va',
  lesson: 'VA-ECMO, hour 61, head CT with grey-white ratio: everything is there and agrees.',
  write(bedside) {
    const chart = new Chart('clean-va', 61, bedside);
    chart.person({
      given: ['Marta'],
      family: 'Lindqvist',
      gender: 'female',
      age: 58,
      mrn: 'PH-204417',
    });
    chart.stay(-6, 'Cardiac ICU, bed 4');
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    condition(chart, diagnoses.infarction, { onset: -7 });
    condition(chart, diagnoses.shock, { onset: -4 });
    condition(chart, diagnoses.hypertension, {
      category: 'problem-list-item',
      onset: -40_000,
      recorded: -20_000,
    });
    headCt(chart, 5, 1.24, 'No haemorrhage. Grey-white differentiation preserved.');
    dose(chart, [rxnorm('1191', 'aspirin')], -6, [300, 'mg']);
    infusion(chart, 'heparin-infusion', [
      [1, 9, 800],
      [9, 22, 1000],
      [22, 40, 1100],
      [40, null, 950],
    ]);
    flushes(chart, [3, 19, 43]);
    for (const hour of [11, 12.5]) transfusion(chart, 'plasma', hour, 250);
    transfusion(chart, 'redCells', 20, 300);
    transfusion(chart, 'platelets', 33, 280);
    usualCourse(chart, {
      span: [-2, 61],
      platelets: [
        [-2, 188],
        [6, 131],
        [24, 84],
        [32, 58],
        [36, 79],
        [61, 67],
      ],
    });
    return chart;
  },
};
