import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quickSubject } from '../../../src/cohort/reading/quick-subject.ts';
import { subjectOf, type Row } from '../../../src/cohort/reading/reference.ts';

function quick(text: string): string | null {
  const line = Buffer.from(text);
  const range = quickSubject(line);
  return range && line.toString('utf8', ...range);
}

const usual = '{"resourceType":"Observation","subject":{"reference":"Patient/p1"},"code":{}}';

describe('whose a line is, unread', () => {
  test.each([
    ['the usual case', usual, 'Patient/p1'],
    ['blanks wherever JSON allows them', usual.replaceAll(/([:{])/g, '$1 \t'), 'Patient/p1'],
    ['an id with a blank', usual.replace('p1', 'p 1'), 'Patient/p 1'],
    [
      'a letter with an accent spelled by an escape',
      usual.replace('{}', '"\\u00e9"'),
      'Patient/p1',
    ],
  ])('is told in %s', (_, line, patient) => {
    expect(quick(line)).toBe(patient);
  });

  test.each([
    ['another subject', usual.replace('{}', '{"subject":{"reference":"Patient/p2"}}')],
    ['another subject spelled by an escape', usual.replace('{}', '{"\\u0073ubject":1}')],
    ['a contained resource', usual.replace('"code":{}', '"contained":[]')],
    ['a type that is not first', usual.replace('{"res', '{"id":"1","res')],
    ['a type whose members are not known', usual.replace('Observation', 'Claim')],
    ['an absolute reference', usual.replace('Patient/', 'https://example.org/Patient/')],
    ['a versioned reference', usual.replace('p1', 'p1/_history/2')],
    ['a reference with a query', usual.replace('p1', 'p1?x')],
    ['an escape in the reference', usual.replace('p1', 'p\\u0031')],
    ['an id beyond ASCII', usual.replace('p1', 'pä')],
    ['an id of nothing', usual.replace('p1', '')],
    ['a subject of another kind', usual.replace('Patient', 'Group')],
    [
      'a subject that begins with its display',
      usual.replace('"reference', '"display":"x","reference'),
    ],
    ['no subject', '{"resourceType":"Observation"}'],
    ['a line broken off', usual.slice(0, 60)],
  ])('is left to the parser for %s', (_, line) => {
    expect(quick(line)).toBeNull();
  });

  test('is what the parser says, wherever it is told at all', () => {
    const text = fc.constantFrom(
      'Patient/a',
      'Patient/a',
      'Patient/a',
      'Patient/a',
      'Patient/b',
      '#a',
      'x\\u0061',
      '\\"subject\\":',
    );
    const subject = text.map((one) => `"subject":{"reference":"${one}"}`);
    const member = fc.oneof(
      { weight: 4, arbitrary: subject },
      subject.map((inner) => `"contained":[{"resourceType":"Specimen","id":"a",${inner}}]`),
      subject.map((inner) => `"\\u0063ontained":[{"resourceType":"Specimen","id":"a",${inner}}]`),
      subject.map((one) => one.replace('s', '\\u0073')),
      text.map((one) => `"code":{"text":"${one}"}`),
      text.map((one) => `"encounter":{"reference":"${one}"}`),
    );
    const line = fc
      .tuple(
        fc.constantFrom('Observation', 'Encounter', 'Device'),
        fc.uniqueArray(member, { maxLength: 4 }),
      )
      .map(([type, members]) => `${[`{"resourceType":"${type}"`, ...members].join(', ')}}`);
    let told = 0;
    fc.assert(
      fc.property(line, (row) => {
        const patient = quick(row);
        if (patient === null) return;
        told += 1;
        expect(subjectOf(JSON.parse(row) as Row, new Map())).toBe(patient);
      }),
      { numRuns: 2000 },
    );
    expect(told).toBeGreaterThan(50);
  });
});
