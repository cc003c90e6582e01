import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Codebook, Concept } from '../../../src/clinical/codebook.ts';
import { lineFilter } from '../../../src/cohort/reading/line-filter.ts';
import { deriveNeedles } from '../../../src/cohort/reading/needles.ts';

const concept = (
  id: string,
  codes: readonly (readonly [string, 'exact' | 'prefix'])[],
): Concept => ({
  id,
  title: id,
  kind: 'measured',
  resources: ['Observation'],
  facets: {},
  codes: codes.map(([code, match]) => ({
    system: 'http://loinc.org',
    code,
    match,
    source: 'test',
  })),
});

const codebook: Pick<Codebook, 'concepts'> = {
  concepts: new Map([
    [
      'platelets',
      concept('platelets', [
        ['777-3', 'exact'],
        ['PLT/NL', 'exact'],
        ['Thrombozyten°', 'exact'],
      ]),
    ],
    ['ich', concept('ich', [['I61', 'prefix']])],
  ]),
};

const needles = deriveNeedles(codebook)!;
const keeps = (line: string): boolean => {
  const bytes = Buffer.from(line);
  return lineFilter(needles).keep(bytes, 0, bytes.length);
};
const observation = (code: string): string =>
  `{"resourceType":"Observation","code":{"coding":[{"code":"${code}"}]}}`;

const escaped = (text: string, at: readonly boolean[]): string =>
  [...text]
    .map((letter, index) =>
      at[index] ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter,
    )
    .join('');

describe('the byte filter', () => {
  test.each([
    ['a code of the codebook', observation('777-3')],
    ['it with blanks around the colon', '{"resourceType":"Observation","x":{"code"\t: "777-3"}}'],
    ['a code below a prefix, dotted or not, in either case', observation('i61.9')],
    ['a value with an escape', observation('777\\u002d3')],
    ['an escaped slash', observation('PLT\\/NL')],
    ['a member name with an escape', '{"resourceType":"Observation","c\\u006fde":"777-3"}'],
    ['a code beyond ASCII', observation('Thrombozyten°')],
    ['a patient', '{"resourceType":"Patient","id":"1"}'],
    ['any diagnosis, since its presence means something', '{"resourceType":"Condition"}'],
    ['a type that does not come first', '{"id":"1","resourceType":"Encounter"}'],
    ['a type with an escape', '{"resourceType":"\\u0050atient"}'],
    [
      'a dose that points to its drug',
      '{"resourceType":"MedicationAdministration","medicationReference":{}}',
    ],
    ['what is not a whole object', '{"resourceType":"Observation","code":'],
    ['what is no object', '[]'],
    ['an object without a type', '{"id":"1"}'],
  ])('keeps %s', (_, line) => {
    expect(keeps(line)).toBe(true);
  });

  test.each([
    ['another code', observation('2951-2')],
    ['a code that only begins like one', observation('777-31')],
    ['our code as a text', '{"resourceType":"Observation","display":"777-3"}'],
    [
      'another code beside other escapes',
      '{"resourceType":"Observation","text":"\\u8840","code":"1"}',
    ],
    ['other types, wherever their type stands', '{"id":"777-3","resourceType":"Claim"}'],
  ])('drops %s', (_, line) => {
    expect(keeps(line)).toBe(false);
  });

  test('is off without a code, and for an empty one', () => {
    expect(deriveNeedles({ concepts: new Map() })).toBeNull();
    const empty = new Map([['x', concept('x', [['', 'exact']])]]);
    expect(deriveNeedles({ concepts: empty })).toBeNull();
    expect(lineFilter(null).keep(Buffer.from('anything'), 0, 8)).toBe(true);
  });

  test('never drops a resource whose codings hold a code, however JSON spells it', () => {
    const flags = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    const blanks = fc.stringMatching(/^[ \t]{0,2}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('777-3', 'I61', 'I61.0', 'i619', 'PLT/NL'),
        fc.constantFrom('Observation', 'Procedure', 'Device'),
        flags,
        flags,
        blanks,
        fc.shuffledSubarray(['"a":{"code":"x"}', '"b":"\\"code\\":"', '"c":["777-3"]'], {
          minLength: 0,
        }),
        fc.boolean(),
        (code, type, nameAt, valueAt, blank, others, typeFirst) => {
          const coding = `"${escaped('code', nameAt)}"${blank}:${blank}"${escaped(code, valueAt)}"`;
          const members = [...others, `"coding":[{${coding}}]`];
          const typed = `"resourceType":"${type}"`;
          const line = `{${(typeFirst ? [typed, ...members] : [...members, typed]).join(`,${blank}`)}}`;
          JSON.parse(line);
          expect(keeps(line)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
