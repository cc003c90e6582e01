import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageAddress as pageOf, searchPages as search } from './fixtures/search-pages.ts';
import { bundle, fhirJson, outcome, platelets } from './fixtures/small-server.ts';

function written({ id, version }: { id: number; version: number }) {
  return platelets(`o${id}`, { meta: { versionId: String(version) } });
}

function keyOf(each: object): string {
  const { id, meta } = each as { id: string; meta: { versionId: string } };
  return `${id}/${meta.versionId}`;
}

describe('whatever the pages', () => {
  const row = fc.record({
    id: fc.integer({ min: 1, max: 12 }),
    version: fc.integer({ min: 1, max: 3 }),
  });

  test('any split into pages and any order gives the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.array(fc.nat({ max: 5 }), { maxLength: 12 }),
        async (rows, sizes) => {
          const pages: object[][] = [];
          const left = rows.map(written);
          for (const size of sizes) pages.push(left.splice(0, size));
          pages.push(left);
          const found = await search((n) =>
            fhirJson(bundle(pages[n - 1] ?? [], n < pages.length ? pageOf(n + 1) : undefined)),
          );
          if (found.kind !== 'complete') throw new Error(found.kind);
          const expected = [...new Set(rows.map((each) => keyOf(written(each))))];
          expect(found.rows.map(keyOf).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 200 },
    );
  });

  test('whatever breaks on whatever page, the search is whole or void', async () => {
    const breakage = fc.constantFrom<() => Response>(
      () => new Response('', { status: 500 }),
      () => new Response('<html>'),
      () => new Response('{"resourceType":"Bun'),
      () => fhirJson(outcome('forbidden'), { status: 403 }),
      () => fhirJson({ resourceType: 'Patient', id: 'p2' }),
      () => fhirJson(bundle([platelets('x')], 'https://evil.example/')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.nat(),
        breakage,
        async (pages, at, broken) => {
          const bad = 2 + (at % (pages - 1));
          const found = await search((n) =>
            n === bad
              ? broken()
              : fhirJson(bundle([platelets(`o${n}`)], n < pages ? pageOf(n + 1) : undefined)),
          );
          expect(found.kind).toBe('void');
          expect(found).not.toHaveProperty('rows');
        },
      ),
      { numRuns: 100 },
    );
  });

  test('no JSON whatsoever makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (entry, link) => {
        const found = await search(() => fhirJson({ resourceType: 'Bundle', entry, link }));
        expect(['complete', 'void', 'not-loaded', 'rejected']).toContain(found.kind);
      }),
      { numRuns: 300 },
    );
  });
});
