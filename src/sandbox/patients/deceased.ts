import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

const DEATH = 101;

/** Died on ECMO yesterday; the chart is still open. */
export const deceased: PretendPatient = {
  id: 'deceased',
  lesson: 'Died at hour 101, chart still open: no risk now, but one as of any hour before.',
  write(bedside) {
    const chart = new Chart('deceased', 122, bedside);
    chart.person({
      given: ['Ruth', 'Ellen'],
      family: 'Abernathy',
      gender: 'female',
      age: 69,
      mrn: 'PH-170091',
      more: { deceasedDateTime: chart.time(DEATH) },
    });
    chart.stay(-16, 'Cardiac ICU, bed 10');
    condition(chart, diagnoses.shock, { onset: -9 });
    ecmo(chart, ecmoCodes.VA, 0, DEATH);
    circuit(chart, 0, DEATH);
    headCt(chart, 20, 1.17, 'Loss of grey-white differentiation. No haemorrhage.');
    infusion(chart, 'heparin-infusion', [[2, DEATH, 700]]);
    for (const hour of [30, 70]) transfusion(chart, 'plasma', hour, 250);
    usualCourse(chart, {
      span: [-5, DEATH],
      platelets: [
        [-5, 151],
        [48, 58],
        [90, 35],
        [DEATH, 31],
      ],
      lactate: [
        [-5, 11],
        [24, 6.2],
        [80, 8.9],
        [DEATH, 17.5],
      ],
    });
    return chart;
  },
};
