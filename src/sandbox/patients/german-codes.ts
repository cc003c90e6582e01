import type { Coding } from 'fhir/r4';
import { Chart } from './chart.ts';
import { concept } from './codings.ts';
import { usualCourse } from './course.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { condition, headCt, procedure } from './support.ts';

const UCUM = 'http://unitsofmeasure.org';
const ops = (code: string, display: string): Coding => ({
  system: 'http://fhir.de/CodeSystem/bfarm/ops',
  code,
  display,
});
const icd10gm = (code: string, display: string): Coding => ({
  system: 'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
  code,
  display,
});
const atc = (code: string, display: string): Coding => ({
  system: 'http://fhir.de/CodeSystem/bfarm/atc',
  code,
  display,
});

const TEXTS: Readonly<Record<string, string>> = {
  'Platelet count': 'Thrombozyten',
  Haemoglobin: 'Hämoglobin',
  'Fibrinogen (Clauss)': 'Fibrinogen (Clauss)',
  'Prothrombin time': 'Thromboplastinzeit',
};

/** A record from a German hospital: OPS, ICD-10-GM, ATC, and units as printed there. */
export const germanCodes: PretendPatient = {
  id: 'german-codes',
  lesson:
    'VA-ECMO, hour 90, from a German hospital: OPS, ICD-10-GM, ATC, platelets in G/l, GFP as plasma.',
  write(bedside) {
    const chart = new Chart('german-codes', 90, bedside);
    chart.person({
      given: ['Jürgen'],
      family: 'Weißbrodt',
      gender: 'male',
      age: 64,
      mrn: 'PH-231990',
    });
    chart.stay(-12, 'Intensivstation 2, Bett 6');
    condition(chart, [icd10gm('R57.0', 'Kardiogener Schock')], { onset: -5 });
    condition(chart, [icd10gm('I69.3', 'Folgen eines Hirninfarktes')], {
      category: 'problem-list-item',
      onset: -30_000,
      recorded: -29_000,
    });
    const va = ops('8-852.30', 'Anwendung einer minimalisierten Herz-Lungen-Maschine (va-ECMO)');
    procedure(chart, [va], { status: 'in-progress', performedPeriod: { start: chart.time(0) } });
    headCt(chart, 30, 1.28, 'Keine intrakranielle Blutung. Alter Infarkt links.');
    given(chart, [atc('B01AB01', 'Heparin')], [2, null], {
      rateQuantity: { value: 900, unit: 'IE/h', system: UCUM, code: '[IU]/h' },
    });
    for (const hour of [20, 21, 46]) {
      const plasma = [{ system: 'http://snomed.info/sct', code: '346447007', display: 'GFP' }];
      given(chart, plasma, [hour, hour + 0.7], {
        dose: { value: 220, unit: 'ml', system: UCUM, code: 'mL' },
      });
    }
    usualCourse(chart, {
      span: [-4, 90],
      platelets: [
        [-4, 182],
        [30, 77],
        [50, 49],
        [90, 72],
      ],
      results: { codes: 'loinc' },
      flow: [],
    });
    translate(chart);
    return chart;
  },
};

function given(
  chart: Chart,
  coding: readonly Coding[],
  [from, to]: readonly [number, number | null],
  dosage: Readonly<Record<string, unknown>>,
): void {
  chart.file(
    {
      resourceType: 'MedicationAdministration',
      id: chart.nextId('given'),
      status: to === null ? 'in-progress' : 'completed',
      medicationCodeableConcept: concept(...coding),
      subject: chart.subject,
      context: chart.encounter,
      effectivePeriod: { start: chart.time(from), ...(to === null ? {} : { end: chart.time(to) }) },
      dosage,
    },
    from,
  );
}

/** German names of tests, and platelet counts in giga per litre. */
function translate(chart: Chart): void {
  for (const [index, { resource, at }] of chart.filed.entries()) {
    if (resource.resourceType !== 'Observation') continue;
    const text = TEXTS[resource.code.text ?? ''] ?? resource.code.text ?? '';
    const { referenceRange, ...rest } = resource;
    const giga = resource.valueQuantity?.code === '10*3/uL';
    const changed = {
      ...rest,
      code: { ...resource.code, text },
      ...(giga
        ? {
            valueQuantity: {
              value: resource.valueQuantity?.value ?? 0,
              unit: 'G/l',
              system: UCUM,
              code: '10*9/L',
            },
          }
        : referenceRange
          ? { referenceRange }
          : {}),
    };
    chart.filed[index] = { resource: changed, at };
  }
}
