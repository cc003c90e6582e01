import { Chart } from './chart.ts';
import { icd10cm, icd10pcs, local, snomed } from './codings.ts';
import { usualCourse } from './course.ts';
import { dose, infusion, transfusion } from './drugs.ts';
import { rxnorm } from './codings.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, procedure } from './support.ts';

/** Heart surgery on cardiopulmonary bypass and dialysis after it: neither is ECMO. */
export const bypass: PretendPatient = {
  id: 'bypass',
  lesson: 'Bypass surgery with a heart-lung machine, then dialysis: neither is ECMO, so no risk.',
  write(bedside) {
    const chart = new Chart('bypass', 40, bedside);
    chart.person({
      given: ['Gerald'],
      family: 'Pruitt',
      gender: 'male',
      age: 71,
      mrn: 'PH-166204',
    });
    chart.stay(-20, 'Surgical ICU, bed 8');
    condition(
      chart,
      [icd10cm('I25.10', 'Atherosclerotic heart disease of native coronary artery')],
      {
        category: 'problem-list-item',
        onset: -30_000,
        recorded: -20_000,
      },
    );
    procedure(
      chart,
      [
        snomed('63697000', 'Cardiopulmonary bypass operation'),
        icd10pcs('5A1221Z', 'Performance of Cardiac Output, Continuous'),
        local('procedure', 'CPB', 'Cardiopulmonary bypass'),
      ],
      { performedPeriod: { start: chart.time(0), end: chart.time(2.4) } },
    );
    procedure(
      chart,
      [snomed('714749008', 'Continuous renal replacement therapy')],
      { status: 'in-progress', performedPeriod: { start: chart.time(12) } },
      12,
    );
    dose(chart, [rxnorm('5224', 'heparin'), local('drug', 'HEPBOL', 'Heparin bolus, bypass')], 0, [
      28_000,
      "[USP'U]",
    ]);
    infusion(chart, 'heparin-infusion', [[14, null, 500]]);
    for (const hour of [2, 2.5]) transfusion(chart, 'plasma', hour, 250);
    transfusion(chart, 'platelets', 3, 280);
    usualCourse(chart, {
      span: [-6, 40],
      platelets: [
        [-6, 214],
        [3, 92],
        [40, 118],
      ],
      lactate: [
        [-6, 1.1],
        [3, 3.8],
        [40, 1.2],
      ],
      flow: [],
    });
    return chart;
  },
};
