import { Chart } from './chart.ts';
import { concept, local, snomed } from './codings.ts';
import { usualCourse } from './course.ts';
import { blood, infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt, procedure } from './support.ts';

/** Blood as the blood bank files it: procedures with bags, bags issued, and one bag on two records. */
export const bloodBank: PretendPatient = {
  id: 'blood-bank',
  lesson:
    'VA-ECMO, hour 58: plasma as procedures and as doses; one bag twice, two bags issued and not given.',
  write(bedside) {
    const chart = new Chart('blood-bank', 58, bedside);
    chart.person({
      given: ['Oluwaseun'],
      family: 'Bello',
      gender: 'male',
      age: 57,
      mrn: 'PH-217708',
    });
    chart.stay(-10, 'Cardiac ICU, bed 12');
    condition(chart, diagnoses.shock, { onset: -6 });
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    headCt(chart, 18, 1.25, 'No haemorrhage.');
    infusion(chart, 'heparin-infusion', [[3, null, 850]]);
    plasmaBag(chart, 10);
    plasmaBag(chart, 24);
    transfusion(chart, 'plasma', 24, 250);
    transfusion(chart, 'plasma', 37, 250);
    for (const hour of [36, 50]) issued(chart, hour);
    procedure(chart, blood.plasma, { status: 'not-done', performedDateTime: chart.time(44) }, 44);
    usualCourse(chart, {
      span: [-3, 58],
      platelets: [
        [-3, 171],
        [24, 79],
        [44, 52],
        [58, 66],
      ],
    });
    return chart;
  },
};

/** A plasma transfusion as a Procedure that names the product of its bag. */
function plasmaBag(chart: Chart, hour: number): void {
  procedure(
    chart,
    blood.plasma,
    {
      performedPeriod: { start: chart.time(hour), end: chart.time(hour + 1) },
      usedCode: [
        concept(
          {
            system: 'https://www.isbt128.org/uri/productdescriptioncode',
            code: 'E2684',
            display: 'THAWED PLASMA/CPD',
          },
          local('blood', 'FFP', 'Fresh frozen plasma'),
        ),
      ],
    },
    hour + 1,
  );
}

/** A bag handed out to the ward, which says nothing of its being given. */
function issued(chart: Chart, hour: number): void {
  chart.file(
    {
      resourceType: 'SupplyDelivery',
      id: chart.nextId('issued'),
      status: 'completed',
      patient: chart.subject,
      suppliedItem: {
        quantity: { value: 1, unit: 'bag' },
        itemCodeableConcept: concept(snomed('346447007', 'Fresh frozen plasma')),
      },
      occurrenceDateTime: chart.time(hour),
    },
    hour,
  );
}
