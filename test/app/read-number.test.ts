import { describe, expect, test } from 'vitest';
import { readNumber } from '../../src/app/words/read-number.ts';

const en = { language: 'en' } as const;
const de = { language: 'de' } as const;
const zh = { language: 'zh' } as const;

describe('a typed number', () => {
  test.each([
    ['34', 34],
    [' 1.24 ', 1.24],
    ['1,24', 1.24],
    ['34,5', 34.5],
    ['.5', 0.5],
    ['0,125', 0.125],
    ['\u22123.5', -3.5],
    ['34000', 34_000],
  ])('%j is %d in every language', (typed, value) => {
    for (const words of [en, de, zh]) expect(readNumber(words, typed)).toBe(value);
  });

  test.each([
    '',
    '  ',
    'x',
    '1e3',
    '0x10',
    'Infinity',
    '1 2',
    '1.2.3',
    '12,345,678',
    '34 G/L',
    '1.',
  ])('%j is none in any', (typed) => {
    for (const words of [en, de, zh]) expect(readNumber(words, typed)).toBeNaN();
  });

  test('with what the page writes thousands with before three digits is none, whatever was meant', () => {
    expect(readNumber(en, '34,000')).toBeNaN();
    expect(readNumber(zh, '34,000')).toBeNaN();
    expect(readNumber(de, '34.000')).toBeNaN();
    expect(readNumber(en, '1.245')).toBe(1.245);
    expect(readNumber(de, '1,245')).toBe(1.245);
  });
});
