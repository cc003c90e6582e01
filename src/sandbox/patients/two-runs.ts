import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

const FIRST_START = -168;
const FIRST_END = -60;

/** Weaned, and cannulated again two and a half days later: only the second run counts. */
export const twoRuns: PretendPatient = {
  id: 'two-runs',
  lesson: 'Second VA run, hour 48: the deeper nadir and most plasma belong to the first run.',
  write(bedside) {
    const chart = new Chart('two-runs', 48, bedside);
    chart.person({
      given: ['Beatriz'],
      family: 'Moura',
      gender: 'female',
      age: 49,
      mrn: 'PH-209967',
    });
    chart.stay(FIRST_START - 10, 'Cardiac ICU, bed 1');
    condition(chart, diagnoses.shock, { onset: FIRST_START - 4 });
    ecmo(chart, ecmoCodes.VA, FIRST_START, FIRST_END);
    circuit(chart, FIRST_START, FIRST_END);
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    headCt(chart, FIRST_START + 30, 1.23, 'No haemorrhage.');
    headCt(chart, 6, 1.2, 'No haemorrhage.');
    infusion(chart, 'heparin-infusion', [
      [FIRST_START + 2, FIRST_END, 850],
      [2, null, 800],
    ]);
    for (const hour of [1, 2, 26, 27]) transfusion(chart, 'plasma', FIRST_START + hour, 250);
    transfusion(chart, 'plasma', 9, 250);
    transfusion(chart, 'platelets', FIRST_START + 60, 290);
    usualCourse(chart, {
      span: [FIRST_START - 2, 48],
      platelets: [
        [FIRST_START, 168],
        [FIRST_START + 58, 24],
        [FIRST_END, 71],
        [-2, 139],
        [30, 76],
        [48, 84],
      ],
      paco2: [
        [FIRST_START, 52],
        [FIRST_START + 6, 40],
        [48, 40],
      ],
      flow: [
        [0, 3.9],
        [48, 3.8],
      ],
    });
    return chart;
  },
};
