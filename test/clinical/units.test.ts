import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/clinical/codebook.ts';
import {
  convertQuantity,
  type Converted,
  type NotConverted,
  type WrittenQuantity,
  type WrittenRange,
} from '../../src/clinical/units.ts';
import { codebook } from '../fhir-mappings/published.ts';
import { corpora } from './units-corpora.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

function matchOf(code: string, system = LOINC, on = 'Observation'): Match {
  const [match] = codebook.match([{ system, code }], on);
  if (match === undefined) throw new Error(`unknown code: ${code}`);
  return match;
}

const convert = (
  code: string,
  quantity: WrittenQuantity,
  range?: WrittenRange,
): Converted | NotConverted =>
  convertQuantity(quantity, matchOf(code), codebook, range, 'Observation/1');

const reasonOf = (result: Converted | NotConverted): string =>
  'fault' in result ? result.fault.kind : `${result.value} ${result.unit}`;

const ends = (low: number, high: number, unit?: string): WrittenRange => {
  const of = (value: number): WrittenQuantity => (unit === undefined ? { value } : { value, unit });
  return { low: of(low), high: of(high) };
};

const limit = (value: number, unit: string): WrittenRange => ({ high: { value, unit } });

const given = (code: string, system: string, on: string, value: number, unit: string): string =>
  reasonOf(convertQuantity({ value, unit }, matchOf(code, system, on), codebook, undefined, 'x'));

describe('one measurement in many units', () => {
  const rows = corpora.flatMap((corpus) =>
    corpus.written.map(([value, unit]) => ({
      ...corpus,
      expected: corpus.value,
      value,
      unit,
      canonical: corpus.unit,
    })),
  );

  test.each(rows)('$concept $code: $value $unit is $expected $canonical', (row) => {
    const result = convert(row.code, { value: row.value, unit: row.unit });
    if ('fault' in result) throw new Error(result.fault.kind);
    expect(result.unit).toBe(row.canonical);
    expect(Math.abs(result.value - row.expected) / row.expected).toBeLessThan(1e-9);
  });

  test('gives the same number in every unit the concept accepts', () => {
    const measured = [...codebook.concepts.values()].filter(
      ({ kind, codes }) => kind === 'measured' && codes.length > 0,
    );
    const choices = measured.flatMap(({ measurement }) => measurement?.accepted ?? []);
    expect(choices.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(
        fc.constantFrom(...measured),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (concept, share) => {
          const code = concept.codes[0];
          const { measurement } = concept;
          if (code === undefined || measurement === undefined) return;
          const [least, most] = measurement.plausible;
          const value = least + (most - least) * (0.001 + share * 0.998);
          const basis = code.facets?.['basis'];
          const numbers = measurement.accepted
            .filter((unit) => unit.basis === undefined || unit.basis === basis)
            .filter((unit) => basis === undefined || unit.basis === basis)
            .map((unit) => {
              const quantity = { value: value / unit.factor, unit: unit.unit };
              const result = convertQuantity(quantity, { concept, code }, codebook, undefined, 'x');
              return 'fault' in result ? Number.NaN : result.value;
            });
          for (const number of numbers) expect(Math.abs(number - value) / value).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe('the unit', () => {
  test.each<[string, string, WrittenQuantity, string]>([
    ['is never guessed', '777-3', { value: 56 }, 'unit-missing'],
    ['blank is missing', '777-3', { value: 56, unit: ' ', code: '' }, 'unit-missing'],
    ['is never guessed for mass concentrations', '2160-0', { value: 1 }, 'unit-missing'],
    ['may be silent where there is none', '6301-6', { value: 1.6 }, '1.6 1'],
    ['thousand-fold of another hospital', '777-3', { value: 56, unit: '10*3/mL' }, 'unit-unknown'],
    ['of another quantity', '777-3', { value: 56, unit: 'mg/dL' }, 'unit-unknown'],
    [
      'claimed to be UCUM and listed',
      '777-3',
      { value: 56, code: 'K/mm3', system: UCUM },
      '56 10*9/L',
    ],
    [
      'in code and label that agree',
      '777-3',
      { value: 56, code: '10*3/uL', unit: 'K/mm3', system: UCUM },
      '56 10*9/L',
    ],
    [
      'in a label nobody lists beside a good code',
      '14682-9',
      { value: 100, code: 'umol/L', unit: 'micromoles' },
      '1.1312 mg/dL',
    ],
    [
      'in code and label that differ',
      '777-3',
      { value: 56, code: '10*9/L', unit: '/uL' },
      'unit-conflict',
    ],
    [
      'in a label of other quantities',
      '777-3',
      { value: 56, code: '10*9/L', unit: 'mg/dL' },
      'unit-conflict',
    ],
    [
      'in a UCUM code of other quantities',
      '777-3',
      { value: 56, code: 'mg/dL', unit: 'K/uL', system: UCUM },
      'unit-conflict',
    ],
    [
      'in a local code beside a good label',
      '777-3',
      { value: 56, code: '4711', unit: 'K/uL', system: 'urn:x' },
      '56 10*9/L',
    ],
    ['of an INR is no ratio', '6301-6', { value: 1.6, unit: '{ratio}' }, 'unit-unknown'],
    ['of an INR is no per cent', '6301-6', { value: 60, unit: '%' }, 'unit-unknown'],
    ['of an aPTT is no ratio', '14979-9', { value: 1.8, unit: '{ratio}' }, 'unit-unknown'],
    ['of a pH may be 1', '2744-1', { value: 7.31, unit: '1' }, '7.31 [pH]'],
  ])('%s', (_, code, quantity, expected) => {
    expect(reasonOf(convert(code, quantity))).toBe(expected);
  });

  test('of a concept without numbers makes no number', () => {
    const match = matchOf('I61.9', 'http://hl7.org/fhir/sid/icd-10-cm', 'Condition');
    const result = convertQuantity(
      { value: 1, unit: '1' },
      match,
      codebook,
      undefined,
      'Condition/1',
    );
    expect(reasonOf(result)).toBe('value-unreadable');
  });
});

describe('the value', () => {
  test.each([Number.NaN, Infinity, -Infinity, -0])('%d is no number', (value) => {
    expect(reasonOf(convert('777-3', { value, unit: 'K/uL' }))).toBe('value-unreadable');
  });

  test.each([-1, 0, 1e308, 187_000])('%d thousand platelets are not believed', (value) => {
    expect(reasonOf(convert('777-3', { value, unit: 'K/uL' }))).toBe('value-implausible');
  });

  test('at the bounds is believed', () => {
    for (const { kind, measurement, codes } of codebook.concepts.values()) {
      const [code] = codes;
      if (kind !== 'measured' || measurement === undefined || code === undefined) continue;
      const match = matchOf(code.code, code.system);
      for (const value of measurement.plausible) {
        const quantity = { value, unit: measurement.unit };
        const result = convertQuantity(quantity, match, codebook, undefined, 'x');
        if (match.code.facets?.['basis'] === 'DDU') continue;
        expect(reasonOf(result)).toBe(`${value} ${measurement.unit}`);
      }
    }
  });

  test('never throws and never leaves the plausible range, whatever comes', () => {
    const codes = ['777-3', '718-7', '48065-7', '7799-0', '6301-6', '2744-1', '66483-9'];
    const text = fc.option(
      fc.oneof(fc.string(), fc.constantFrom('K/uL', 'g/dL', 'mg/L', '%', '1')),
      {
        nil: undefined,
      },
    );
    const quantity = fc.record({ value: fc.double(), unit: text, code: text, system: text });
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        quantity,
        fc.option(quantity),
        (code, written, high) => {
          const clean = Object.fromEntries(
            Object.entries(written).filter(([, part]) => part !== undefined),
          ) as unknown as WrittenQuantity;
          const range = high === null ? undefined : { high: high as WrittenQuantity };
          const result = convert(code, clean, range);
          if ('fault' in result) return;
          const [least, most] = matchOf(code).concept.measurement?.plausible ?? [0, 0];
          expect(result.value).toBeGreaterThanOrEqual(least);
          expect(result.value).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

describe("the laboratory's own reference range", () => {
  test.each<[string, string, WrittenQuantity, WrittenRange, string]>([
    [
      'that fits lets the value pass',
      '718-7',
      { value: 15, unit: 'g/dL' },
      ends(14, 18, 'g/dL'),
      '15 g/dL',
    ],
    [
      'in the same wrong unit gives the unit away (MEDITECH)',
      '718-7',
      { value: 15, unit: 'gm/L' },
      ends(14, 18, 'gm/L'),
      'unit-conflict',
    ],
    [
      'in the same wrong unit gives the unit away (thousand-fold)',
      '777-3',
      { value: 200, unit: '10*9/L' },
      ends(0.15, 0.4, '10*9/L'),
      'unit-conflict',
    ],
    [
      'of mg/dL under g/L gives the unit away',
      '3255-7',
      { value: 3.5, unit: 'g/L' },
      ends(200, 400, 'g/L'),
      'unit-conflict',
    ],
    [
      'without units has those of the value',
      '3255-7',
      { value: 3.5, unit: 'g/L' },
      ends(200, 400),
      'unit-conflict',
    ],
    [
      'in another unit of the same size is converted',
      '3255-7',
      { value: 3.5, unit: 'g/L' },
      ends(200, 400, 'mg/dL'),
      '3.5 g/L',
    ],
    [
      'in a unit nobody knows says nothing',
      '3255-7',
      { value: 3.5, unit: 'g/L' },
      ends(200, 400, 'zz'),
      '3.5 g/L',
    ],
    ['that is therapeutic passes', '6301-6', { value: 2.4 }, ends(2, 3), '2.4 1'],
    [
      'as text counts too',
      '718-7',
      { value: 15, unit: 'gm/L' },
      { text: '14.0 - 18.0' },
      'unit-conflict',
    ],
    [
      'as text that says something else says nothing',
      '718-7',
      { value: 15, unit: 'g/dL' },
      { text: 'see note 3' },
      '15 g/dL',
    ],
    [
      'that ends at zero says nothing',
      '777-3',
      { value: 56, unit: 'K/uL' },
      ends(0, 0, 'K/uL'),
      '56 10*9/L',
    ],
  ])('%s', (_, code, quantity, range, expected) => {
    expect(reasonOf(convert(code, quantity, range))).toBe(expected);
  });
});

describe('D-dimer, by the decision table', () => {
  test.each<[string, string, string, number, WrittenRange | undefined, string]>([
    ['FEU', '48065-7', 'mg/L{FEU}', 1.6, undefined, '1.6 mg/L{FEU}'],
    ['FEU', '71427-9', 'mg/L', 1.6, undefined, '1.6 mg/L{FEU}'],
    ['FEU', '48067-3', 'mg/L DDU', 1.6, undefined, 'unit-conflict'],
    ['DDU', '48066-5', 'mg/L{DDU}', 1.6, undefined, '3.2 mg/L{FEU}'],
    ['DDU', '91556-1', 'mg/L', 1.6, undefined, '3.2 mg/L{FEU}'],
    ['DDU', '48066-5', 'mg/L FEU', 1.6, undefined, 'unit-conflict'],
    ['neither', '7799-0', 'mg/L FEU', 1.6, undefined, '1.6 mg/L{FEU}'],
    ['neither', '30240-6', 'ng/mL DDU', 1600, undefined, '3.2 mg/L{FEU}'],
    ['neither', '7799-0', 'mg/L', 1.6, undefined, 'unit-unknown'],
    ['neither', '7799-0', 'mg/L', 1.6, limit(0.5, 'mg/L'), '1.6 mg/L{FEU}'],
    ['neither', '7799-0', 'ng/mL', 1600, limit(500, 'ng/mL'), '1.6 mg/L{FEU}'],
    ['neither', '3246-6', 'ng/mL', 1600, limit(250, 'ng/mL'), '3.2 mg/L{FEU}'],
    ['neither', '3246-6', 'ng/mL', 1600, { text: '<= 230' }, '3.2 mg/L{FEU}'],
    ['neither', '7799-0', 'mg/L', 1.6, limit(0.35, 'mg/L'), 'unit-unknown'],
    ['neither', '7799-0', 'mg/L', 1.6, limit(0.5, 'mg/L FEU'), '1.6 mg/L{FEU}'],
    ['FEU', '48065-7', 'nmol/L', 9, undefined, 'unit-unknown'],
  ])('code says %s (%s), unit %s', (_, code, unit, value, range, expected) => {
    expect(reasonOf(convert(code, { value, unit }, range))).toBe(expected);
  });

  test('with codes that contradict each other is refused', () => {
    const [match] = codebook.match(
      ['48065-7', '48066-5'].map((code) => ({ system: LOINC, code })),
      'Observation',
    );
    if (match === undefined) throw new Error('no match');
    const result = convertQuantity({ value: 1, unit: 'mg/L' }, match, codebook, undefined, 'x');
    expect(reasonOf(result)).toBe('unit-conflict');
  });
});

describe('urea', () => {
  test.each([
    ['3094-0', 20, 'mg/dL', '7.1393 mmol/L'],
    ['3094-0', 7, 'mmol/L', '7 mmol/L'],
    ['22664-7', 7, 'mmol/L', '7 mmol/L'],
    ['22664-7', 20, 'mg/dL', 'unit-unknown'],
  ])('%s %d %s is %s', (code, value, unit, expected) => {
    expect(reasonOf(convert(code, { value, unit }))).toBe(expected);
  });
});

describe('doses', () => {
  const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
  const SCT = 'http://snomed.info/sct';

  test.each([
    ['5224', RXNORM, 5000, 'units', '5000 [IU]'],
    ['5224', RXNORM, 5000, "[USP'U]", '5000 [IU]'],
    ['5224', RXNORM, 1200, 'units/hr', '1200 [IU]/h'],
    ['5224', RXNORM, 18, 'U/kg/h', '18 [IU]/kg/h'],
    ['5224', RXNORM, 20, 'units/min', '1200 [IU]/h'],
    ['5224', RXNORM, 12, 'mL/h', '12 mL/h'],
    ['5224', RXNORM, 5, 'mg', 'unit-unknown'],
    ['60819', RXNORM, 0.04, 'mg/kg/h', '0.04 mg/kg/h'],
    ['15202', RXNORM, 0.2, 'mcg/kg/min', '0.2 ug/kg/min'],
    ['67108', RXNORM, 40, 'mg', '40 mg'],
    ['67108', RXNORM, 4000, 'IU', '4000 [IU]'],
    ['5224', RXNORM, -1, 'units/hr', 'value-implausible'],
    ['5224', RXNORM, 0, 'units/hr', '0 [IU]/h'],
  ])('%s: %d %s is kept as %s', (code, system, value, unit, expected) => {
    expect(given(code, system, 'MedicationAdministration', value, unit)).toBe(expected);
  });

  test.each([
    [2, '{unit}', '2 {bag}'],
    [2, 'bags', '2 {bag}'],
    [500, 'mL', '500 mL'],
    [0.5, 'L', '500 mL'],
    [4, 'U', 'unit-unknown'],
  ])('plasma: %d %s is %s', (value, unit, expected) => {
    expect(given('116861002', SCT, 'Procedure', value, unit)).toBe(expected);
  });
});
