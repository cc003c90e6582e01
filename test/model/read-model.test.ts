import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash } from '../../src/model/content-hash.ts';
import { readModel, verifyHash } from '../../src/model/read-model.ts';
import { broken, brokenDocuments, ones } from './broken-documents.ts';
import { zhu, zhuJson } from './zhu-2025.ts';

const url = new URL('../reference/risk.json', import.meta.url);
const { covariance: correlated } = JSON.parse(readFileSync(url, 'utf8')) as {
  covariance: number[][];
};

describe('a document with a fault is not read', () => {
  it.each(brokenDocuments)('%s = %j: %s', (path, value, place, problem) => {
    const { value: model, faults } = readModel('site/zhu.json', broken(path, value));
    expect(model).toBeNull();
    expect(faults).toContainEqual({
      kind: 'model-wrong',
      source: 'site/zhu.json',
      place,
      problem: expect.stringContaining(problem),
    });
  });

  it.each([null, 5, 'text', []])('%j is no document', (json) => {
    const { value, faults } = readModel('zhu.json', json);
    expect(value).toBeNull();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({
      place: '',
      problem: expect.stringContaining('not an object'),
    });
  });

  it('every missing member is named at once', () => {
    const { faults } = readModel('zhu.json', {});
    const places = faults.map((fault) => ('place' in fault ? fault.place : ''));
    for (const member of ['id', 'inputs', 'intercept', 'eligibility', 'sha256']) {
      expect(places).toContain(member);
    }
  });

  it('a list of 30 source attributes is too short', () => {
    const attributes = zhu().sourceAttributes.slice(0, 30);
    expect(readModel('zhu.json', broken('sourceAttributes', attributes)).faults).toEqual([
      {
        kind: 'model-wrong',
        source: 'zhu.json',
        place: 'sourceAttributes',
        problem: 'not 31 entries',
      },
    ]);
  });

  it('a document that contradicts itself is not asked for its test vectors', () => {
    const json = broken('inputs.0.missing.mean', 2);
    expect(readModel('zhu.json', json).faults).toEqual([
      {
        kind: 'model-wrong',
        source: 'zhu.json',
        place: 'inputs[0].missing.mean',
        problem: 'outside the valid range',
      },
    ]);
  });
});

describe('a sound document is read', () => {
  it('as it is, without a fault', () => {
    expect(readModel('zhu.json', zhuJson())).toEqual({ value: zhuJson(), faults: [] });
  });

  it.each([
    [
      'inputs.3.rule',
      {
        select: 'share-outside',
        concepts: ['aptt'],
        window: { anchor: 'moment', from: -24, to: 0 },
        range: { low: 40, high: 60 },
      },
    ],
    [
      'inputs.3.rule',
      {
        select: 'share-outside',
        concepts: ['aptt'],
        window: { anchor: 'moment', to: -6 },
        range: { low: 60 },
      },
    ],
    [
      'inputs.3.rule',
      {
        select: 'share-outside',
        concepts: ['aptt'],
        window: { anchor: 'moment' },
        range: { high: 60 },
      },
    ],
    ['inputs.0.missing.sd', 0.084],
    ['inputs.0.reference', 1.45],
    ['inputs.0.reference', 1.05],
    ['covariance', correlated],
    ['changes', [...zhu().changes, { version: '0.9.0', date: '2026-01-01', change: 'Draft.' }]],
    ['inputs.3.oddsRatio', undefined],
    ['covariance', ones(5, 5)],
    ['covariance', ones(5, 5).map((row) => row.map(() => 1))],
    ['covariance', ones(5, 5).map((row) => row.map(() => 0))],
    ['baseRates', undefined],
    ['parent', { id: 'a', version: '1', sha256: 'a'.repeat(64) }],
    ['site', { name: 'Somewhere', n: 100, events: 9, period: '2025' }],
    [
      'intercept',
      { value: 11.96, standing: 'site-fitted', standardError: 0.4, source: 'somewhere' },
    ],
  ])('also with %s = %j', (path, value) => {
    const json = broken(path, value);
    // a changed spread changes the vectors without a ratio, which is not the point here
    json['testVectors'] = (json['testVectors'] as { inputs: { gwr: number | null } }[]).filter(
      ({ inputs }) => inputs.gwr !== null,
    );
    expect(readModel('zhu.json', json).faults).toEqual([]);
  });
});

describe('the content hash', () => {
  it('is the one in the document', async () => {
    expect(await verifyHash('zhu.json', zhuJson())).toEqual([]);
    expect(await contentHash(zhuJson())).toBe(zhu().sha256);
  });

  it('does not depend on the order of members or on the hash itself', async () => {
    const reversed = Object.fromEntries(Object.entries(zhuJson()).reverse());
    expect(await contentHash({ ...reversed, sha256: 'other' })).toBe(zhu().sha256);
  });

  it.each([broken('inputs.0.reference', 1.25), broken('sha256', undefined), null, 'x'])(
    'a changed document does not have it',
    async (json) => {
      expect(await verifyHash('zhu.json', json)).toEqual([
        {
          kind: 'model-wrong',
          source: 'zhu.json',
          place: 'sha256',
          problem: 'not the hash of this content: the document was changed after it was sealed',
        },
      ]);
    },
  );

  it('is of canonical JSON: sorted members, no spaces, absent members left out', async () => {
    expect(canonicalJson({ b: [1, 'x', null], a: { d: 0.1, c: undefined }, B: true })).toBe(
      '{"B":true,"a":{"d":0.1},"b":[1,"x",null]}',
    );
    // SHA-256 of "{}"
    expect(await contentHash({})).toBe(
      '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });
});
