import { describe, expect, test } from 'vitest';
import { absence, asOf, eventsAt } from '../../src/clinical/as-of.ts';
import { type Moment, momentAt } from '../../src/clinical/moment.ts';
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

/** A time that is only known to lie between two hours. */
function spanOf(from: number, to: number): Moment {
  const { text, earliest } = momentAt(instant(from));
  return { text, precision: 'day', earliest, latest: instant(to) };
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

  test('while none is certainly known, the newest that may be known counts', () => {
    const versions = [
      { row: 1, rank: 0, availableAt: spanOf(1, 20) },
      { row: 2, rank: 1, availableAt: spanOf(5, 20) },
      { row: 3, rank: 2, availableAt: spanOf(9, 20) },
    ];
    const timeline = { ...readTimeline([person], context), versions: [versions] };
    const gaveWay = (hours: number) => [...pickVersions(timeline, instant(hours)).keys()];
    expect(gaveWay(0.5)).toEqual([]);
    expect(gaveWay(1)).toEqual([]);
    expect(gaveWay(5)).toEqual([1]);
    expect(gaveWay(9)).toEqual([1, 2]);
  });
});

describe('what is known only to a day', () => {
  const day = { text: '2026-03-01', precision: 'day' as const, earliest: 10, latest: 20 };
  const common = { concept: 'x', source: { reference: 'Observation/a' }, availableAt: day };
  const measured = { value: 1, unit: '1', asWritten: { value: '1', unit: '1' }, at: day };

  test('counts from the beginning of it where it warns, and from the end where it is a value', () => {
    const happened = {
      ...common,
      kind: 'happened' as const,
      status: 'active' as const,
      code: 'I61',
    };
    const ran = { mode: 'VA' as const, evidence: 'procedure' as const, start: day };
    const known = (moment: number) =>
      [
        happened,
        { ...common, kind: 'supported' as const, ...ran },
        { ...common, kind: 'measured' as const, ...measured },
      ].map((event) => absence(event, asOf(readTimeline([person], context), moment)) === null);
    expect(known(9)).toEqual([false, false, false]);
    expect(known(10)).toEqual([true, true, false]);
    expect(known(20)).toEqual([true, true, true]);
  });
});
