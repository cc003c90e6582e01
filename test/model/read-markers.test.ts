import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MarkerDocument } from '../../src/model/marker.ts';
import { readMarkers } from '../../src/model/read-markers.ts';

const url = new URL('../../src/model/documents/markers.json', import.meta.url);
const text = readFileSync(url, 'utf8');
const published = JSON.parse(text) as MarkerDocument;

/** The published markers with the first one changed. */
function withFirst(change: Record<string, unknown>): unknown {
  const [first, ...rest] = published.markers;
  return { ...published, markers: [{ ...first, ...change }, ...rest] };
}

const effect = (low: number | null, high: number | null) => ({
  effect: { measure: 'odds ratio', adjusted: 'no', value: 2, low, high },
});
const threshold = { comparison: '<', value: 1, unit: '1' };

describe('published markers', () => {
  it('are read as they are', () => {
    expect(readMarkers('markers.json', JSON.parse(text))).toEqual({ value: published, faults: [] });
  });

  it('each say where they come from and what may be wrong; so do those left out', () => {
    for (const { source, caveat } of published.markers) {
      expect(source).toContain('https://');
      expect(caveat).not.toBe('');
    }
    for (const { source, reason } of published.leftOut) {
      expect(source).toContain('https://');
      expect(reason).not.toBe('');
    }
  });

  it.each([
    [{}, 'version', 'missing'],
    [null, '', 'not an object'],
    [{ ...published, extra: 1 }, 'extra', 'no such member'],
    [withFirst({ id: published.markers[1]?.id }), 'markers[1].id', 'used twice: le-guennec-female'],
    [withFirst({ modes: ['VX'] }), 'markers[0].modes[0]', 'not one of VA, VV, VAV, ECPR: "VX"'],
    [withFirst({ rule: { look: 'guess' } }), 'markers[0].rule.look', 'not one of level'],
    [
      withFirst({
        rule: {
          look: 'level',
          concept: 'x',
          threshold: { ...threshold, comparison: '=' },
          window: { from: 0 },
        },
      }),
      'markers[0].rule.threshold.comparison',
      'not one of <, <=, >, >=: "="',
    ],
    [
      withFirst({ rule: { look: 'level', concept: 'x', threshold, window: {} } }),
      'markers[0].rule.window.from',
      'missing',
    ],
    [
      withFirst({ rule: { look: 'level', concept: '', threshold, window: { from: 0 } } }),
      'markers[0].rule.concept',
      'empty',
    ],
    [
      withFirst({
        rule: { look: 'level-at-start', concept: 'x', threshold, hoursBefore: -1, hoursAfter: 0 },
      }),
      'markers[0].rule.hoursBefore',
      'not in [0, Infinity]: -1',
    ],
    [
      withFirst({
        rule: { look: 'level-at-start', concept: 'x', threshold, hoursBefore: 0, hoursAfter: -1 },
      }),
      'markers[0].rule.hoursAfter',
      'not in [0, Infinity]: -1',
    ],
    [
      withFirst({ rule: { look: 'sustained', concept: 'x', threshold, hours: 0 } }),
      'markers[0].rule.hours',
      'not in',
    ],
    [
      withFirst({ rule: { look: 'fall', measure: 'steep', threshold } }),
      'markers[0].rule.measure',
      'not one of absolute, relative',
    ],
    [
      withFirst({ rule: { look: 'sex', is: 'other' } }),
      'markers[0].rule.is',
      'not one of female, male',
    ],
    [
      withFirst({ rule: { look: 'cannulation', is: 'both' } }),
      'markers[0].rule.is',
      'not one of central, peripheral',
    ],
    [
      withFirst({ rule: { look: 'exposed', concepts: [] } }),
      'markers[0].rule.concepts',
      'fewer than 1 entries',
    ],
    [
      withFirst({ rule: { look: 'hours-of-support', above: 0 } }),
      'markers[0].rule.above',
      'not in',
    ],
    [withFirst({ n: 0 }), 'markers[0].n', 'not in'],
    [withFirst({ read: 'somewhere' }), 'markers[0].read', 'not one of source, secondary'],
    [withFirst(effect(1, null)), 'markers[0].effect', 'low and high go together'],
    [withFirst(effect(null, 3)), 'markers[0].effect', 'low and high go together'],
    [withFirst(effect(2.1, 3)), 'markers[0].effect', 'not within its interval'],
    [withFirst(effect(1, 1.9)), 'markers[0].effect', 'not within its interval'],
    [
      withFirst({
        effect: { measure: 'risk', adjusted: 'maybe', value: 0, low: null, high: null },
      }),
      'markers[0].effect.measure',
      'not one of odds ratio, hazard ratio',
    ],
    [
      { ...published, leftOut: [{ label: 'x', reason: '', source: 'y' }] },
      'leftOut[0].reason',
      'empty',
    ],
  ])('a broken document is not read (%#)', (json, place, problem) => {
    const { value, faults } = readMarkers('markers.json', json);
    expect(value).toBeNull();
    expect(faults).toContainEqual({
      kind: 'model-wrong',
      source: 'markers.json',
      place,
      problem: expect.stringContaining(problem),
    });
  });

  it.each([
    effect(2, 2),
    effect(null, null),
    { modes: [] },
    { n: null, events: null },
    { rule: { look: 'level', concept: 'x', threshold, window: { from: 0, to: 24 } } },
  ])('a sound one is: %j', (change) => {
    expect(readMarkers('markers.json', withFirst(change)).faults).toEqual([]);
  });
});
