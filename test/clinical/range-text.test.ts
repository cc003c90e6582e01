import { expect, test } from 'vitest';
import { readRangeText } from '../../src/clinical/range-text.ts';

test.each([
  ['150 - 400', { low: 150, high: 400 }],
  ['150-400 10*9/L', { low: 150, high: 400, unit: '10*9/L' }],
  [' 150 to 400 K/uL ', { low: 150, high: 400, unit: 'K/uL' }],
  ['150 bis 400', { low: 150, high: 400 }],
  ['0,2–0,4', { low: 0.2, high: 0.4 }],
  ['0.25—0.5', { low: 0.25, high: 0.5 }],
  ['(150 - 400)', { low: 150, high: 400 }],
  ['<= 0.50 mg/L FEU', { high: 0.5, unit: 'mg/L FEU' }],
  ['<0,5', { high: 0.5 }],
  ['≤5 mg/L', { high: 5, unit: 'mg/L' }],
])('%j is a range', (text, wanted) => {
  expect(readRangeText(text)).toEqual(wanted);
});

test.each([
  '',
  'normal',
  '> 60',
  '150',
  '150 -',
  '- 400',
  'from 150 - 400',
  '(150) - 400',
  '1,500 - 4,000',
  '12345678 - 2',
  '= 5',
])('%j says nothing', (text) => {
  expect(readRangeText(text)).toBeNull();
});
