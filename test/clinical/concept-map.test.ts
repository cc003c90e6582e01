import { describe, expect, test } from 'vitest';
import { CONCEPTS, readConceptMap } from '../../src/clinical/concept-map.ts';

const UCUM = 'http://unitsofmeasure.org';
const PLATELETS = { code: 'platelets', equivalence: 'equivalent' };
const element = (target: unknown, more: object = {}) => ({ code: 'PLT', target, ...more });
const group = (more: object = {}) => ({
  source: 'urn:lab',
  target: CONCEPTS,
  element: [element([PLATELETS])],
  ...more,
});
const map = (...groups: unknown[]) => ({ resourceType: 'ConceptMap', group: groups });

describe('a hospital’s map', () => {
  test('gives its codes with their meaning, display and facets', () => {
    const mode = { ...PLATELETS, code: 'ecmo', dependsOn: [{ property: 'mode', value: 'VA' }] };
    const json = map(
      group({ element: [element([PLATELETS], { display: 'Thrombozyten' })] }),
      group({ source: undefined, element: [element([mode])] }),
    );
    expect(readConceptMap(json)).toEqual({
      problems: [],
      units: [],
      codes: [
        {
          system: 'urn:lab',
          code: 'PLT',
          display: 'Thrombozyten',
          concept: 'platelets',
          facets: {},
          place: 'group[0].element[0]',
        },
        {
          system: '',
          code: 'PLT',
          concept: 'ecmo',
          facets: { mode: 'VA' },
          place: 'group[1].element[0]',
        },
      ],
    });
  });

  test('gives its units for each concept named', () => {
    const dependsOn = ['platelets', 'leukocytes'].map((value) => ({ property: 'concept', value }));
    const target = [{ code: '10*9/L', equivalence: 'equal', dependsOn }];
    const json = map(group({ target: UCUM, element: [element(target, { code: 'Tsd/ul' })] }));
    const place = 'group[0].element[0].target[0]';
    expect(readConceptMap(json)).toEqual({
      problems: [],
      codes: [],
      units: [
        { written: 'Tsd/ul', ucum: '10*9/L', concept: 'platelets', place },
        { written: 'Tsd/ul', ucum: '10*9/L', concept: 'leukocytes', place },
      ],
    });
  });

  test('may say that a code stands for none of our concepts', () => {
    const none = map(group({ element: [element([{ equivalence: 'unmatched' }])] }));
    expect(readConceptMap(none)).toEqual({ problems: [], codes: [], units: [] });
  });

  const at = 'group[0].element[0]';
  const target = (more: object) => map(group({ element: [element([{ ...PLATELETS, ...more }])] }));
  test.each<[string, string, unknown]>([
    ['', 'not an object', []],
    ['resourceType', 'not ConceptMap', { ...map(group()), resourceType: 'ValueSet' }],
    ['group', 'not a list', { resourceType: 'ConceptMap', group: {} }],
    ['group[0]', 'not an object', map('x')],
    ['group[0].target', 'missing', map(group({ target: undefined }))],
    [
      'group[0].target',
      `neither ${CONCEPTS} nor ${UCUM}`,
      map(group({ target: 'http://loinc.org' })),
    ],
    ['group[0].source', 'not a text, or blank', map(group({ source: 3 }))],
    ['group[0].element', 'missing', map(group({ element: [] }))],
    ['group[0].element', 'not a list', map(group({ element: {} }))],
    [at, 'not an object', map(group({ element: ['PLT'] }))],
    [`${at}.code`, 'missing', map(group({ element: [{ target: [PLATELETS] }] }))],
    [`${at}.target`, 'missing', map(group({ element: [element(undefined)] }))],
    [`${at}.target[0]`, 'not an object', map(group({ element: [element(['platelets'])] }))],
    [`${at}.target[0].equivalence`, 'missing', target({ equivalence: undefined })],
    [`${at}.target[0].code`, 'missing', target({ code: undefined })],
    [`${at}.target[0].dependsOn`, 'not a list', target({ dependsOn: {} })],
    [`${at}.target[0].dependsOn[0]`, 'not an object', target({ dependsOn: ['mode'] })],
    [`${at}.target[0].dependsOn[0].property`, 'missing', target({ dependsOn: [{ value: 'VA' }] })],
    [
      `${at}.target[0].dependsOn[0].value`,
      'missing',
      target({ dependsOn: [{ property: 'mode' }] }),
    ],
    [
      `${at}.target[0]`,
      'dependsOn with property concept missing: for which concept?',
      map(group({ target: UCUM })),
    ],
  ])('at %s: %s', (place, problem, json) => {
    expect(readConceptMap(json).problems).toContainEqual({ place, problem });
  });

  test('names the words it may use where it uses another', () => {
    const [problem] = readConceptMap(target({ equivalence: 'narrower' })).problems;
    expect(problem?.place).toBe(`${at}.target[0].equivalence`);
    expect(problem?.problem).toMatch(/^narrower; use one of .*equivalent.*unmatched, disjoint$/);
  });
});
