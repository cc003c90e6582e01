import type { Coding, Medication, MedicationAdministration } from 'fhir/r4';
import type { Chart } from './chart.ts';
import { concept, local, rxnorm, snomed, cpt } from './codings.ts';

const perHour = (value: number, unit: string, code: string) => ({
  numerator: { value, unit, system: 'http://unitsofmeasure.org', code },
  denominator: { value: 1, unit: 'h', system: 'http://unitsofmeasure.org', code: 'h' },
});

const bag = (units: number, unit: string, code: string, millilitres: number) => ({
  numerator: { value: units, unit, system: 'http://unitsofmeasure.org', code },
  denominator: { value: millilitres, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' },
});

/** Medications of the hospital's formulary that several patients get. */
export const formulary: readonly (Medication & { id: string })[] = [
  {
    resourceType: 'Medication',
    id: 'heparin-infusion',
    code: concept(
      rxnorm('1658717', '250 ML heparin sodium, porcine 100 UNT/ML Injection'),
      local('drug', 'HEPINF', 'Heparin continuous infusion'),
    ),
    ingredient: [
      {
        itemCodeableConcept: concept(rxnorm('5224', 'heparin'), snomed('372877000', 'Heparin')),
        strength: bag(100, "[USP'U]", "[USP'U]", 1),
      },
    ],
  },
  {
    resourceType: 'Medication',
    id: 'heparin-flush',
    code: concept(
      rxnorm('1362060', '2 ML heparin sodium, porcine 100 UNT/ML Prefilled Syringe'),
      local('drug', 'HEPFLUSH', 'Heparin flush'),
    ),
  },
  {
    resourceType: 'Medication',
    id: 'bivalirudin-infusion',
    code: concept(
      rxnorm('1997015', '50 ML bivalirudin 5 MG/ML Injection'),
      local('drug', 'BIVINF', 'Bivalirudin infusion'),
    ),
  },
];

/** One stretch of an infusion at one rate; no `to` means running still. */
export type Stretch = readonly [from: number, to: number | null, rate: number];

function administration(chart: Chart, hour: number, more: Partial<MedicationAdministration>): void {
  chart.file(
    {
      resourceType: 'MedicationAdministration',
      id: chart.nextId('given'),
      status: 'completed',
      subject: chart.subject,
      context: chart.encounter,
      ...more,
    } as MedicationAdministration & { id: string },
    hour,
  );
}

/** Files an infusion, one MedicationAdministration for each stretch between rate changes. Rates in [USP'U]/h or mg/h. */
export function infusion(chart: Chart, medication: string, stretches: readonly Stretch[]): void {
  const mass = medication.startsWith('bivalirudin');
  for (const [from, to, rate] of stretches) {
    administration(chart, from, {
      status: to === null ? 'in-progress' : 'completed',
      medicationReference: { reference: `Medication/${medication}` },
      effectivePeriod: { start: chart.time(from), ...(to === null ? {} : { end: chart.time(to) }) },
      dosage: {
        route: concept(snomed('47625008', 'Intravenous route')),
        rateRatio: mass ? perHour(rate, 'mg', 'mg') : perHour(rate, 'units', "[USP'U]"),
      },
    });
  }
}

/** Files a drug given at one moment. */
export function dose(
  chart: Chart,
  coding: readonly Coding[],
  hour: number,
  amount: readonly [value: number, unit: string],
): void {
  administration(chart, hour, {
    medicationCodeableConcept: concept(...coding),
    effectiveDateTime: chart.time(hour),
    dosage: {
      dose: {
        value: amount[0],
        unit: amount[1],
        system: 'http://unitsofmeasure.org',
        code: amount[1],
      },
    },
  });
}

/** Files flushes of a line, which are heparin and are no anticoagulation. */
export function flushes(chart: Chart, hours: readonly number[]): void {
  for (const hour of hours) {
    administration(chart, hour, {
      medicationReference: { reference: 'Medication/heparin-flush' },
      effectiveDateTime: chart.time(hour),
      dosage: {
        dose: { value: 200, unit: 'units', system: 'http://unitsofmeasure.org', code: "[USP'U]" },
      },
    });
  }
}

/** Blood products by the codes of their transfusion. */
export const blood = {
  plasma: [
    snomed('116861002', 'Transfusion of fresh frozen plasma'),
    local('blood', 'FFP', 'Fresh frozen plasma'),
  ],
  platelets: [
    snomed('12719002', 'Platelet transfusion'),
    local('blood', 'PLTC', 'Platelet concentrate'),
  ],
  redCells: [
    snomed('116863004', 'Transfusion of red blood cells'),
    cpt('36430', 'Transfusion, blood or blood components'),
    local('blood', 'PRBC', 'Packed red cells'),
  ],
} as const satisfies Readonly<Record<string, readonly Coding[]>>;

const product = {
  plasma: [
    snomed('346447007', 'Fresh frozen plasma'),
    local('blood', 'FFP', 'Fresh frozen plasma'),
  ],
  platelets: [local('blood', 'PLTC', 'Platelet concentrate')],
  redCells: [
    snomed('431069006', 'Packed red blood cells'),
    local('blood', 'PRBC', 'Packed red cells'),
  ],
} as const satisfies Readonly<Record<keyof typeof blood, readonly Coding[]>>;

/** Files a transfusion as an administration of a volume in mL over about an hour. */
export function transfusion(
  chart: Chart,
  kind: keyof typeof blood,
  hour: number,
  millilitres: number,
): void {
  administration(chart, hour + 1, {
    medicationCodeableConcept: concept(...product[kind]),
    effectivePeriod: { start: chart.time(hour), end: chart.time(hour + 1) },
    dosage: {
      dose: { value: millilitres, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' },
    },
  });
}
