import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion, type Stretch } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

const HOURS = 500;

/** Three weeks of ECMO with everything charted every few minutes. */
export const largest: PretendPatient = {
  id: 'largest',
  lesson: 'VV-ECMO, day 21, more than ten thousand results: paging, speed and a legible course.',
  write(bedside) {
    const chart = new Chart('largest', HOURS, bedside);
    chart.person({
      given: ['Viktor'],
      family: 'Harabin',
      gender: 'male',
      age: 46,
      mrn: 'PH-190333',
    });
    chart.stay(-40, 'Medical ICU, bed 1');
    condition(chart, diagnoses.ards, { onset: -30 });
    ecmo(chart, ecmoCodes.VV, 0, null);
    for (const [from, to] of [
      [0, 210],
      [210, 391],
      [391, null],
    ] as const) {
      circuit(chart, from, to);
    }
    headCt(chart, 260, 1.25, 'No haemorrhage.');
    const rates: Stretch[] = [];
    for (let hour = 3; hour < HOURS; hour += 7) {
      const to = hour + 7 < HOURS ? hour + 7 : null;
      rates.push([hour, to, 700 + Math.round(chart.random() * 12) * 50]);
    }
    infusion(chart, 'heparin-infusion', rates);
    for (const hour of [40, 160, 161, 300, 420]) transfusion(chart, 'plasma', hour, 250);
    for (const hour of [52, 164, 305, 306, 424]) transfusion(chart, 'platelets', hour, 270);
    for (let hour = 30; hour < HOURS; hour += 60) transfusion(chart, 'redCells', hour, 300);
    const span = [-24, HOURS] as const;
    usualCourse(chart, {
      span,
      platelets: [
        [-24, 251],
        [48, 82],
        [60, 101],
        [162, 49],
        [200, 96],
        [304, 38],
        [340, 88],
        [HOURS, 74],
      ],
      aptt: [
        [-24, 30],
        [4, 80],
        [40, 58],
        [250, 66],
        [HOURS, 60],
      ],
      fibrinogen: [
        [-24, 520],
        [160, 240],
        [300, 160],
        [HOURS, 280],
      ],
      rows: false,
    });
    chart.series(
      'map',
      1 / 12,
      [
        [-24, 68],
        [HOURS, 76],
      ],
      span,
      0.08,
    );
    chart.series(
      'flow',
      0.25,
      [
        [0, 4.8],
        [HOURS, 4.1],
      ],
      [0, HOURS],
      0.03,
    );
    chart.series('speed', 0.5, [[0, 3400]], [0, HOURS], 0.02);
    chart.series(
      'sweep',
      1,
      [
        [0, 6],
        [HOURS, 4],
      ],
      [0, HOURS],
      0.05,
    );
    chart.series(
      'fdo2',
      1,
      [
        [0, 100],
        [HOURS, 80],
      ],
      [0, HOURS],
      0,
    );
    return chart;
  },
};
