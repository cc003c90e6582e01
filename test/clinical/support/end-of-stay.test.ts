import { describe, expect, test } from 'vitest';
import { asOf } from '../../../src/clinical/as-of.ts';
import { readTimeline } from '../../../src/clinical/read-timeline.ts';
import { pickRuns } from '../../../src/clinical/support/pick-runs.ts';
import { hour, instant, person, support } from '../rows.ts';
import { defaultCodebook, defaultSite } from '../site-setup.ts';

const stay = (id: string, from: number, to?: number, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  status: to === undefined ? 'in-progress' : 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject: { reference: 'Patient/p' },
  period: { start: hour(from), ...(to === undefined ? {} : { end: hour(to) }) },
  ...more,
});

const version = (versionId: string) => ({
  meta: { versionId, lastUpdated: `2026-03-01T1${versionId}:00:00Z` },
});

/** When support from hour 0, left open, was over; null while it runs. */
function endAt(hours: number, ...stays: object[]): number | null {
  const site = defaultSite;
  const timeline = readTimeline([person, support, ...stays], { codebook: defaultCodebook, site });
  const [found] = pickRuns(asOf(timeline, instant(hours)), { timeZone: site.timeZone });
  const end = found?.run.end;
  return end === undefined ? null : (end.latest - instant(0)) / 3_600_000;
}

describe('support left open ends with the stay', () => {
  test('in which it began, and not before', () => {
    expect(endAt(100, stay('a', -10, 50))).toBe(50);
    expect(endAt(50, stay('a', -10, 50))).toBe(50);
    expect(endAt(49, stay('a', -10, 50))).toBeNull();
  });

  test('but not with one that was over before it, or that began after it', () => {
    expect(endAt(100, stay('a', -40, -10))).toBeNull();
    expect(endAt(100, stay('a', 20, 50))).toBeNull();
  });

  test('to which the patient was transferred within six hours', () => {
    expect(endAt(100, stay('a', -10, 20), stay('b', 26, 60))).toBe(60);
    expect(endAt(100, stay('a', -10, 20), stay('b', 26.1, 60))).toBe(20);
    expect(endAt(100, stay('b', 22, 60), stay('a', -10, 20))).toBe(60);
  });

  test('and goes on while the stay after a transfer does', () => {
    expect(endAt(100, stay('a', -10, 20), stay('b', 22))).toBeNull();
  });

  test('the longer of two that overlap', () => {
    expect(endAt(100, stay('a', -10, 50), stay('unit', -9, 30))).toBe(50);
    expect(endAt(100, stay('unit', -9, 30), stay('a', -10, 50))).toBe(50);
  });

  test('and not with one that lies ahead of the moment', () => {
    expect(endAt(30, stay('a', -10, 20), stay('b', 40))).toBe(20);
  });

  test('in its newest version', () => {
    expect(endAt(100, stay('a', -10, 20, version('1')), stay('a', -10, 50, version('2')))).toBe(50);
    expect(
      endAt(100, stay('a', -10, 20, version('1')), stay('a', -10, undefined, version('2'))),
    ).toBe(null);
  });
});
