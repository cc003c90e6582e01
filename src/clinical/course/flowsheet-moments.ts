import { supportOf } from '../events-of.ts';
import type { Supported } from '../event.ts';
import { SAME_RUN } from '../support/known-support.ts';
import type { Timeline } from '../timeline.ts';
import { rowsWithVersions } from './possible-starts.ts';

/**
 * When flowsheet rows of support change whether it runs. They change nothing
 * while each is known within six hours of the one before. Those that fall silent
 * do, and the first after other evidence ended; so may every row that says flow
 * has stopped, gives only a date, or may give way to another version.
 * @returns Milliseconds, in no order, with repeats.
 */
export function flowsheetMoments(timeline: Timeline): readonly number[] {
  const support = supportOf(timeline);
  const rows = support.filter(({ evidence }) => evidence === 'flowsheet');
  const uncertain = rowsWithVersions(timeline);
  const settled = rows.filter((row) => isSettled(row, uncertain));
  const unsettled = rows.filter((row) => !isSettled(row, uncertain));
  const endings = new Set([
    ...unsettled.map(({ start }) => start.latest),
    ...support.flatMap(({ ends, start }) => (ends === true ? [start.latest] : [])),
    ...[...support, ...timeline.stays].flatMap(({ end }) =>
      end === undefined ? [] : [end.latest],
    ),
  ]);
  return [
    ...unsettled.flatMap(({ start, availableAt }) => [
      start.earliest,
      start.latest,
      availableAt.earliest,
      availableAt.latest,
      silentFrom(start.latest),
    ]),
    ...settled.flatMap((row, i) => silence(row, settled[i + 1])),
    ...[...endings].flatMap((ending) => firstAfter(ending, settled)),
  ];
}

/** Whether a row says at one instant, and for good, that support runs. */
function isSettled(
  { start, availableAt, ends, source }: Supported,
  uncertain: ReadonlySet<number>,
) {
  const { row } = source;
  return (
    ends !== true &&
    start.earliest === start.latest &&
    availableAt.earliest === availableAt.latest &&
    !(row !== undefined && uncertain.has(row))
  );
}

function silence(row: Supported, next: Supported | undefined): number[] {
  const silent = silentFrom(row.start.latest);
  if (next === undefined) return [silent];
  return countsFrom(next) < silent ? [] : [silent, countsFrom(next)];
}

function silentFrom(last: number): number {
  return last + SAME_RUN + 1;
}

/** When the first of the rows after an ending counted. */
function firstAfter(ending: number, rows: readonly Supported[]): number[] {
  let first = Infinity;
  for (const row of rows) {
    if (row.start.latest > ending) first = Math.min(first, countsFrom(row));
  }
  return [first];
}

function countsFrom({ start, availableAt }: Supported): number {
  return Math.max(start.latest, availableAt.latest);
}
