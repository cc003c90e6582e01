import { describe, expect, test } from 'vitest';
import { convertQuantity } from '../../src/clinical/units.ts';
import { codebook } from '../fhir-mappings/published.ts';
import { convert, matchOf, reasonOf } from './convert-written.ts';

const given = (code: string, system: string, on: string, value: number, unit: string): string =>
  reasonOf(convertQuantity({ value, unit }, matchOf(code, system, on), codebook, undefined, 'x'));

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
