import { describe, expect, test } from 'vitest';
import { asOf, eventsAt } from '../../src/clinical/as-of.ts';
import { pickCandidates } from '../../src/clinical/pick-candidates.ts';
import { pickVersions } from '../../src/clinical/pick-versions.ts';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import { hour, instant, person, platelets } from './rows.ts';
import { defaultCodebook, defaultSite } from './site-setup.ts';

const context = { codebook: defaultCodebook, site: defaultSite };
const version = (value: number, issued: number, meta: object, more: object = {}) =>
  platelets('a', value, 1, { issued: hour(issued), meta, ...more });

function valuesAt(rows: readonly object[], hours: number): readonly number[] {
  const timeline = readTimeline([person, ...rows], context);
  return eventsAt(timeline, instant(hours)).flatMap((event) =>
    event.kind === 'measured' ? [event.value] : [],
  );
}

describe('faults 35, 45: of one id, the newest version available', () => {
  const first = version(40, 2, { versionId: '1', lastUpdated: hour(2) });
  const second = version(140, 9, { versionId: '2', lastUpdated: hour(9) });

  test.each([
    [1, []],
    [2, [40]],
    [8.9, [40]],
    [9, [140]],
  ])('at hour %d: %j', (hours, wanted) => {
    expect(valuesAt([first, second], hours)).toEqual(wanted);
    expect(valuesAt([second, first], hours)).toEqual(wanted);
  });

  test('the time of update orders versions before their numbers do', () => {
    const rows = [
      version(40, 2, { versionId: '7', lastUpdated: hour(3) }),
      version(50, 2, { versionId: '6', lastUpdated: hour(4) }),
    ];
    expect(valuesAt(rows, 10)).toEqual([50]);
  });

  test('the time of update is never a time of knowledge', () => {
    expect(valuesAt([version(40, 2, { lastUpdated: hour(900) })], 3)).toEqual([40]);
  });

  test('a later version that no concept is found in replaces one that was', () => {
    const recoded = version(140, 9, { versionId: '2' }, { code: { text: 'wrong patient' } });
    expect(valuesAt([version(40, 2, { versionId: '1' }), recoded], 10)).toEqual([]);
  });

  test('without any version the later known counts, whatever the order', () => {
    const rows = [version(40, 2, {}), version(50, 3, {})];
    expect(valuesAt(rows, 10)).toEqual([50]);
    expect(valuesAt([...rows].reverse(), 10)).toEqual([50]);
  });

  test('rows that differ and cannot be ordered leave the same one in any order', () => {
    const rows = [version(40, 2, {}), version(50, 2, {})];
    expect(valuesAt(rows, 10)).toEqual(valuesAt([...rows].reverse(), 10));
    expect(valuesAt(rows, 10)).toHaveLength(1);
  });

  test('three copies leave one, and two duplicates', () => {
    const timeline = readTimeline([person, first, first, first], context);
    expect([...pickVersions(timeline, instant(10)).values()]).toEqual(['duplicate', 'duplicate']);
    const { platelets: candidates } = pickCandidates(asOf(timeline, instant(10)), []);
    expect(candidates).toEqual({
      used: ['Observation/a'],
      notUsed: [
        { id: 'Observation/a', because: 'duplicate' },
        { id: 'Observation/a', because: 'duplicate' },
      ],
    });
  });

  test('a correction of a date only, in doubt whether it is known, does not replace what is', () => {
    const dated = version(
      140,
      0,
      { versionId: '2' },
      { issued: undefined, effectiveDateTime: '2026-03-01' },
    );
    expect(valuesAt([version(40, 2, { versionId: '1' }), dated], 3)).toEqual([40]);
  });
});
