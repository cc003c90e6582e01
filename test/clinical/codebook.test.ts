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

  test('has a version that changes with any content and with nothing else', () => {
    expect(readCodebook([...published].reverse()).value.version).toBe(codebook.version);
    const changed = published.map(({ file, json }) =>
      file === 'platelets.valueset.json'
        ? { file, json: { ...(json as object), title: 'Thrombocytes' } }
        : { file, json },
    );
    expect(readCodebook(changed).value.version).not.toBe(codebook.version);
    const local = readCodebook(published, {
      conceptMaps: [siteMap('sandbox/codes.conceptmap.json')],
    });
    expect(local.value.version).not.toBe(codebook.version);
  });
});
