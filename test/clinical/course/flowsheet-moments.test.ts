import { describe, expect, test } from 'vitest';
import { flowsheetMoments } from '../../../src/clinical/course/flowsheet-moments.ts';
import type { Supported } from '../../../src/clinical/event.ts';
import { HOUR } from '../../../src/clinical/moment.ts';
import type { Stay } from '../../../src/clinical/timeline.ts';
import { dayOf, START, stay, stop, support, timelineOf } from '../../course-record.ts';

/** A row of the flowsheet, perhaps known late. */
function row(hours: number, known = hours): Supported {
  return support(hours, 'flowsheet', undefined, known);
}

/** Hours since cannulation at which rows may change whether support runs; a millisecond is 0.001. */
function hoursOf(
  evidence: readonly Supported[],
  stays: readonly Stay[] = [],
  struck: readonly Supported[] = [],
): number[] {
  const versions = struck.map(({ source, availableAt }) => [
    { row: source.row ?? -1, rank: 0, availableAt },
  ]);
  const moments = flowsheetMoments({ ...timelineOf(evidence, versions), stays });
  return [...new Set(moments)]
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
    .map((moment) => {
      const hour = Math.round((moment - START) / HOUR);
      return hour + (moment - START - hour * HOUR) / 1000;
    });
}

describe('rows of the flowsheet change whether support runs', () => {
  test('never while each is known within six hours of the one before, but six hours after the last', () => {
    expect(hoursOf([row(0), row(1), row(7), row(13, 13)])).toEqual([19.001]);
    expect(hoursOf([])).toEqual([]);
  });

  test('when they fall silent, and when the next counts', () => {
    expect(hoursOf([row(0), row(7)])).toEqual([6.001, 7, 13.001]);
    expect(hoursOf([row(0), row(5, 9)])).toEqual([6.001, 9, 11.001]);
  });

  test('when they fall silent before a row that was written ahead of its time', () => {
    expect(hoursOf([row(0), row(8, 3)])).toEqual([6.001, 8, 14.001]);
  });

  test('whenever one says that flow has stopped, and when the next says that it has not', () => {
    expect(hoursOf([row(0), stop(2, 'flowsheet', 3), row(4, 5)])).toEqual([2, 3, 5, 8.001, 10.001]);
  });

  test('whenever one gives only a date', () => {
    const dated = { ...row(0), start: dayOf(0) };
    expect(hoursOf([dated])).toEqual([-12, 0, 12 - 0.001, 18]);
    const told = { ...row(0), availableAt: dayOf(0) };
    expect(hoursOf([told])).toEqual([-12, 0, 6.001, 12 - 0.001]);
  });

  test('whenever one may give way to another version, and as if it were not there', () => {
    const struck = row(5);
    expect(hoursOf([row(0), struck, row(8)], [], [struck])).toEqual([5, 6.001, 8, 11.001, 14.001]);
  });

  test('when the first of them counts after other support has ended', () => {
    const procedure = support(0, 'procedure', 10);
    expect(hoursOf([procedure, row(9), row(12, 14), row(13), row(15)])).toEqual([13, 21.001]);
  });

  test('when the first of them counts after a decannulation', () => {
    expect(hoursOf([row(0), row(3), stop(4, 'procedure'), row(4), row(5), row(6)])).toEqual([
      5, 12.001,
    ]);
  });

  test('when the first of them counts after a stay has ended', () => {
    expect(hoursOf([row(0), row(3), row(5), row(6)], [stay(-5, 4), stay(-3)])).toEqual([5, 12.001]);
  });

  test('never where support is known from elsewhere', () => {
    expect(hoursOf([support(0, 'procedure'), support(0, 'device')])).toEqual([]);
  });
});
