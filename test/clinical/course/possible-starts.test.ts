import { describe, expect, test } from 'vitest';
import {
  openingRows,
  possibleStarts,
  rowsWithVersions,
} from '../../../src/clinical/course/possible-starts.ts';
import type { Supported } from '../../../src/clinical/event.ts';
import { HOUR } from '../../../src/clinical/moment.ts';
import { at, dayOf, START, stop, support, timelineOf } from '../../course-record.ts';

/** A row of the flowsheet, perhaps known late. */
function row(hours: number, known = hours): Supported {
  return support(hours, 'flowsheet', undefined, known);
}

function versionsOf(rows: readonly Supported[]) {
  return rows.map(({ source, availableAt }) => [{ row: source.row ?? -1, rank: 0, availableAt }]);
}

/** Hours of the rows that may be the first of a run. */
function openings(rows: readonly Supported[], struck: readonly Supported[] = []): number[] {
  const found = openingRows(timelineOf(rows, versionsOf(struck)));
  return found.map(({ start }) => (start.earliest - START) / HOUR);
}

describe('support may have started', () => {
  test('with each procedure, device and stay, and with an entered start; never with an end of it', () => {
    const timeline = timelineOf([
      support(0, 'procedure'),
      support(1, 'device'),
      support(2, 'encounter'),
      stop(3, 'procedure'),
      stop(4, 'flowsheet'),
    ]);
    const entries = [
      { key: 'ecmo-start', value: '2026-03-01T10:00:00Z', at: '' },
      { key: 'ecmo-start', value: 'yesterday', at: '' },
      { key: 'note', value: '2026-03-01T11:00:00Z', at: '' },
    ];
    const starts = possibleStarts(timeline, entries, 'UTC');
    expect(starts.map(({ earliest }) => (earliest - START) / HOUR)).toEqual([0, 1, 2, -2]);
  });

  test('on an entered day in the hospital’s own zone', () => {
    const entries = [{ key: 'ecmo-start', value: '2026-03-01', at: '' }];
    const [start] = possibleStarts(timelineOf([]), entries, 'Asia/Kolkata');
    expect(start?.earliest).toBe(Date.UTC(2026, 1, 28, 18, 30));
  });

  test('with the first row of a flowsheet, not with those that follow it within six hours', () => {
    expect(openings([row(0), row(6), row(7), row(13)])).toEqual([0]);
    expect(openings([row(0), row(6 + 1e-3), row(12)])).toEqual([0, 6 + 1e-3]);
    const starts = possibleStarts(timelineOf([row(0), row(3)]), [], 'UTC');
    expect(starts).toEqual([at(0)]);
  });

  test('with a row that was known before those preceding it', () => {
    expect(openings([row(0, 9), row(1), row(2)])).toEqual([0, 1]);
    expect(openings([row(0, 9), row(1, 9)])).toEqual([0]);
    expect(openings([row(0), row(1, 9), row(2)])).toEqual([0]);
  });

  test('with a row that all preceding ones may give way before', () => {
    const first = row(0);
    expect(openings([first, row(1), row(2)], [first])).toEqual([0, 1]);
  });

  test('with a row after one of a day six hours earlier', () => {
    const dated = { ...row(0), start: dayOf(0) };
    expect(openings([dated, row(17)])).toEqual([-12]);
    expect(openings([dated, row(19)])).toEqual([-12, 19]);
  });

  test('never with a row that says flow has stopped, nor with other evidence', () => {
    expect(openings([stop(0, 'flowsheet'), support(1, 'procedure')])).toEqual([]);
    expect(openings([stop(0, 'flowsheet'), row(1)])).toEqual([1]);
    expect(openings([support(0, 'procedure'), row(1)])).toEqual([1]);
  });

  test('with an entry that has no place among the resources only once', () => {
    const { source, ...rest } = row(0);
    const own = { ...rest, source: { reference: source.reference } };
    expect(openings([own, row(1)])).toEqual([0]);
  });

  test('rows of several versions are those, and no others', () => {
    const rows = [row(0), row(1)];
    expect([...rowsWithVersions(timelineOf(rows, versionsOf(rows)))]).toEqual(
      rows.map(({ source }) => source.row),
    );
    expect(rowsWithVersions(timelineOf(rows)).size).toBe(0);
  });
});
