import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

/** A haemorrhage has been found on ECMO: a risk of it has lost its meaning. */
export const ichAlready: PretendPatient = {
  id: 'ich-already',
  lesson: 'VA-ECMO, hour 96, intracerebral haemorrhage found at hour 88: no risk any more.',
  write(bedside) {
    const chart = new Chart('ich-already', 96, bedside);
    chart.person({
      given: ['Harold', 'James'],
      family: 'Whitcombe',
      gender: 'male',
      age: 63,
      mrn: 'PH-187752',
    });
    chart.stay(-20, 'Cardiac ICU, bed 7');
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    condition(chart, diagnoses.shock, { onset: -6 });
    condition(chart, diagnoses.haemorrhage, { onset: 88, recorded: 89 });
    headCt(chart, 8, 1.21, 'No haemorrhage.');
    headCt(chart, 88, null, 'Left frontal intracerebral haemorrhage, 38 mL.');
    infusion(chart, 'heparin-infusion', [
      [2, 40, 900],
      [40, 88.5, 1000],
    ]);
    for (const hour of [30, 31, 60, 61.5, 90, 91]) transfusion(chart, 'plasma', hour, 250);
    for (const hour of [62, 89]) transfusion(chart, 'platelets', hour, 300);
    usualCourse(chart, {
      span: [-6, 96],
      platelets: [
        [-6, 154],
        [24, 66],
        [60, 31],
        [66, 48],
        [96, 39],
      ],
      fibrinogen: [
        [-6, 210],
        [48, 128],
        [96, 150],
      ],
    });
    return chart;
  },
};
