import { describe, expect, test } from 'vitest';
import { readCodebook } from '../../src/clinical/codebook.ts';
import { CONCEPTS } from '../../src/clinical/concept-map.ts';
import { codebook, published, siteMap } from '../fhir-mappings/published.ts';

type Json = Record<string, unknown>;

const platelets = published.find(({ file }) => file === 'platelets.valueset.json')?.json as Json;
const broken = (change: (json: Json) => void): readonly { file: string; json: unknown }[] => {
  const json = structuredClone(platelets);
  change(json);
  return published.map((each) =>
    each.file === 'platelets.valueset.json' ? { file: each.file, json } : each,
  );
};
const placesOf = (files: readonly { file: string; json: unknown }[]): unknown[] =>
  readCodebook(files).faults.map((fault) => ({ ...fault }));

const include = (json: Json): Json => ((json['compose'] as Json)['include'] as Json[])[0] as Json;

/** A change to a good value set, and the place of the fault it makes. */
const mistakes: readonly [string, (json: Json) => void, string][] = [
  ['another resource', (json) => (json['resourceType'] = 'CodeSystem'), 'resourceType'],
  ['a foreign url', (json) => (json['url'] = 'http://example.org/platelets'), 'url'],
  ['no status', (json) => delete json['status'], 'status'],
  ['no facts', (json) => delete json['extension'], 'extension'],
  [
    'a code that is a number',
    (json) => ((include(json)['concept'] as Json[])[0] = { code: 7773 }),
    'compose.include[0].concept[0].code',
  ],
  [
    'a code without a source',
    (json) => delete (include(json)['concept'] as Json[])[2]?.['extension'],
    'compose.include[0].concept[2]: code-source',
  ],
  ['no system', (json) => delete include(json)['system'], 'compose.include[0].system'],
  [
    'a prefix filter on LOINC',
    (json) => (include(json)['filter'] = [{ property: 'code', op: 'regex', value: '777.*' }]),
    'compose.include[0].filter[0]',
  ],
];

const mapOf = (element: unknown, group: Json = {}): { file: string; json: unknown } => ({
  file: 'codes.conceptmap.json',
  json: {
    resourceType: 'ConceptMap',
    group: [{ source: 'urn:oid:1.2', target: CONCEPTS, element: [element], ...group }],
  },
});
const to = (code: string, more: Json = {}): Json => ({
  code: 'PLT',
  target: [{ code, equivalence: 'equivalent', ...more }],
});
const place = 'group[0].element[0]';

/** A mistake in a hospital's own map, with its place and the words that name it. */
const mapMistakes: readonly [string, { file: string; json: unknown }, string, RegExp][] = [
  ['an unknown concept', mapOf(to('thrombocytes')), place, /unknown concept: thrombocytes/],
  [
    'an unknown equivalence',
    mapOf(to('platelets', { equivalence: 'inexact' })),
    `${place}.target[0].equivalence`,
    /inexact/,
  ],
  [
    'an R5 map',
    mapOf({ code: 'PLT', target: [{ code: 'platelets', relationship: 'equivalent' }] }),
    `${place}.target[0].equivalence`,
    /missing/,
  ],
  ['no target', mapOf({ code: 'PLT' }), `${place}.target`, /missing/],
  [
    'a foreign target system',
    mapOf(to('platelets'), { target: 'http://loinc.org' }),
    'group[0].target',
    /neither/,
  ],
  [
    'a mode that is none',
    mapOf(to('ecmo', { dependsOn: [{ property: 'mode', value: 'va' }] })),
    place,
    /mode is none of/,
  ],
  [
    'a property that is none',
    mapOf(to('ecmo', { dependsOn: [{ property: 'flow', value: 'yes' }] })),
    place,
    /unknown property: flow/,
  ],
  [
    'a pattern not filled in',
    mapOf(to('platelets'), { source: 'urn:replace-with-your-own:lab' }),
    place,
    /still/,
  ],
  [
    'a published code given to another concept',
    mapOf({ ...to('ecmo'), code: '63697000' }, { source: 'http://snomed.info/sct' }),
    place,
    /already means cardiopulmonary-bypass/,
  ],
  [
    'a unit no one measures it in',
    mapOf(
      {
        code: 'Tsd',
        target: [
          {
            code: 'g/L',
            equivalence: 'equivalent',
            dependsOn: [{ property: 'concept', value: 'platelets' }],
          },
        ],
      },
      { target: 'http://unitsofmeasure.org' },
    ),
    `${place}.target[0]`,
    /not measured in g\/L/,
  ],
  [
    'a unit for no concept',
    mapOf(
      { code: 'Tsd', target: [{ code: '10*9/L', equivalence: 'equivalent' }] },
      { target: 'http://unitsofmeasure.org' },
    ),
    `${place}.target[0]`,
    /for which concept/,
  ],
  [
    'a known spelling that means another unit',
    mapOf(
      {
        code: '/uL',
        target: [
          {
            code: '10*9/L',
            equivalence: 'equivalent',
            dependsOn: [{ property: 'concept', value: 'platelets' }],
          },
        ],
      },
      { target: 'http://unitsofmeasure.org' },
    ),
    `${place}.target[0]`,
    /already means/,
  ],
];

describe('a broken file', () => {
  test.each(mistakes)('with %s is named by its place, and nothing is built', (_, change, at) => {
    const files = broken(change);
    expect(placesOf(files)).toContainEqual(
      expect.objectContaining({
        kind: 'file-unreadable',
        source: 'platelets.valueset.json',
        place: at,
      }),
    );
    expect(readCodebook(files).value.concepts.size).toBe(0);
  });

  test.each([null, 7, 'text', [], {}])('that is %j is refused', (json) => {
    const { value, faults } = readCodebook([{ file: 'x.valueset.json', json }]);
    expect(faults.length).toBeGreaterThan(0);
    expect(value.match([{ system: 'http://loinc.org', code: '777-3' }], 'Observation')).toEqual([]);
  });

  test('that repeats a concept or a code is refused', () => {
    const twice = readCodebook([...published, { file: 'again.json', json: platelets }]);
    expect(twice.faults).toContainEqual(
      expect.objectContaining({
        source: 'again.json',
        problem: expect.stringMatching(/platelets/),
      }),
    );
  });
});

describe("a hospital's own map", () => {
  test.each(mapMistakes)('with %s is refused at its place', (_, map, at, words) => {
    const { value, faults } = readCodebook(published, { conceptMaps: [map] });
    expect(faults).toEqual([
      { kind: 'setting-wrong', source: map.file, place: at, problem: expect.stringMatching(words) },
    ]);
    expect(value.concepts.size).toBe(0);
  });

  test('gives local codes their meaning, and published ones keep theirs', () => {
    const { value, faults } = readCodebook(published, {
      conceptMaps: [siteMap('sandbox/codes.conceptmap.json')],
    });
    expect(faults).toEqual([]);
    const lab = 'http://pretend-hospital.example/codes/lab';
    const [match] = value.match([{ system: lab, code: 'PLT' }], 'Observation');
    expect(match).toMatchObject({ concept: { id: 'platelets' }, code: { source: 'site' } });
    expect(codebook.match([{ system: lab, code: 'PLT' }], 'Observation')).toEqual([]);
    expect(
      value.match([{ system: 'http://loinc.org', code: '777-3' }], 'Observation'),
    ).toHaveLength(1);
  });

  test('matches a code without a system only where it was mapped without one', () => {
    const { source: _, ...group } = { source: '', target: CONCEPTS, element: [to('platelets')] };
    const json = { resourceType: 'ConceptMap', group: [group] };
    const { value } = readCodebook(published, { conceptMaps: [{ file: 'c.json', json }] });
    expect(value.match([{ code: 'PLT' }], 'Observation')).toHaveLength(1);
    expect(value.match([{ system: 'urn:x', code: 'PLT' }], 'Observation')).toEqual([]);
  });

  test('may say more about a published code of the same concept', () => {
    const specimen = { dependsOn: [{ property: 'specimen', value: 'arterial' }] };
    const map = mapOf(
      { ...to('paco2', specimen), code: '11557-6' },
      { source: 'http://loinc.org' },
    );
    const { value, faults } = readCodebook(published, { conceptMaps: [map] });
    expect(faults).toEqual([]);
    const [match] = value.match([{ system: 'http://loinc.org', code: '11557-6' }], 'Observation');
    expect(match?.code.facets).toEqual({ specimen: 'arterial' });
  });

  test('adds a unit spelling to the concept it names, and to no other', () => {
    const dependsOn = [{ property: 'concept', value: 'platelets' }];
    const map = mapOf(
      { code: 'Tsd pro µl', target: [{ code: '10*3/uL', equivalence: 'equivalent', dependsOn }] },
      { target: 'http://unitsofmeasure.org' },
    );
    const { value } = readCodebook(published, { conceptMaps: [map] });
    const of = (id: string) => value.concepts.get(id);
    const count = of('platelets');
    const haemoglobin = of('haemoglobin');
    if (count === undefined || haemoglobin === undefined) throw new Error('concepts missing');
    expect(value.unit(count, 'Tsd pro μl')).toMatchObject({ factor: 1, source: 'site' });
    expect(value.unit(haemoglobin, 'Tsd pro µl')).toBeNull();
  });

  test('resolves its own system URIs', () => {
    const { value } = readCodebook(published, {
      conceptMaps: [],
      systems: { 'urn:oid:1.2.3': 'http://loinc.org' },
    });
    expect(value.match([{ system: 'urn:oid:1.2.3', code: '777-3' }], 'Observation')).toHaveLength(
      1,
    );
  });

  test.each(['unverified/codes.conceptmap.json'])('%s can be taken over as it stands', (file) => {
    expect(readCodebook(published, { conceptMaps: [siteMap(file)] }).faults).toEqual([]);
  });

  test('of national procedure codes is refused until its sources are filled in', () => {
    const map = siteMap('unverified/national-procedures.conceptmap.json');
    const { faults } = readCodebook(published, { conceptMaps: [map] });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => 'problem' in fault && /still/.test(fault.problem))).toBe(true);
  });
});
