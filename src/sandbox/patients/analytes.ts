/** One test of the pretend laboratory or one row of its flowsheet. */
export interface Analyte {
  /** The hospital's own code. */
  readonly local: string;
  readonly loinc?: string;
  readonly text: string;
  /** UCUM code and the unit as printed. */
  readonly unit: readonly [code: string, printed: string];
  readonly range?: readonly [low: number, high: number];
  readonly decimals: number;
  /** Minutes from drawing to result; flowsheet rows are there at once. */
  readonly delay: number;
  readonly kind: 'laboratory' | 'vital-signs' | 'flowsheet';
}

const lab = (
  local: string,
  loinc: string,
  text: string,
  unit: string,
  range: readonly [number, number],
  decimals: number,
  delay = 40,
  printed = unit,
): Analyte => ({
  local,
  loinc,
  text,
  unit: [unit, printed],
  range,
  decimals,
  delay,
  kind: 'laboratory',
});

const row = (local: string, text: string, unit: string, decimals: number): Analyte => ({
  local,
  text,
  unit: [unit, unit.replace(/[{}]/g, '')],
  decimals,
  delay: 0,
  kind: 'flowsheet',
});

/** What the pretend hospital measures, by the name used in the patients' files. */
export const analytes = {
  platelets: lab('PLT', '777-3', 'Platelet count', '10*3/uL', [150, 400], 0),
  aptt: lab('APTT', '14979-9', 'aPTT', 's', [25, 36], 1),
  act: lab('ACT', '3184-9', 'Activated clotting time', 's', [80, 140], 0, 3),
  antiXa: lab(
    'AXA',
    '66483-9',
    'Anti-Xa, unfractionated heparin',
    '[IU]/mL',
    [0, 0.1],
    2,
    60,
    'IU/mL',
  ),
  inr: lab('INR', '6301-6', 'INR', '{INR}', [0.9, 1.2], 1, 40, 'INR'),
  pt: lab('PT', '5902-2', 'Prothrombin time', 's', [11, 14], 1),
  fibrinogen: lab('FIB', '3255-7', 'Fibrinogen (Clauss)', 'mg/dL', [200, 400], 0),
  dDimer: lab('DDI', '48065-7', 'D-dimer', 'ug/mL{FEU}', [0, 0.5], 2, 60, 'ug/mL FEU'),
  antithrombin: lab('AT3', '27811-9', 'Antithrombin activity', '%', [80, 120], 0, 90),
  haemoglobin: lab('HB', '718-7', 'Haemoglobin', 'g/dL', [12, 16], 1),
  creatinine: lab('CREA', '2160-0', 'Creatinine', 'mg/dL', [0.6, 1.2], 2),
  lactate: lab('LAC', '2518-9', 'Lactate, arterial', 'mmol/L', [0.5, 2], 1, 5),
  freeHaemoglobin: lab('PFHB', '721-1', 'Plasma free haemoglobin', 'mg/dL', [0, 5], 1, 120),
  ph: lab('PHA', '2744-1', 'pH, arterial', '[pH]', [7.35, 7.45], 2, 5, 'pH'),
  paco2: lab('PCO2A', '2019-8', 'PaCO2', 'mm[Hg]', [35, 45], 0, 5, 'mmHg'),
  pao2: lab('PO2A', '2703-7', 'PaO2', 'mm[Hg]', [75, 100], 0, 5, 'mmHg'),
  map: {
    local: '5820',
    loinc: '8478-0',
    text: 'Mean arterial pressure',
    unit: ['mm[Hg]', 'mmHg'],
    decimals: 0,
    delay: 0,
    kind: 'vital-signs',
  },
  flow: row('5810', 'ECMO blood flow', 'L/min', 1),
  speed: row('5811', 'ECMO pump speed', '{rpm}', 0),
  sweep: row('5812', 'ECMO sweep gas', 'L/min', 1),
  fdo2: row('5813', 'ECMO FdO2', '%', 0),
  plasmaIn: row('5830', 'FFP intake', 'mL', 0),
} as const satisfies Readonly<Record<string, Analyte>>;

/** Name of something the pretend hospital measures. */
export type AnalyteName = keyof typeof analytes;
