import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCodebook, type Concept } from '../../src/clinical/codebook.ts';
import { subsetValueSet } from '../../src/clinical/subset-value-set.ts';
import { published, siteMap } from '../fhir-mappings/published.ts';

type Json = Record<string, unknown>;

const subsets = published.map(({ file, json }) => ({ file, json: subsetValueSet(json) }));
const site = { conceptMaps: [siteMap('sandbox/codes.conceptmap.json')] };
const [first] = subsets;

/** A code or unit without its remarks; a site's own mark stays. */
function bare(one: { readonly source?: string; readonly display?: string }): unknown {
  const kept = Object.entries(one).filter(
    ([name, value]) => name !== 'display' && (name !== 'source' || value === 'site'),
  );
  return Object.fromEntries(kept);
}

/** A concept without what says where its codes and units are from. */
function withoutRemarks({ codes, measurement, ...concept }: Concept): unknown {
  const measured =
    measurement === undefined
      ? {}
      : { measurement: { ...measurement, accepted: measurement.accepted.map(bare) } };
  return { ...concept, codes: codes.map(bare), ...measured };
}

/** Everything that says something at any depth: member names and the urls of extensions. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    name === 'url' ? String(inner) : name,
    ...namesIn(inner),
  ]);
}

describe('a value set without its remarks', () => {
  test('gives the codebook of the whole one: concepts, matches and version', () => {
    const whole = readCodebook(published, site);
    const read = readCodebook(subsets, site);
    expect(read.faults).toEqual([]);
    expect(read.value.version).toBe(whole.value.version);
    const concepts = ({ value }: typeof whole) => [...value.concepts.values()].map(withoutRemarks);
    expect(concepts(read)).toEqual(concepts(whole));
    for (const { codes, resources } of whole.value.concepts.values()) {
      for (const coding of codes) {
        for (const type of resources) {
          const meant = ({ value }: typeof whole) =>
            value.match([coding], type).map(({ concept, code }) => [concept.id, code.facets]);
          expect(meant(read)).toEqual(meant(whole));
        }
      }
    }
  });

  test('is an R4 resource that says that it is not whole', () => {
    for (const { json } of subsets) {
      expect(json).toMatchObject({
        resourceType: 'ValueSet',
        meta: {
          tag: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
              code: 'SUBSETTED',
            },
          ],
        },
      });
    }
  });

  test('carries no source, display, description or licence of its own', () => {
    const remarks = namesIn(subsets.map(({ json }) => json)).filter((name) =>
      /(^|[-/])(source|display)$|^(description|copyright|publisher|date)$/.test(name),
    );
    expect(remarks).toEqual([]);
  });

  test('is its own subset', () => {
    for (const { json } of subsets) expect(subsetValueSet(json)).toEqual(json);
  });

  test('is still refused, by its place, when what is left is wrong', () => {
    const json = structuredClone(first?.json) as Json;
    delete json['title'];
    expect(readCodebook([{ file: 'x.valueset.json', json }]).faults).toContainEqual(
      expect.objectContaining({ source: 'x.valueset.json', place: 'title' }),
    );
  });

  test('is refused when it does not say so', () => {
    const untagged = structuredClone(first?.json) as Json;
    delete untagged['meta'];
    const { faults } = readCodebook([{ file: 'x.valueset.json', json: untagged }]);
    expect(faults).toContainEqual(
      expect.objectContaining({ place: expect.stringContaining('code-source') as string }),
    );
  });

  test('of anything else than an object is that thing, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const subset = subsetValueSet(json);
        if (typeof json !== 'object' || json === null || Array.isArray(json)) {
          expect(subset).toBe(json);
        }
        expect(subsetValueSet(subset)).toEqual(subset);
      }),
    );
  });
});
