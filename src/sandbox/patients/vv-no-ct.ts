import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes } from './support.ts';

/** VV-ECMO for ARDS with no head CT, the usual case: the ratio has to be integrated out. */
export const vvNoCt: PretendPatient = {
  id: 'vv-no-ct',
  lesson: 'VV-ECMO, hour 118, no head CT: the usual case; the band must widen and say why.',
  write(bedside) {
    const chart = new Chart('vv-no-ct', 118, bedside);
    chart.person({
      given: ['Joseph', 'Kwame'],
      family: 'Okafor',
      gender: 'male',
      age: 44,
      mrn: 'PH-198820',
    });
    chart.stay(-60, 'Medical ICU, bed 11');
    ecmo(chart, ecmoCodes.VV, 0, null);
    circuit(chart, 0, null);
    condition(chart, diagnoses.ards, { onset: -30 });
    infusion(chart, 'heparin-infusion', [
      [2, 30, 700],
      [30, 52, 900],
      [55, 90, 850],
      [90, null, 900],
    ]);
    for (const hour of [49, 50.5, 52, 75]) transfusion(chart, 'plasma', hour, 240);
    for (const hour of [48, 49]) transfusion(chart, 'redCells', hour, 310);
    usualCourse(chart, {
      span: [-12, 118],
      platelets: [
        [-12, 242],
        [12, 171],
        [48, 74],
        [60, 61],
        [90, 83],
        [118, 98],
      ],
      paco2: [
        [-12, 82],
        [0, 79],
        [3, 38],
        [24, 41],
        [118, 43],
      ],
      lactate: [
        [-12, 2.8],
        [24, 1.6],
        [118, 1.1],
      ],
      flow: [
        [0, 5.1],
        [118, 4.6],
      ],
    });
    return chart;
  },
};
