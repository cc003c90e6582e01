import { supportOf } from '../events-of.ts';
import type { Supported } from '../event.ts';
import type { Entry } from '../input.ts';
import { type Moment, readMoment } from '../moment.ts';
import { SAME_RUN } from '../support/known-support.ts';
import type { Timeline } from '../timeline.ts';

/**
 * Every time at which support may be taken to have started, at any moment of
 * the record: the start of each procedure, device or stay, an entered start, and
 * each flowsheet row that was known before all rows of the six hours preceding
 * it. More than are ever picked, never fewer.
 */
export function possibleStarts(
  timeline: Timeline,
  entries: readonly Entry[],
  timeZone: string,
): readonly Moment[] {
  const deliberate = supportOf(timeline).filter(
    ({ ends, evidence }) => ends !== true && evidence !== 'flowsheet',
  );
  const entered = entries
    .filter(({ key }) => key === 'ecmo-start')
    .map(({ value }) => readMoment(value, timeZone))
    .filter((moment) => moment !== null);
  return [...[...deliberate, ...openingRows(timeline)].map(({ start }) => start), ...entered];
}

/** The flowsheet rows that were known before all rows of the six hours preceding them. */
export function openingRows(timeline: Timeline): readonly Supported[] {
  const rows = supportOf(timeline).filter(
    ({ ends, evidence }) => ends !== true && evidence === 'flowsheet',
  );
  const uncertain = rowsWithVersions(timeline);
  return rows.filter((_, i) => opens(rows, i, uncertain));
}

/** Positions of resources that came in several versions, any of which may give way to another. */
export function rowsWithVersions({ versions }: Timeline): ReadonlySet<number> {
  return new Set(versions.flat().map(({ row }) => row));
}

function opens(rows: readonly Supported[], i: number, uncertain: ReadonlySet<number>): boolean {
  const row = rows[i];
  if (row === undefined) return false;
  for (let j = i - 1; j >= 0; j -= 1) {
    const before = rows[j];
    if (before === undefined || before.start.latest + SAME_RUN < row.start.earliest) return true;
    const certain = before.source.row === undefined || !uncertain.has(before.source.row);
    if (certain && before.availableAt.earliest <= row.availableAt.earliest) return false;
  }
  return true;
}
