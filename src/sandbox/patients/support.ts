import type { Coding, ObservationComponent, Procedure } from 'fhir/r4';
import type { Chart } from './chart.ts';
import { concept, icd10cm, icd10pcs, loinc, local, snomed, hl7 } from './codings.ts';

/** Codes a hospital sends for ECMO by mode. */
export const ecmoCodes: Readonly<Record<'VA' | 'VV', readonly Coding[]>> = {
  VA: [
    snomed('786451004', 'Venoarterial extracorporeal membrane oxygenation'),
    icd10pcs('5A1522G', 'Extracorporeal Oxygenation, Membrane, Peripheral Veno-arterial'),
    local('procedure', 'ECMOVA', 'VA-ECMO'),
  ],
  VV: [
    snomed('786453001', 'Venovenous extracorporeal membrane oxygenation'),
    icd10pcs('5A1522H', 'Extracorporeal Oxygenation, Membrane, Peripheral Veno-venous'),
    local('procedure', 'ECMOVV', 'VV-ECMO'),
  ],
};

/** Files a stretch of ECMO as a Procedure; no `to` means still running. */
export function ecmo(
  chart: Chart,
  coding: readonly Coding[],
  from: number,
  to: number | null,
): void {
  procedure(chart, coding, {
    status: to === null ? 'in-progress' : 'completed',
    performedPeriod: { start: chart.time(from), ...(to === null ? {} : { end: chart.time(to) }) },
  });
}

/** Files any Procedure of this patient. */
export function procedure(
  chart: Chart,
  coding: readonly Coding[],
  more: Omit<Partial<Procedure>, 'id'>,
  hour = 0,
): string {
  const id = chart.nextId('proc');
  chart.file(
    {
      resourceType: 'Procedure',
      id,
      status: 'completed',
      code: concept(...coding),
      subject: chart.subject,
      encounter: chart.encounter,
      ...more,
    },
    hour,
  );
  return id;
}

/** Files the ECMO circuit as a Device and its use. */
export function circuit(chart: Chart, from: number, to: number | null): void {
  const id = chart.nextId('device');
  const device = chart.file(
    {
      resourceType: 'Device',
      id,
      status: 'active',
      type: concept(snomed('469244005', 'Extracorporeal membrane oxygenator')),
      patient: chart.subject,
    },
    from,
  );
  chart.file(
    {
      resourceType: 'DeviceUseStatement',
      id: chart.nextId('use'),
      status: to === null ? 'active' : 'completed',
      subject: chart.subject,
      device,
      timingPeriod: { start: chart.time(from), ...(to === null ? {} : { end: chart.time(to) }) },
    },
    from,
  );
}

/** How a Condition departs from an active encounter diagnosis. */
export interface ConditionOptions {
  readonly category?: 'encounter-diagnosis' | 'problem-list-item';
  readonly clinical?: 'active' | 'resolved' | 'inactive';
  readonly verification?: 'confirmed' | 'refuted' | 'provisional';
  /** Hour of support it began at. */
  readonly onset?: number;
  /** Hour of support it was recorded at; the onset, or admission, if not given. */
  readonly recorded?: number;
}

/** Files a Condition. */
export function condition(
  chart: Chart,
  coding: readonly Coding[],
  options: ConditionOptions = {},
): void {
  const {
    category = 'encounter-diagnosis',
    clinical = 'active',
    verification = 'confirmed',
  } = options;
  const recorded = options.recorded ?? options.onset ?? -12;
  chart.file(
    {
      resourceType: 'Condition',
      id: chart.nextId('cond'),
      clinicalStatus: hl7('condition-clinical', clinical),
      verificationStatus: hl7('condition-ver-status', verification),
      category: [hl7('condition-category', category)],
      code: concept(...coding),
      subject: chart.subject,
      encounter: chart.encounter,
      ...(options.onset === undefined ? {} : { onsetDateTime: chart.time(options.onset) }),
      recordedDate: chart.time(recorded),
    },
    recorded,
  );
}

/** Diagnoses several patients share. */
export const diagnoses = {
  shock: [icd10cm('R57.0', 'Cardiogenic shock'), snomed('89138009', 'Cardiogenic shock')],
  ards: [
    icd10cm('J80', 'Acute respiratory distress syndrome'),
    snomed('67782005', 'Acute respiratory distress syndrome'),
  ],
  infarction: [icd10cm('I21.09', 'ST elevation (STEMI) myocardial infarction of anterior wall')],
  hypertension: [
    icd10cm('I10', 'Essential (primary) hypertension'),
    snomed('59621000', 'Essential hypertension'),
  ],
  oldStroke: [
    icd10cm('I69.354', 'Hemiplegia following cerebral infarction affecting left side'),
    snomed('275526006', 'History of cerebrovascular accident'),
  ],
  haemorrhage: [
    icd10cm('I61.9', 'Nontraumatic intracerebral hemorrhage, unspecified'),
    snomed('1386000', 'Intracranial hemorrhage'),
  ],
} as const satisfies Readonly<Record<string, readonly Coding[]>>;

function density(name: string, display: string, value: number): ObservationComponent {
  return {
    code: concept(local('imaging', name, display)),
    valueQuantity: {
      value: Number(value.toFixed(1)),
      unit: 'HU',
      system: 'http://unitsofmeasure.org',
      code: "[hnsf'U]",
    },
  };
}

/**
 * Files a head CT: the Procedure, the imaging study, its report, and, where the
 * radiologist measured it, the grey-white matter ratio with the two densities.
 */
export function headCt(chart: Chart, hour: number, gwr: number | null, words: string): void {
  const code = [loinc('30799-1', 'CT Head WO contrast'), local('procedure', 'CTHEAD', 'CT head')];
  procedure(
    chart,
    [snomed('303653007', 'Computed tomography of head'), local('procedure', 'CTHEAD', 'CT head')],
    { performedDateTime: chart.time(hour) },
    hour,
  );
  const study = chart.file(
    {
      resourceType: 'ImagingStudy',
      id: chart.nextId('study'),
      status: 'available',
      subject: chart.subject,
      encounter: chart.encounter,
      started: chart.time(hour),
      modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'CT' }],
      procedureCode: [concept(...code)],
      description: 'CT head without contrast',
    },
    hour,
  );
  chart.file(
    {
      resourceType: 'DiagnosticReport',
      id: chart.nextId('report'),
      status: 'final',
      category: [hl7('v2-0074', 'RAD')],
      code: concept(...code),
      subject: chart.subject,
      encounter: chart.encounter,
      effectiveDateTime: chart.time(hour),
      issued: chart.time(hour + 1),
      imagingStudy: [study],
      conclusion: words,
    },
    hour + 1,
  );
  if (gwr === null) return;
  const white = 26 + 3 * chart.random();
  chart.file(
    {
      resourceType: 'Observation',
      id: chart.nextId('gwr'),
      status: 'final',
      category: [hl7('observation-category', 'imaging')],
      code: concept(local('imaging', 'GWR-AVG', 'Grey-white matter ratio, average')),
      subject: chart.subject,
      encounter: chart.encounter,
      effectiveDateTime: chart.time(hour),
      issued: chart.time(hour + 1),
      valueQuantity: { value: gwr, unit: 'ratio', system: 'http://unitsofmeasure.org', code: '1' },
      derivedFrom: [study],
      component: [
        density('GM', 'Grey matter density', white * gwr),
        density('WM', 'White matter density', white),
      ],
    },
    hour + 1,
  );
}
