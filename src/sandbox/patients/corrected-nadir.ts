import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

/** The lowest platelet count was a clumped sample and has been corrected. */
export const correctedNadir: PretendPatient = {
  id: 'corrected-nadir',
  lesson:
    'VA-ECMO, hour 70: the lowest count was wrong and corrected; another was entered in error.',
  write(bedside) {
    const chart = new Chart('corrected-nadir', 70, bedside);
    chart.person({
      given: ['Tomasz'],
      family: 'Zieliński',
      gender: 'male',
      age: 55,
      mrn: 'PH-203118',
    });
    chart.stay(-8, 'Cardiac ICU, bed 5');
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    condition(chart, diagnoses.shock, { onset: -3 });
    headCt(chart, 30, 1.22, 'No haemorrhage.');
    infusion(chart, 'heparin-infusion', [
      [2, 26, 800],
      [26, null, 950],
    ]);
    transfusion(chart, 'plasma', 14, 250);
    usualCourse(chart, {
      span: [-3, 70],
      platelets: [
        [-3, 176],
        [24, 88],
        [44, 71],
        [70, 82],
      ],
    });
    correct(chart, 36.2, 9, 74);
    chart.result('platelets', 51.5, 6, { status: 'entered-in-error' });
    return chart;
  },
};

/** Files a count, and three hours later its correction under the same id. */
function correct(chart: Chart, hour: number, wrong: number, right: number): void {
  chart.result('platelets', hour, wrong);
  const first = chart.filed.at(-1)?.resource;
  if (first?.resourceType !== 'Observation') return;
  chart.file(
    {
      ...first,
      status: 'corrected',
      issued: chart.time(hour + 3),
      valueQuantity: { ...first.valueQuantity, value: right },
      note: [{ text: 'Corrected: platelet clumps in the first sample; repeated in citrate.' }],
    },
    hour + 3,
  );
}
