/**
 * One measurement in the words of many hospitals: the first column is what
 * they write, the second the same patient's value in the concept's own unit.
 */
export interface Corpus {
  readonly concept: string;
  readonly system: string;
  readonly code: string;
  readonly value: number;
  readonly unit: string;
  readonly written: readonly (readonly [value: number, unit: string])[];
}

const LOINC = 'http://loinc.org';

export const corpora: readonly Corpus[] = [
  {
    concept: 'platelets',
    system: LOINC,
    code: '777-3',
    value: 56,
    unit: '10*9/L',
    written: [
      [56, '10*9/L'],
      [56, '10*3/uL'],
      [56, 'G/L'],
      [56, 'Gpt/L'],
      [56, '/nL'],
      [56, 'K/mm3'],
      [56, 'K/uL'],
      [56, 'Thou/uL'],
      [56, 'Tsd/µL'],
      [56, 'Tsd/μL'],
      [56, 'x10E3/uL'],
      [56, '10^9/L'],
      [56, '×10⁹/L'],
      [56_000, '/uL'],
      [56_000, '/mm3'],
      [56_000, 'cells/uL'],
      [5.6, '10*4/uL'],
      [5.6, '万/µL'],
      [0.56, 'lakh/uL'],
      [0.56, 'lakhs/cumm'],
    ],
  },
  {
    concept: 'anti-xa',
    system: LOINC,
    code: '66483-9',
    value: 0.35,
    unit: '[IU]/mL',
    written: [
      [0.35, '[IU]/mL'],
      [0.35, 'IU/mL'],
      [0.35, 'U/mL'],
      [0.35, 'IE/ml'],
      [0.35, 'k[IU]/L'],
      [0.35, 'kU/L'],
      [0.35, "[arb'U]"],
      [350, '[IU]/L'],
    ],
  },
  {
    concept: 'fibrinogen',
    system: LOINC,
    code: '3255-7',
    value: 3.4,
    unit: 'g/L',
    written: [
      [3.4, 'g/L'],
      [3.4, 'g/l'],
      [340, 'mg/dL'],
      [340, 'mg/dl'],
      [3400, 'mg/L'],
      [0.34, 'g/dL'],
      [10, 'umol/L'],
    ],
  },
  {
    concept: 'creatinine',
    system: LOINC,
    code: '2160-0',
    value: 1.1312,
    unit: 'mg/dL',
    written: [
      [1.1312, 'mg/dL'],
      [11.312, 'mg/L'],
      [100, 'umol/L'],
      [100, 'µmol/l'],
      [100, 'mcmol/L'],
      [0.1, 'mmol/L'],
    ],
  },
  {
    concept: 'd-dimer',
    system: LOINC,
    code: '48065-7',
    value: 3.2,
    unit: 'mg/L{FEU}',
    written: [
      [3.2, 'mg/L{FEU}'],
      [3.2, 'mg/L FEU'],
      [3.2, 'mg{FEU}/L'],
      [3.2, 'mcg/mL (FEU)'],
      [3.2, 'ug/mL'],
      [3200, 'ng/mL{FEU}'],
      [3200, 'ng/mL'],
      [3200, 'µg/L'],
    ],
  },
  {
    concept: 'd-dimer',
    system: LOINC,
    code: '48066-5',
    value: 3.2,
    unit: 'mg/L{FEU}',
    written: [
      [1.6, 'mg/L{DDU}'],
      [1.6, 'mg/L'],
      [1600, 'ng/mL DDU'],
      [1600, 'ug/L{DDU}'],
      [1600, 'ng/mL'],
    ],
  },
  {
    concept: 'haemoglobin',
    system: LOINC,
    code: '718-7',
    value: 9.66,
    unit: 'g/dL',
    written: [
      [9.66, 'g/dL'],
      [9.66, 'gm/dl'],
      [96.6, 'g/L'],
      [6, 'mmol/L'],
    ],
  },
  {
    concept: 'bilirubin',
    system: LOINC,
    code: '1975-2',
    value: 1.16932,
    unit: 'mg/dL',
    written: [
      [1.16932, 'mg/dL'],
      [20, 'umol/L'],
    ],
  },
  {
    concept: 'glucose',
    system: LOINC,
    code: '2345-7',
    value: 108.096,
    unit: 'mg/dL',
    written: [
      [108.096, 'mg/dL'],
      [6, 'mmol/L'],
      [1.08096, 'g/L'],
    ],
  },
  {
    concept: 'antithrombin',
    system: LOINC,
    code: '27811-9',
    value: 72,
    unit: '%',
    written: [
      [72, '%'],
      [0.72, '[IU]/mL'],
      [0.72, 'kIU/L'],
      [72, '[IU]/dL'],
      [0.72, '{ratio}'],
    ],
  },
  {
    concept: 'paco2',
    system: LOINC,
    code: '2019-8',
    value: 45.003828,
    unit: 'mm[Hg]',
    written: [
      [45.003828, 'mmHg'],
      [45.003828, 'Torr'],
      [6, 'kPa'],
    ],
  },
  {
    concept: 'ldh',
    system: LOINC,
    code: '2532-0',
    value: 300,
    unit: 'U/L',
    written: [
      [300, 'U/L'],
      [300, '[IU]/L'],
      [5, 'ukat/L'],
    ],
  },
  {
    concept: 'act',
    system: LOINC,
    code: '3184-9',
    value: 180,
    unit: 's',
    written: [
      [180, 'sec.'],
      [180, '秒'],
      [3, 'min'],
    ],
  },
];
