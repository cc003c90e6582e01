import { Chart } from '../../src/sandbox/patients/chart.ts';
import { infusion, transfusion, type Stretch } from '../../src/sandbox/patients/drugs.ts';
import type { PretendPatient } from '../../src/sandbox/patients/pretend-patient.ts';
import {
  condition,
  diagnoses,
  ecmo,
  ecmoCodes,
  headCt,
} from '../../src/sandbox/patients/support.ts';

const HOURS = 500;

/** What the lanes of the course show: one analyte of the sandbox each, from one level to another. */
const LANES = [
  ['platelets', 251, 74],
  ['aptt', 80, 58],
  ['antiXa', 0.42, 0.33],
  ['act', 192, 178],
  ['inr', 1.5, 1.3],
  ['fibrinogen', 520, 280],
  ['dDimer', 2.4, 7.8],
  ['haemoglobin', 11.8, 8.9],
  ['paco2', 52, 40],
  ['pao2', 140, 104],
  ['map', 68, 76],
] as const;

/**
 * Three weeks on VV-ECMO with at least that many results in the lanes of the
 * course, the same number in each.
 */
export function densePatient(points: number): PretendPatient {
  // results of the last hour may not be out yet
  const every = (HOURS - 2) / Math.ceil(points / LANES.length);
  return {
    id: 'dense',
    lesson: `Three weeks on VV-ECMO, ${points} results in the lanes of the course.`,
    write(bedside) {
      const chart = new Chart('dense', HOURS, bedside);
      chart.person({
        given: ['Ottilie'],
        family: 'Fernandes',
        gender: 'female',
        age: 52,
        mrn: 'PH-700001',
      });
      chart.stay(0, 'Medical ICU, bed 2');
      condition(chart, diagnoses.ards, { onset: -2 });
      ecmo(chart, ecmoCodes.VV, 0, null);
      headCt(chart, 60, 1.25, 'No haemorrhage.');
      const rates = Array.from({ length: 70 }, (_, index): Stretch => {
        const from = 3 + index * 7;
        return [from, from + 7, 700 + Math.round(chart.random() * 12) * 50];
      });
      infusion(chart, 'heparin-infusion', rates);
      for (const hour of [40, 160, 300, 420]) transfusion(chart, 'plasma', hour, 250);
      for (const [name, from, to] of LANES) {
        chart.series(
          name,
          every,
          [
            [0, from],
            [HOURS, to],
          ],
          [0, HOURS + 2],
          0.05,
        );
      }
      return chart;
    },
  };
}
