import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import { record } from './arbitrary-record.ts';
import { instant, person, platelets, support } from './rows.ts';
import { defaultCodebook, defaultSite, zhu } from './site-setup.ts';

const context = { codebook: defaultCodebook, site: defaultSite };
const at = { ...context, model: zhu, moment: instant(48) };

/** Every path into a JSON value, as keys. */
function paths(value: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [before];
  return [before, ...Object.entries(value).flatMap(([key, part]) => paths(part, [...before, key]))];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((part, index) => (String(index) === key ? replaced(part, rest, by) : part));
  }
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}

describe('no input throws', () => {
  test('fault 80: anything at all in place of resources', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), (values) => {
        expect(assess(values, at).refused).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('faults 52, 80: any JSON in any place of a plausible resource', () => {
    const broken = record.chain((rows) => {
      const ways = rows.flatMap((row, index) => paths(row).map((path) => [index, path] as const));
      return fc.tuple(
        fc.constant(rows),
        fc.constantFrom(...ways),
        fc.oneof(
          fc.jsonValue({ maxDepth: 2 }),
          fc.constantFrom(null, 0, -1, 1e308, '', '…', [], {}, [null], { coding: [null] }),
        ),
      );
    });
    fc.assert(
      fc.property(broken, ([rows, [index, path], by]) => {
        const resources = rows.map((row, place) =>
          place === index ? replaced(row, path, by) : row,
        );
        expect(assess(resources, at).inputs).toHaveLength(zhu.inputs.length);
      }),
      { numRuns: 400 },
    );
  });

  test('fault 80: nesting three hundred levels deep', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 300; level += 1) deep = { contained: [deep] };
    const { faults } = readTimeline([person, support, deep], context);
    expect(faults).toEqual([{ kind: 'not-a-resource', source: 'row 3' }]);
  });
});

describe('whose rows they are', () => {
  test('fault 41: two patients and nobody asked for leave nobody', () => {
    const other = { ...person, id: 'q' };
    const timeline = readTimeline([person, other, support], context);
    expect(timeline.person).toBeNull();
    expect(timeline.events).toEqual([]);
    expect(timeline.faults).toContainEqual({ kind: 'no-patient', source: 'Procedure/ecmo' });
  });

  test('rows of one patient need no Patient among them', () => {
    const timeline = readTimeline([support, platelets('a', 80, 5)], context);
    expect(timeline.person).toEqual({ reference: 'Patient/p' });
    expect(timeline.events).toHaveLength(2);
  });

  test.each(['p', 'Patient/p', 'https://fhir.example.org/Patient/p', 'urn:uuid:p'])(
    'a patient asked for as %s is the same patient',
    (patient) => {
      const timeline = readTimeline([person, support], { ...context, patient });
      expect(timeline.events).toHaveLength(1);
    },
  );
});

describe('a timeline', () => {
  test('is in order of time', () => {
    const rows = [platelets('b', 80, 9), platelets('a', 70, 4), support];
    const { events } = readTimeline(rows, context);
    expect(events.map(({ source }) => source.reference)).toEqual([
      'Procedure/ecmo',
      'Observation/a',
      'Observation/b',
    ]);
  });

  test('keeps every version of a row for any moment', () => {
    const rows = [
      platelets('a', 40, 5, { meta: { versionId: '1' } }),
      platelets('a', 140, 5, { meta: { versionId: '2' } }),
    ];
    const { events, versions } = readTimeline(rows, context);
    expect(events).toHaveLength(2);
    expect(versions.map((each) => each.map(({ rank }) => rank))).toEqual([[0, 1]]);
  });
});
