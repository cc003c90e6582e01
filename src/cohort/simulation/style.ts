/** One thing that is measured, and how a hospital says so. */
export interface LabStyle {
  readonly coding: readonly {
    readonly system: string;
    readonly code: string;
    readonly display: string;
  }[];
  readonly unit: string;
  /** False where the unit stands in `unit` alone, without a UCUM code. */
  readonly ucum: boolean;
  /** What the number is multiplied by on its way from our canonical unit. */
  readonly factor: number;
  readonly decimals: number;
  /** Written as text, number and unit together. */
  readonly asText?: boolean;
}

type LabName = 'platelets' | 'aptt' | 'antiXa' | 'fibrinogen' | 'paco2' | 'ratio';

/** How one kind of hospital writes its records. */
export interface Style {
  readonly name: string;
  readonly title: string;
  readonly timeZone: string;
  readonly bagMillilitres: number;
  readonly labs: Readonly<Record<LabName, LabStyle>>;
  readonly support: Readonly<
    Record<
      'VA' | 'VV' | 'ECPR',
      { readonly system: string; readonly code: string; readonly display: string }
    >
  >;
  readonly bleed: { readonly system: string; readonly code: string; readonly display: string };
  readonly earlierStroke: {
    readonly system: string;
    readonly code: string;
    readonly display: string;
  };
  readonly plasma: 'procedure' | 'administration' | 'volume';
  readonly references: 'relative' | 'absolute';
  readonly files: { readonly compressed: boolean; readonly crlf: boolean; readonly mark: boolean };
  /** Local code → concept, for the site's ConceptMap. */
  readonly local: readonly {
    readonly code: string;
    readonly display: string;
    readonly concept: string;
  }[];
  /** Local unit spelling → UCUM, for one concept. */
  readonly localUnits: readonly {
    readonly written: string;
    readonly ucum: string;
    readonly concept: string;
  }[];
}

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const RATIO = 'https://ecmo-ich-risk.example/fhir/CodeSystem/gwr';

const loinc = (code: string, display: string) => ({ system: LOINC, code, display });
const plain = (
  code: string,
  display: string,
  unit: string,
  decimals: number,
  factor = 1,
): LabStyle => ({
  coding: [loinc(code, display)],
  unit,
  ucum: true,
  factor,
  decimals,
});

const ratio: LabStyle = {
  coding: [{ system: RATIO, code: 'gwr-average', display: 'Grey-white matter ratio, average' }],
  unit: '1',
  ucum: true,
  factor: 1,
  decimals: 3,
};

const snomedSupport = {
  VA: {
    system: SNOMED,
    code: '786451004',
    display: 'Venoarterial extracorporeal membrane oxygenation',
  },
  VV: {
    system: SNOMED,
    code: '786453001',
    display: 'Venovenous extracorporeal membrane oxygenation',
  },
  ECPR: {
    system: SNOMED,
    code: '786451004',
    display: 'Venoarterial extracorporeal membrane oxygenation',
  },
};

/** A university hospital whose results carry LOINC beside its own codes. */
const north: Style = {
  name: 'north',
  title: 'Northfield University Hospital (invented)',
  timeZone: 'America/New_York',
  bagMillilitres: 250,
  labs: {
    platelets: plain('777-3', 'Platelets [#/volume] in Blood by Automated count', '10*3/uL', 0),
    aptt: plain('14979-9', 'aPTT in Platelet poor plasma by Coagulation assay', 's', 1),
    antiXa: plain(
      '3274-8',
      'Heparin unfractionated [Units/volume] in Platelet poor plasma',
      '[IU]/mL',
      2,
    ),
    fibrinogen: plain(
      '3255-7',
      'Fibrinogen [Mass/volume] in Platelet poor plasma',
      'mg/dL',
      0,
      100,
    ),
    paco2: plain('2019-8', 'Carbon dioxide [Partial pressure] in Arterial blood', 'mm[Hg]', 0),
    ratio,
  },
  support: snomedSupport,
  bleed: {
    system: CM,
    code: 'I61.9',
    display: 'Nontraumatic intracerebral hemorrhage, unspecified',
  },
  earlierStroke: {
    system: CM,
    code: 'I69.30',
    display: 'Unspecified sequelae of cerebral infarction',
  },
  plasma: 'procedure',
  references: 'relative',
  files: { compressed: false, crlf: false, mark: false },
  local: [],
  localUnits: [],
};

const codes = 'http://southgate.example/codes';
const local = (code: string, display: string) => ({ system: codes, code, display });
const localLab = (
  code: string,
  display: string,
  unit: string,
  decimals: number,
  factor = 1,
): LabStyle => ({
  coding: [local(code, display)],
  unit,
  ucum: false,
  factor,
  decimals,
});

/** A hospital that knows nothing but its own codes and spellings. */
const south: Style = {
  ...north,
  name: 'south',
  title: 'Southgate General Hospital (invented)',
  timeZone: 'America/Chicago',
  bagMillilitres: 200,
  labs: {
    platelets: { ...localLab('PLTC', 'PLT COUNT', 'K/mm3', 0), asText: true },
    aptt: localLab('PTTH', 'PTT HEPARIN', 'seconds', 1),
    antiXa: localLab('AXAU', 'ANTI-XA UFH', 'U/mL', 2),
    fibrinogen: localLab('FIBQ', 'FIBRINOGEN QUANT', 'mg/dL', 0, 100),
    paco2: localLab('PCO2A', 'PCO2 ARTERIAL', 'mmHg', 0),
    ratio: { ...ratio, coding: [local('GWR', 'GREY WHITE RATIO CT')] },
  },
  support: {
    VA: local('ECMOVA', 'ECMO VA RUN'),
    VV: local('ECMOVV', 'ECMO VV RUN'),
    ECPR: local('ECMOVA', 'ECMO VA RUN'),
  },
  plasma: 'volume',
  references: 'absolute',
  files: { compressed: true, crlf: false, mark: false },
  local: [
    { code: 'PLTC', display: 'PLT COUNT', concept: 'platelets' },
    { code: 'PTTH', display: 'PTT HEPARIN', concept: 'aptt' },
    { code: 'AXAU', display: 'ANTI-XA UFH', concept: 'anti-xa' },
    { code: 'FIBQ', display: 'FIBRINOGEN QUANT', concept: 'fibrinogen' },
    { code: 'PCO2A', display: 'PCO2 ARTERIAL', concept: 'paco2' },
    { code: 'GWR', display: 'GREY WHITE RATIO CT', concept: 'gwr' },
    { code: 'ECMOVA', display: 'ECMO VA RUN', concept: 'ecmo-va' },
    { code: 'ECMOVV', display: 'ECMO VV RUN', concept: 'ecmo-vv' },
    { code: 'FFPVOL', display: 'FFP INTAKE', concept: 'plasma' },
    { code: 'HEPDRIP', display: 'HEPARIN INFUSION', concept: 'heparin' },
  ],
  localUnits: [],
};

/** A German hospital: SI units, ICD-10-GM, plasma as medication. */
const east: Style = {
  ...north,
  name: 'east',
  title: 'Klinikum Osttal (erfunden)',
  timeZone: 'Europe/Berlin',
  bagMillilitres: 250,
  labs: {
    platelets: plain('26515-7', 'Thrombozyten', 'G/L', 0),
    aptt: plain('3173-2', 'aPTT', 's', 1),
    antiXa: plain('66483-9', 'Anti-Xa-Aktivität (UFH)', 'k[IU]/L', 2),
    fibrinogen: plain('3255-7', 'Fibrinogen (Clauss)', 'g/L', 2),
    paco2: plain('2019-8', 'pCO2 arteriell', 'kPa', 2, 1 / 7.50062),
    ratio,
  },
  bleed: {
    system: 'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
    code: 'I61.9',
    display: 'Intrazerebrale Blutung',
  },
  earlierStroke: {
    system: 'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
    code: 'I69.3',
    display: 'Folgen eines Hirninfarktes',
  },
  plasma: 'administration',
  files: { compressed: false, crlf: true, mark: true },
};

/** The kinds of hospital there are; a registry of more sites goes through them again. */
export const styles: readonly Style[] = [north, south, east];
