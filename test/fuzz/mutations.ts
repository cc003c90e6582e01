import { type Json, type Place, places } from './json-tree.ts';
import type { Random } from './random.ts';

/** One way to break a document, applied in place to exactly one spot. Gives what was done, or null when nothing fits. */
export interface Mutation {
  readonly name: string;
  apply(document: Json, random: Random): string | null;
}

const hostile: readonly Json[] = [
  null,
  true,
  0,
  -0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  0.1 + 0.2,
  '',
  ' ',
  'NaN',
  '-Infinity',
  '1e309',
  '<20',
  '> 1000',
  '15.0 gm/L',
  '12,5 10*3/uL',
  'see note',
  'Blank',
  '2026-13-45T25:61:00Z',
  '2026-02-30',
  '0001-01-01',
  '9999-12-31T23:59:59Z',
  '2026-03-08T02:30:00',
  '\u202Eevil\u0000\u200B',
  '<img src=x onerror=alert(1)>',
  'Patient/../Patient/other',
  'x'.repeat(10_000),
  [],
  {},
  [[]],
  { resourceType: 'Patient' },
];

const deep = (levels: number): Json => {
  let value: Json = 'bottom';
  for (let level = 0; level < levels; level += 1) value = { extension: [value] };
  return value;
};

const at = (
  name: string,
  fits: (place: Place) => boolean,
  change: (place: Place, random: Random) => void,
): Mutation => ({
  name,
  apply: (document, random) => {
    const fitting = places(document).filter(fits);
    if (fitting.length === 0) return null;
    const place = random.pick(fitting);
    change(place, random);
    return `${name} at ${place.path}`;
  },
});

const ends = (...members: string[]) => {
  const tail = new RegExp(`/(${members.join('|')})$`);
  return ({ path }: Place): boolean => tail.test(path);
};

const anywhere = (): boolean => true;

const isList = ({ path, value }: Place): boolean => path.endsWith('/entry') && Array.isArray(value);

const isResource = ({ path, value }: Place): boolean =>
  path.endsWith('/resource') &&
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0;

/** All mutations. Half know FHIR, half do not. */
export const mutations: readonly Mutation[] = [
  at('a member is missing', anywhere, (place) => place.remove()),
  at('a value is hostile', anywhere, (place, random) => place.replace(random.pick(hostile))),
  at('a value is in an array', anywhere, (place) => place.replace([place.value])),
  at('a value is deep', anywhere, (place) => place.replace(deep(300))),
  at(
    'a number is text',
    ({ value }) => typeof value === 'number',
    (place) => place.replace(String(place.value)),
  ),
  at(
    'a number is scaled',
    ({ value }) => typeof value === 'number',
    (place, random) =>
      place.replace((place.value as number) * random.pick([1000, 0.001, 10, 0.1, -1])),
  ),
  at('a status is another', ends('status'), (place, random) =>
    place.replace(
      random.pick([
        'entered-in-error',
        'not-done',
        'cancelled',
        'preliminary',
        'registered',
        'unknown',
        'corrected',
        'x',
      ]),
    ),
  ),
  at('a unit is another', ends('unit', 'code'), (place, random) =>
    place.replace(
      random.pick([
        '10*3/uL',
        '10*9/L',
        'G/L',
        'K/mm3',
        '/uL',
        '10*4/uL',
        'g/dL',
        'mg/L{FEU}',
        '%',
        's',
        'mL',
        'L',
        'furlong',
      ]),
    ),
  ),
  at('a system is another', ends('system'), (place, random) =>
    place.replace(
      random.pick([
        'http://loinc.org/',
        'urn:oid:2.16.840.1.113883.6.1',
        'http://snomed.info/sct',
        'https://loinc.org',
        'http://local.example',
      ]),
    ),
  ),
  at(
    'a time is another',
    ends(
      'effectiveDateTime',
      'issued',
      'start',
      'end',
      'performedDateTime',
      'recordedDate',
      'onsetDateTime',
    ),
    (place, random) =>
      place.replace(
        random.pick([
          '2026-03-08',
          '2026-03',
          '2026-03-09T24:00:00Z',
          '2026-03-09T10:00:00',
          '2030-01-01T00:00:00Z',
          '2020-01-01T00:00:00Z',
          'yesterday',
          '2026-11-01T01:30:00-04:00',
        ]),
      ),
  ),
  at('a patient is another', ends('reference'), (place, random) =>
    place.replace(
      random.pick([
        'Patient/other',
        'https://elsewhere.example/fhir/Patient/p1',
        'urn:uuid:0',
        '#contained',
        '',
      ]),
    ),
  ),
  at('a comparator is there', ends('valueQuantity'), (place, random) =>
    place.replace({
      ...(place.value as object),
      comparator: random.pick(['<', '<=', '>', '>=', '~']),
    } as Json),
  ),
  at('a modifier extension is there', ends('resource'), (place) =>
    place.replace({
      ...(place.value as object),
      modifierExtension: [{ url: 'http://x.example', valueBoolean: true }],
    } as Json),
  ),
  at('a value is absent with a reason', ends('resource'), (place) =>
    place.replace({
      ...(place.value as object),
      dataAbsentReason: { coding: [{ code: 'not-performed' }] },
    } as Json),
  ),
  at('a prototype is polluted', isResource, (place) =>
    place.replace(
      JSON.parse(
        `{"__proto__":{"status":"final"},"constructor":{"prototype":{}},${JSON.stringify(place.value).slice(1)}`,
      ) as Json,
    ),
  ),
  at('an entry comes twice', isList, (place, random) => {
    const entries = place.value as Json[];
    if (entries.length > 0) entries.push(structuredClone(random.pick(entries)));
  }),
  at(
    'an entry is not a resource',
    isList,
    (place, random) => void (place.value as Json[]).push(random.pick(hostile)),
  ),
  at('entries are in another order', isList, (place) => void (place.value as Json[]).reverse()),
];
