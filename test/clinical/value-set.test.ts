import { describe, expect, test } from 'vitest';
import { BASE, readValueSet } from '../../src/clinical/value-set.ts';

const EXTENSION = `${BASE}/StructureDefinition`;
type Part = Record<string, unknown>;

const part = (url: string, value: Part): Part => ({ url, ...value });
const code = (url: string, valueCode: string) => part(url, { valueCode });
const text = (url: string, valueString: string) => part(url, { valueString });
const range = (url: string, low: unknown, high: unknown) =>
  part(url, { valueRange: { low: { value: low }, high: { value: high } } });
const complex = (url: string, ...extension: Part[]): Part => ({ url, extension });
const facet = (url: string, name: string, value: string) =>
  complex(url, code('name', name), code('value', value));
const origin = text(`${EXTENSION}/code-source`, 'a paper');

const concept = (...parts: Part[]) => complex(`${EXTENSION}/concept`, ...parts);
const measurement = (...parts: Part[]) => complex(`${EXTENSION}/measurement`, ...parts);
const accepted = (...parts: Part[]) => complex('accepted', ...parts);
const MEASURED = concept(code('kind', 'measured'), code('resource', 'Observation'));
const mmol = accepted(
  code('ucum', 'mmol/L'),
  part('factor', { valueDecimal: 1 }),
  text('source', 'UCUM'),
);
const UNITS = measurement(code('unit', 'mmol/L'), range('plausible', 0, 30), mmol);
const LISTED = {
  system: 'http://loinc.org',
  concept: [{ code: '2524-7', display: 'Lactate', extension: [origin] }],
};

const PREFIX = {
  property: 'code',
  op: 'regex',
  value: 'I61\\.1.*',
  extension: [text(`${EXTENSION}/display`, 'Haemorrhage'), origin],
};
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

const valueSet = (more: Part = {}): Part => ({
  resourceType: 'ValueSet',
  id: 'lactate',
  title: 'Lactate',
  url: `${BASE}/ValueSet/lactate`,
  version: '1.0.0',
  status: 'active',
  extension: [MEASURED, UNITS],
  compose: { include: [LISTED] },
  ...more,
});

const include = (...rows: unknown[]) => ({ compose: { include: rows } });
const facts = (...parts: Part[]) => ({ extension: [concept(...parts), UNITS] });
const units = (...parts: Part[]) => ({ extension: [MEASURED, measurement(...parts)] });
const mapped = (...parts: Part[]) =>
  units(code('unit', 'mmol/L'), range('plausible', 0, 30), accepted(...parts));
const filter = (more: Part, system = ICD) => include({ system, filter: [{ ...PREFIX, ...more }] });
const [unit, kind, at] = [code('unit', 'mmol/L'), code('kind', 'measured'), 'extension[1]'];
const factor = part('factor', { valueDecimal: 1 });
const [ucum, source] = [code('ucum', 'mmol/L'), text('source', 'UCUM')];

describe('a value set', () => {
  test('gives its concept with codes, units and facts', () => {
    const spelt = accepted(
      code('ucum', 'mg/dL'),
      part('factor', { valueDecimal: 0.111 }),
      text('source', 'molar mass'),
      text('written', 'mg/dl'),
      code('basis', 'FEU'),
      code('to', 'mmol/L'),
    );
    const json = valueSet({
      extension: [
        concept(
          code('kind', 'measured'),
          code('refines', 'anion'),
          code('resource', 'Observation'),
          facet('facet', 'specimen', 'blood'),
        ),
        measurement(
          code('unit', 'mmol/L'),
          range('plausible', 0, 30),
          range('upper-reference', 1, 5),
          mmol,
          spelt,
        ),
      ],
      compose: {
        include: [
          LISTED,
          {
            system: ICD,
            filter: [
              {
                ...PREFIX,
                extension: [...PREFIX.extension, facet(`${EXTENSION}/code-facet`, 'time', 'past')],
              },
            ],
          },
        ],
      },
    });
    const milligrams = { factor: 0.111, source: 'molar mass', basis: 'FEU', to: 'mmol/L' };
    expect(readValueSet(json)).toEqual({
      problems: [],
      concept: {
        id: 'lactate',
        title: 'Lactate',
        kind: 'measured',
        refines: 'anion',
        resources: ['Observation'],
        measurement: {
          unit: 'mmol/L',
          plausible: [0, 30],
          upperReference: [1, 5],
          accepted: [
            { unit: 'mmol/L', factor: 1, source: 'UCUM' },
            { unit: 'mg/dL', ...milligrams },
            { unit: 'mg/dl', ucum: 'mg/dL', ...milligrams },
          ],
        },
        facets: { specimen: 'blood' },
        codes: [
          {
            system: 'http://loinc.org',
            code: '2524-7',
            match: 'exact',
            display: 'Lactate',
            source: 'a paper',
          },
          {
            system: ICD,
            code: 'I61.1',
            match: 'prefix',
            display: 'Haemorrhage',
            source: 'a paper',
            facets: { time: 'past' },
          },
        ],
      },
    });
  });

  test.each<[string, string, Part]>([
    ['resourceType', 'not ValueSet', { resourceType: 'ConceptMap' }],
    ['id', 'missing', { id: undefined }],
    ['title', 'not a text, or blank', { title: ' ' }],
    ['url', `not ${BASE}/ValueSet/lactate`, { url: `${BASE}/ValueSet/other` }],
    ['version', 'missing', { version: undefined }],
    ['status', 'not active', { status: 'draft' }],
    ['extension', 'the concept extension is missing', { extension: [UNITS] }],
    ['extension', 'not a list', { extension: {} }],
    ['extension[0]', 'kind missing', facts(code('resource', 'Observation'))],
    [
      'extension[0]',
      'kind is none of measured, given, supported, happened, look-alike',
      facts(code('kind', 'drawn'), code('resource', 'Observation')),
    ],
    [
      'extension[0]',
      'refines missing',
      facts(code('kind', 'look-alike'), code('resource', 'Observation')),
    ],
    ['extension[0]', 'resource missing', facts(kind)],
    ['extension', 'measurement missing', { extension: [MEASURED] }],
    [at, 'unit missing', units(range('plausible', 0, 30), mmol)],
    [at, 'plausible missing', units(unit, mmol)],
    [at, 'no unit is accepted', units(unit, range('plausible', 0, 30))],
    [
      `${at}.extension[1].valueRange`,
      'low is not below high',
      units(unit, range('plausible', 30, 30), mmol),
    ],
    [
      `${at}.extension[1].valueRange.low.value`,
      'not a number',
      units(unit, range('plausible', '0', 30), mmol),
    ],
    [
      `${at}.extension[1].valueRange.high.value`,
      'missing',
      units(unit, range('plausible', 0, undefined), mmol),
    ],
    [
      `${at}.extension[1].valueRange`,
      'not an object',
      units(unit, part('plausible', { valueRange: 30 }), mmol),
    ],
    [`${at}.extension[2]`, 'ucum missing', mapped(factor, source)],
    [`${at}.extension[2]`, 'factor missing', mapped(ucum, source)],
    [`${at}.extension[2]`, 'source missing', mapped(ucum, factor)],
    [
      `${at}.extension[2]`,
      'factor is not above zero',
      mapped(ucum, part('factor', { valueDecimal: 0 }), source),
    ],
    [
      `${at}.extension[2].extension[1].valueDecimal`,
      'not a number',
      mapped(ucum, part('factor', { valueDecimal: '1' }), source),
    ],
    ['compose', 'not an object', { compose: [] }],
    ['compose.include', 'not a list', { compose: { include: {} } }],
    ['compose.include[0]', 'not an object', include('http://loinc.org')],
    ['compose.include[0].system', 'missing', include({ concept: LISTED.concept })],
    ['compose.include[0]', 'neither concept nor filter', include({ system: ICD })],
    [
      'compose.include[0].filter',
      'more than one filter in one include',
      include({ system: ICD, filter: [PREFIX, PREFIX] }),
    ],
    ['compose.include[0].concept[0]', 'not an object', include({ ...LISTED, concept: ['2524-7'] })],
    [
      'compose.include[0].concept[0].code',
      'missing',
      include({ ...LISTED, concept: [{ display: 'Lactate', extension: [origin] }] }),
    ],
    [
      'compose.include[0].concept[0].display',
      'missing',
      include({ ...LISTED, concept: [{ code: '2524-7', extension: [origin] }] }),
    ],
    [
      'compose.include[0].concept[0]: code-source',
      'missing',
      include({ ...LISTED, concept: [{ code: '2524-7', display: 'Lactate' }] }),
    ],
    ['compose.include[0].filter[0]', 'not an object', include({ system: ICD, filter: ['I61'] })],
    ['compose.include[0].filter[0]', 'not a regex filter on code', filter({ op: 'is-a' })],
    ['compose.include[0].filter[0]', 'not a regex filter on code', filter({ property: 'concept' })],
    [
      'compose.include[0].filter[0]',
      'http://loinc.org is not matched by prefix',
      filter({}, 'http://loinc.org'),
    ],
    ['compose.include[0].filter[0].value', 'missing', filter({ value: undefined })],
    [
      'compose.include[0].filter[0].value',
      'not a prefix followed by .*',
      filter({ value: 'I6[01].*' }),
    ],
    ['compose.include[0].filter[0].extension', 'missing', filter({ extension: [origin] })],
  ])('at %s: %s', (place, problem, more) => {
    const { concept: read, problems } = readValueSet(valueSet(more));
    expect(read).toBeNull();
    expect(problems).toContainEqual({ place, problem });
  });

  test('that is none is one problem', () => {
    for (const json of [null, [], 'x']) {
      expect(readValueSet(json).problems).toEqual([{ place: '', problem: 'not an object' }]);
    }
  });

  test('needs no codes of its own', () => {
    expect(readValueSet(valueSet({ compose: undefined })).concept?.codes).toEqual([]);
  });
});
