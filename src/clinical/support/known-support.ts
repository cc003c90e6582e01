import { absence, type AsOf } from '../as-of.ts';
import { supportOf } from '../events-of.ts';
import type { Supported } from '../event.ts';
import { HOUR, type Moment } from '../moment.ts';
import type { Stay } from '../timeline.ts';

/** Evidence that lies within this time of other evidence belongs to the same run (design ruling 7). */
export const SAME_RUN = 6 * HOUR;

/** All that was known at a moment about when support ran. */
export interface KnownSupport {
  /** That it ran, by start. */
  readonly runs: readonly Supported[];
  /** That it stopped, by time: decannulations, and zero flow that stayed zero. */
  readonly stops: readonly Supported[];
  readonly stays: readonly Stay[];
}

/**
 * Support known at a moment. Evidence counts from its start, or, where that is
 * only a date, from the beginning of that day: a patient cannulated today is on
 * support today. A zero flow followed within six hours by other evidence was a
 * clamp and no end.
 */
export function knownSupport(record: AsOf): KnownSupport {
  const { timeline, moment, gaveWay } = record;
  const runs: Supported[] = [];
  const stops: Supported[] = [];
  for (const event of supportOf(timeline)) {
    if (absence(event, record) !== null || event.start.earliest > moment) continue;
    (event.ends === true ? stops : runs).push(event);
  }
  const stays = timeline.stays.filter((stay) => !gaveWay.has(stay.row));
  return { runs, stops: stops.filter((stop) => !isClamp(stop, runs)), stays };
}

function isClamp(stop: Supported, runs: readonly Supported[]): boolean {
  if (stop.evidence !== 'flowsheet') return false;
  const from = firstAfter(runs, stop.start.latest);
  const next = runs[from];
  return next !== undefined && next.start.earliest <= stop.start.latest + SAME_RUN;
}

/** Index of the first piece of evidence that begins after an instant; they are sorted by start. */
function firstAfter(runs: readonly Supported[], instant: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.start.earliest ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** When support begun at `start` and left open was over, as far as is known: undefined while it runs. */
export function endOfOpen(start: Moment, known: KnownSupport, moment: number): Moment | undefined {
  const stop = known.stops.find(
    ({ start: at }) => at.latest > start.latest || at.earliest > start.earliest,
  );
  return stop?.start ?? endOfStay(start, known.stays, moment);
}

/** The end of the stay support began in, transfers included; undefined while it, or a stay after it, goes on. */
function endOfStay(start: Moment, stays: readonly Stay[], moment: number): Moment | undefined {
  let last: Moment | undefined;
  const known = stays.filter((stay) => stay.start.earliest <= moment);
  for (const stay of [...known].sort((one, other) => one.start.earliest - other.start.earliest)) {
    const begins = Math.max(start.latest, last === undefined ? -Infinity : last.latest + SAME_RUN);
    if (stay.start.earliest > begins) continue;
    if (stay.end === undefined || stay.end.latest > moment) return undefined;
    if (stay.end.latest < start.earliest) continue;
    if (last === undefined || stay.end.latest > last.latest) last = stay.end;
  }
  return last;
}
