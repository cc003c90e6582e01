import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt, procedure } from './support.ts';
import { cpt, icd10cm, snomed } from './codings.ts';

/** VA-ECMO after resuscitation, ten hours in: too early for the model. */
export const hour10: PretendPatient = {
  id: 'hour-10',
  lesson: 'ECPR, hour 10: inputs may be shown, a risk may not; the study left out the first 24 h.',
  write(bedside) {
    const chart = new Chart('hour-10', 10, bedside);
    chart.person({
      given: ['Ines'],
      family: 'Carvalho',
      gender: 'female',
      age: 37,
      mrn: 'PH-211003',
    });
    chart.stay(-1, 'Cardiac ICU, bed 2');
    condition(
      chart,
      [
        icd10cm('I46.2', 'Cardiac arrest due to underlying cardiac condition'),
        snomed('410429000', 'Cardiac arrest'),
      ],
      { onset: -1 },
    );
    condition(chart, diagnoses.shock, { onset: 0 });
    procedure(
      chart,
      [
        cpt('92950', 'Cardiopulmonary resuscitation'),
        snomed('89666000', 'Cardiopulmonary resuscitation'),
      ],
      {
        performedPeriod: { start: chart.time(-1), end: chart.time(0) },
      },
      -1,
    );
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    headCt(chart, 2, 1.12, 'Early loss of grey-white differentiation. No haemorrhage.');
    infusion(chart, 'heparin-infusion', [[3, null, 600]]);
    usualCourse(chart, {
      span: [-0.5, 10],
      platelets: [
        [-0.5, 203],
        [10, 122],
      ],
      paco2: [
        [-0.5, 91],
        [1, 40],
        [10, 38],
      ],
      lactate: [
        [-0.5, 14.8],
        [10, 7.9],
      ],
    });
    return chart;
  },
};
