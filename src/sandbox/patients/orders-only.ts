import type { MedicationRequest } from 'fhir/r4';
import { Chart } from './chart.ts';
import { concept, icd10pcs, rxnorm, snomed } from './codings.ts';
import { usualCourse } from './course.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, diagnoses, procedure } from './support.ts';

/** A hospital that shows orders but no administrations, and no devices. */
export const ordersOnly: PretendPatient = {
  id: 'orders-only',
  lesson:
    'VV-ECMO, hour 64, orders but no administrations: an order is not a dose; plasma is asked for.',
  write(bedside) {
    const chart = new Chart('orders-only', 64, bedside);
    chart.person({
      given: ['Loretta'],
      family: 'Beaumont',
      gender: 'female',
      age: 60,
      mrn: 'PH-181275',
    });
    chart.stay(-26, 'Medical ICU, bed 14');
    condition(chart, diagnoses.ards, { onset: -24 });
    procedure(
      chart,
      [icd10pcs('5A1522H', 'Extracorporeal Oxygenation, Membrane, Peripheral Veno-venous')],
      { status: 'in-progress', performedPeriod: { start: chart.time(0) } },
    );
    order(chart, 1, {
      medicationCodeableConcept: concept(
        rxnorm('1658717', '250 ML heparin sodium, porcine 100 UNT/ML Injection'),
      ),
    });
    order(chart, 16, {
      medicationCodeableConcept: concept(snomed('346447007', 'Fresh frozen plasma')),
    });
    usualCourse(chart, {
      span: [-10, 64],
      platelets: [
        [-10, 198],
        [40, 69],
        [64, 77],
      ],
      results: { codes: 'loinc' },
      flow: [],
    });
    for (const [hour, reason] of [
      [44, 'not-performed'],
      [50, 'error'],
    ] as const) {
      chart.result('platelets', hour, 0, {
        codes: 'loinc',
        instead: {
          dataAbsentReason: {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: reason },
            ],
          },
        },
      });
    }
    return chart;
  },
};

function order(
  chart: Chart,
  hour: number,
  medication: Pick<MedicationRequest, 'medicationCodeableConcept'>,
): void {
  chart.file(
    {
      resourceType: 'MedicationRequest',
      id: chart.nextId('order'),
      status: 'active',
      intent: 'order',
      subject: chart.subject,
      encounter: chart.encounter,
      authoredOn: chart.time(hour),
      ...medication,
    },
    hour,
  );
}
