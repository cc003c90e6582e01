import { Chart } from './chart.ts';
import { cpt, snomed } from './codings.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, diagnoses, headCt, procedure } from './support.ts';

/** The start of ECMO is known to the day and no better. */
export const dateOnly: PretendPatient = {
  id: 'date-only',
  lesson: 'ECMO start known only as a date: hours of support are a range; the hour can be entered.',
  write(bedside) {
    const chart = new Chart('date-only', 68, bedside);
    chart.person({
      given: ['Margaret'],
      family: 'Ó Briain',
      gender: 'female',
      age: 53,
      mrn: 'PH-196401',
    });
    chart.stay(-20, 'Surgical ICU, bed 5');
    condition(chart, diagnoses.shock, { onset: -6 });
    procedure(
      chart,
      [
        snomed('786451004', 'Venoarterial extracorporeal membrane oxygenation'),
        cpt('33947', 'ECMO/ECLS initiation, veno-arterial'),
      ],
      { status: 'in-progress', performedDateTime: chart.day(0) },
    );
    headCt(chart, 26, 1.25, 'No haemorrhage.');
    infusion(chart, 'heparin-infusion', [[4, null, 820]]);
    transfusion(chart, 'plasma', 15, 250);
    usualCourse(chart, {
      span: [-8, 68],
      platelets: [
        [-8, 177],
        [-1, 48],
        [2, 96],
        [40, 63],
        [68, 80],
      ],
      flow: [],
    });
    return chart;
  },
};
