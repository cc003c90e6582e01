import { describe, expect, test } from 'vitest';
import { mostPages } from '../../src/fhir/search.ts';
import { bundle, fhirJson, outcome, platelets, smallBase } from './fixtures/small-server.ts';
import {
  pageAddress as pageOf,
  plateletQuery as query,
  searchPages as search,
} from './fixtures/search-pages.ts';

const ids = (found: { rows?: readonly { id?: unknown }[] }) => found.rows?.map(({ id }) => id);
const three = (third: () => Response) => (n: number) =>
  n === 3 ? third() : fhirJson(bundle([platelets(`o${n}`)], pageOf(n + 1)));

describe('all pages or nothing', () => {
  test('fault 30: every page is read (probe 5)', async () => {
    const found = await search((n) =>
      fhirJson(bundle([platelets(`o${n}`)], n < 25 ? pageOf(n + 1) : undefined)),
    );
    expect(found.kind).toBe('complete');
    expect(ids(found as never)).toHaveLength(25);
  });

  test('fault 30: too many pages void the search instead of cutting it', async () => {
    const found = await search((n) => fhirJson(bundle([platelets(`o${n}`)], pageOf(n + 1))));
    expect(found).toEqual({
      kind: 'void',
      fault: { kind: 'cut-short', source: query.id, pagesRead: mostPages },
    });
  });

  test('fault 32: pages that bring nothing new do not go on for ever', async () => {
    const asked: string[] = [];
    const found = await search((n) => fhirJson(bundle([platelets('same')], pageOf(n + 1))), asked);
    expect(found).toMatchObject({ kind: 'void', fault: { kind: 'cut-short' } });
    expect(asked.length).toBeLessThan(30);
    const pauses = await search((n) =>
      fhirJson(
        bundle(n % 10 === 0 ? [platelets(`o${n}`)] : [], n < 60 ? pageOf(n + 1) : undefined),
      ),
    );
    expect(ids(pauses as never)).toHaveLength(6);
  });

  test.each([
    ['another origin', 'https://evil.example/fhir/Observation?page=2'],
    ['another path', 'https://hospital.test/other?page=2'],
    ['plain http', 'http://hospital.test/fhir/Observation?page=2'],
  ])('fault 31: a next link to %s voids it, and no token goes there (probe 4)', async (_, next) => {
    const asked: string[] = [];
    const found = await search(() => fhirJson(bundle([platelets('o1')], next)), asked);
    expect(found).toEqual({ kind: 'void', fault: { kind: 'foreign-link', source: query.id } });
    expect(asked).toHaveLength(1);
  });

  test.each(['Observation?page=2', '/fhir/Observation?page=2', `${smallBase}?page=2`])(
    'a next link may be relative or on the base itself: %s',
    async (next) => {
      const found = await search((n) =>
        fhirJson(bundle([platelets(`o${n}`)], n === 1 ? next : undefined)),
      );
      expect(ids(found as never)).toEqual(['o1', 'o2']);
    },
  );

  test('fault 32: a loop is noticed', async () => {
    const asked: string[] = [];
    const found = await search(
      (n) => fhirJson(bundle([platelets(`o${n}`)], pageOf(n === 3 ? 2 : n + 1))),
      asked,
    );
    expect(found).toMatchObject({ kind: 'void', fault: { kind: 'cut-short', pagesRead: 3 } });
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['410', () => fhirJson(outcome('deleted'), { status: 410 })],
    ['Epic 4113', () => fhirJson(outcome('not-found', '4113'), { status: 400 })],
    ['Epic 4113 inside a 200', () => fhirJson(bundle([outcome('timeout', '4113')]))],
  ])('fault 33: paging session expired (%s) restarts once', async (_, expired) => {
    let left = 1;
    const found = await search(
      three(() => (left-- > 0 ? expired() : fhirJson(bundle([platelets('o3')])))),
    );
    expect(ids(found as never)).toEqual(['o1', 'o2', 'o3']);
    const asked: string[] = [];
    const never = await search(three(expired), asked);
    expect(never).toMatchObject({ kind: 'void', fault: { kind: 'cut-short' } });
    expect(asked).toHaveLength(6);
  });

  test.each([
    ['403', () => fhirJson(outcome('forbidden'), { status: 403 })],
    ['404', () => fhirJson(outcome('not-found'), { status: 404 })],
    ['500', () => fhirJson(outcome('exception'), { status: 500 })],
    ['HTML', () => new Response('<html>')],
    ['cut-off JSON', () => new Response('{"resourceType":"Bundle","entry":[')],
  ])('fault 34: %s on page 3 voids pages 1 and 2 as well', async (_, third) => {
    const found = await search(three(third));
    expect(found).toEqual({
      kind: 'void',
      fault: { kind: 'cut-short', source: query.id, pagesRead: 2 },
    });
  });

  test('fault 18: a 401 on page 3 is the end of the session (probe 10)', async () => {
    const found = await search(three(() => fhirJson(outcome('login'), { status: 401 })));
    expect(found).toEqual({ kind: 'void', fault: { kind: 'session-ended', source: query.id } });
  });
});

describe('rows', () => {
  test('fault 35: versions of one id on two pages are both kept, repeats once', async () => {
    const one = platelets('o1', { meta: { versionId: '1' } });
    const two = platelets('o1', { meta: { versionId: '2' } });
    const found = await search((n) =>
      fhirJson(n === 1 ? bundle([one, two], pageOf(2)) : bundle([one, platelets('o2')])),
    );
    if (found.kind !== 'complete') throw new Error(found.kind);
    expect(
      found.rows.map((row) => [
        row['id'],
        (row['meta'] as { versionId?: string } | undefined)?.versionId,
      ]),
    ).toEqual([
      ['o1', '1'],
      ['o1', '2'],
      ['o2', undefined],
    ]);
  });

  test('fault 36: what the server did not filter is filtered here, and said', async () => {
    const other = platelets('other', {
      code: { coding: [{ system: 'http://loinc.org', code: '718-7' }] },
    });
    const textOnly = platelets('text', { code: { text: 'Platelets' } });
    const old = platelets('old', { effectiveDateTime: '2025-11-30T10:00:00Z' });
    const found = await search(() => fhirJson(bundle([platelets('o1'), other, textOnly, old])));
    expect(ids(found as never)).toEqual(['o1']);
    expect(found).toMatchObject({
      faults: [
        { kind: 'filter-ignored', source: query.id, parameter: 'code', rows: 2 },
        { kind: 'filter-ignored', source: query.id, parameter: 'date', rows: 1 },
      ],
    });
  });

  test('fault 36: a row whose time only may lie before is kept', async () => {
    const rows = ['2026', '2025-12-31', '2025-12-31T23:00:00-05:00', undefined, 'yesterday'].map(
      (effectiveDateTime, index) => platelets(`o${index}`, { effectiveDateTime }),
    );
    const running = platelets('running', {
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2025-06-01' },
    });
    const found = await search(() => fhirJson(bundle([...rows, running])));
    expect(ids(found as never)).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'running']);
  });

  test('fault 36: a self link that leaves a parameter out is noted', async () => {
    const self = { relation: 'self', url: `${smallBase}/Observation?patient=p1` };
    const found = await search(() => fhirJson({ ...bundle([platelets('o1')]), link: [self] }));
    expect(found).toMatchObject({
      faults: [{ kind: 'filter-ignored', parameter: 'code', rows: 0 }],
    });
  });

  test('fault 38: 4101 is an empty list, not a row (probe 6)', async () => {
    const found = await search(() => fhirJson(bundle([outcome('not-found', '4101', 'warning')])));
    expect(found).toMatchObject({ kind: 'complete', rows: [], suppressed: null, faults: [] });
  });

  test.each([
    ['59204', outcome('suppressed', '59204', 'information'), '59204'],
    ['4119', outcome('incomplete', '4119', 'warning'), '4119'],
    ['results withheld, in words only', outcome('suppressed', undefined, 'warning'), 'suppressed'],
    ['a warning nobody knows', outcome('business-rule', '99999', 'warning'), '99999'],
  ])('fault 38: %s means that there may be more', async (_, entry, code) => {
    const found = await search(() => fhirJson(bundle([platelets('o1'), entry])));
    expect(ids(found as never)).toEqual(['o1']);
    expect(found).toMatchObject({ suppressed: { kind: 'suppressed', source: query.id, code } });
    expect(JSON.stringify(found)).not.toContain('JOHN');
  });

  test('fault 38: an error among the rows voids them', async () => {
    const found = await search(() => fhirJson(bundle([platelets('o1'), outcome('exception')])));
    expect(found).toMatchObject({ kind: 'void', fault: { kind: 'unexpected-answer' } });
  });

  test.each(['4107', '4130', '4131'])(
    'fault 47: a closed or merged record (%s) voids the search',
    async (code) => {
      for (const answer of [
        fhirJson(bundle([outcome('security', code)])),
        fhirJson(outcome('security', code), { status: 403 }),
      ]) {
        const found = await search(() => answer.clone());
        expect(found).toEqual({
          kind: 'void',
          fault: { kind: 'suppressed', source: query.id, code },
        });
      }
    },
  );

  test.each([0, 1, 99, undefined])('fault 39: a total of %s changes nothing', async (total) => {
    const found = await search((n) =>
      fhirJson({ ...bundle([platelets(`o${n}`)], n === 1 ? pageOf(2) : undefined), total }),
    );
    expect(ids(found as never)).toEqual(['o1', 'o2']);
  });

  test('fault 40: included resources follow the rows, search.mode or not', async () => {
    const included = { resourceType: 'Specimen', id: 's1' };
    const entry = [
      { resource: included },
      { resource: platelets('o1') },
      { fullUrl: 'urn:x' },
      null,
    ];
    const found = await search(() =>
      fhirJson({ resourceType: 'Bundle', type: 'searchset', entry }),
    );
    expect(ids(found as never)).toEqual(['o1', 's1']);
    expect(found).toMatchObject({ faults: [{ kind: 'not-a-resource', source: query.id }] });
  });
});
