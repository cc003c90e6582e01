import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertQuantity, type WrittenQuantity } from '../../src/clinical/units.ts';
import { codebook } from '../fhir-mappings/published.ts';
import { convert, matchOf, reasonOf } from './convert-written.ts';
import { corpora } from './units-corpora.ts';

const UCUM = 'http://unitsofmeasure.org';

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
