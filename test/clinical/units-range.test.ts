import { describe, expect, test } from 'vitest';
import {
  convertQuantity,
  type WrittenQuantity,
  type WrittenRange,
} from '../../src/clinical/units.ts';
import { codebook } from '../fhir-mappings/published.ts';
import { convert, reasonOf } from './convert-written.ts';

const LOINC = 'http://loinc.org';

const ends = (low: number, high: number, unit?: string): WrittenRange => {
  const of = (value: number): WrittenQuantity => (unit === undefined ? { value } : { value, unit });
  return { low: of(low), high: of(high) };
};

const limit = (value: number, unit: string): WrittenRange => ({ high: { value, unit } });

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
