import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCodebook } from '../../src/clinical/codebook.ts';
import { codebook, published, siteMap } from '../fhir-mappings/published.ts';
import { asWritten, lookAlikes, wrongInPublic } from './codebook-cases.ts';

const SCT = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const meant = (codings: { system?: string; code?: string }[], on: string): string[] =>
  codebook.match(codings, on).map((match) => match.concept.id);
const basis = (...codes: string[]): unknown => {
  const codings = codes.map((code) => ({ system: LOINC, code }));
  return codebook.match(codings, 'Observation')[0]?.code.facets;
};
/** The version after one change to the text of the platelets' value set. */
const versionWith = (from: string, to: string): string => {
  const changed = published.map(({ file, json }) => {
    if (file !== 'platelets.valueset.json') return { file, json };
    const text = JSON.stringify(json);
    expect(text).toContain(from);
    return { file, json: JSON.parse(text.replace(from, to)) as unknown };
  });
  const { value, faults } = readCodebook(changed);
  expect(faults).toEqual([]);
  return value.version;
};

describe('the codebook', () => {
  test.each(wrongInPublic)('reads $code ($why) as $means', ({ system, code, on, means }) => {
    expect(meant([{ system, code }], on)).toEqual(means === null ? [] : [means]);
  });

  test.each(lookAlikes)(
    'tells the look-alike $code ($why) apart',
    ({ system, code, on, means }) => {
      const [match, ...others] = codebook.match([{ system, code }], on);
      expect(others).toEqual([]);
      expect(match?.concept).toMatchObject({ id: means, kind: 'look-alike' });
    },
  );

  test.each(asWritten)('reads $system $code ($why) as $means', ({ system, code, on, means }) => {
    expect(meant([{ system, code }], on)).toEqual(means === null ? [] : [means]);
  });

  test('lets the wider concept give way to its case', () => {
    const wide = { system: SCT, code: '233573008' };
    expect(meant([wide, { system: SCT, code: '786451004' }], 'Procedure')).toEqual(['ecmo-va']);
    expect(meant([{ system: SCT, code: '233572003' }, wide], 'Procedure')).toEqual(['ecmo']);
    const infarct = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I63.9' };
    expect(meant([infarct, { system: SCT, code: '230706003' }], 'Condition')).toEqual(['ich']);
  });

  test('never lets a concept give way to its look-alike', () => {
    const bypass = { system: SCT, code: '63697000' };
    const ecmo = { system: SCT, code: '233573008' };
    expect(meant([bypass, ecmo], 'Procedure').sort()).toEqual(['cardiopulmonary-bypass', 'ecmo']);
  });

  test('pools the facets of several codes and marks a contradiction', () => {
    expect(basis('7799-0', '48065-7')).toEqual({ basis: 'FEU' });
    expect(basis('48065-7', '7799-0')).toEqual({ basis: 'FEU' });
    expect(basis('48065-7', '48066-5')).toEqual({ basis: 'conflict' });
  });

  test('finds every code it lists', () => {
    for (const concept of codebook.concepts.values()) {
      for (const { system, code } of concept.codes) {
        const on = concept.resources[0] ?? '';
        expect(meant([{ system, code }], on), `${system}|${code}`).toEqual([concept.id]);
      }
    }
  });

  test('does not depend on the order or repetition of codings', () => {
    const all = [...codebook.concepts.values()].flatMap(({ codes }) => codes);
    const codings = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(codings, fc.constantFrom('Observation', 'Procedure', 'Condition'), (list, on) => {
        const once = meant([...list], on).sort();
        expect(meant([...list].reverse(), on).sort()).toEqual(once);
        expect(meant([...list, ...list], on).sort()).toEqual(once);
      }),
    );
  });

  test('takes codings of any shape without throwing', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ system: fc.string(), code: fc.string() })), (codings) => {
        expect(codebook.match(codings, 'Observation')).toBeInstanceOf(Array);
      }),
    );
    const odd = [
      {},
      { code: 777 },
      { system: 4, code: '777-3' },
      { system: '__proto__', code: 'x' },
    ];
    expect(codebook.match(odd as { code?: string }[], 'Observation')).toEqual([]);
  });

  test.each([
    ['the title', '"title":"', '"title":"Our '],
    ['the version of the file', '"version":"', '"version":"9'],
    ['a code', '"code":"777-3"', '"code":"49497-1"'],
    ['a factor', '"valueDecimal":1}', '"valueDecimal":2}'],
    ['a spelling', '"valueString":"Gpt/L"', '"valueString":"GPt/l"'],
    ['a plausible value', '"high":{"value":2000}', '"high":{"value":2001}'],
  ])('has a version that changes with %s', (_, from, to) => {
    expect(versionWith(from, to)).not.toBe(codebook.version);
  });

  test.each([
    ['the display of a code', '"display":"Platelets', '"display":"Our platelets'],
    ['the source of a code or a unit', '"valueString":"VSAC ', '"valueString":"seen in VSAC '],
    ['the date of the file', '"date":"2', '"date":"3'],
  ])('has a version that does not change with %s, on which no answer depends', (_, from, to) => {
    expect(versionWith(from, to)).toBe(codebook.version);
  });

  test('has a version that changes with a map of the site, and not with the order of files', () => {
    expect(readCodebook([...published].reverse()).value.version).toBe(codebook.version);
    const local = readCodebook(published, {
      conceptMaps: [siteMap('sandbox/codes.conceptmap.json')],
    });
    expect(local.value.version).not.toBe(codebook.version);
  });
});
