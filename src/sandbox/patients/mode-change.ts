import { Chart } from './chart.ts';
import { icd10cm } from './codings.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes } from './support.ts';

/** From veno-arterial to veno-venous without a break: one run with two modes. */
export const modeChange: PretendPatient = {
  id: 'mode-change',
  lesson: 'VA to VV at hour 80, hour 132 now: one run, two modes; bivalirudin after heparin.',
  write(bedside) {
    const chart = new Chart('mode-change', 132, bedside);
    chart.person({
      given: ['Samuel'],
      family: 'Adeyemi',
      gender: 'male',
      age: 33,
      mrn: 'PH-215540',
    });
    chart.stay(-14, 'Cardiac ICU, bed 6');
    condition(chart, [icd10cm('I40.9', 'Acute myocarditis, unspecified')], { onset: -14 });
    condition(chart, diagnoses.shock, { onset: -6 });
    condition(chart, diagnoses.ards, { onset: 70 });
    ecmo(chart, ecmoCodes.VA, 0, 80);
    ecmo(chart, ecmoCodes.VV, 80.5, null);
    circuit(chart, 0, null);
    infusion(chart, 'heparin-infusion', [
      [2, 50, 950],
      [50, 64, 1100],
    ]);
    infusion(chart, 'bivalirudin-infusion', [
      [66, 90, 3],
      [90, null, 4],
    ]);
    for (const hour of [12, 66, 67]) transfusion(chart, 'plasma', hour, 250);
    usualCourse(chart, {
      span: [-4, 132],
      platelets: [
        [-4, 232],
        [48, 96],
        [62, 47],
        [100, 88],
        [132, 104],
      ],
      antiXa: [
        [-4, 0],
        [10, 0.4],
        [64, 0.38],
        [70, 0.05],
        [132, 0.04],
      ],
    });
    return chart;
  },
};
