import { tzOffset } from '@date-fns/tz';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Starts of days already computed, by zone; emptied when it grows. */
const known = new Map<string, Map<number, number>>();

/**
 * The first instant of a calendar day in a zone, across summer time: where
 * clocks skip midnight the day begins when they land, and where midnight comes
 * twice it begins with the first.
 *
 * @param midnight The day's midnight, had it been in UTC (milliseconds).
 * @param zone IANA zone.
 * @throws RangeError when the runtime does not know the zone.
 */
export function startOfDay(midnight: number, zone: string): number {
  let starts = known.get(zone);
  if (starts === undefined || starts.size > 4000) known.set(zone, (starts = new Map()));
  let start = starts.get(midnight);
  if (start === undefined) starts.set(midnight, (start = firstInstant(midnight, zone)));
  return start;
}

function firstInstant(midnight: number, zone: string): number {
  const before = midnight - offset(zone, midnight - DAY);
  const after = midnight - offset(zone, midnight + DAY);
  const fits = [Math.min(before, after), Math.max(before, after)].find(
    (instant) => instant + offset(zone, instant) === midnight,
  );
  return fits ?? Math.max(before, after);
}

/** Milliseconds a zone is ahead of UTC at an instant. */
function offset(zone: string, instant: number): number {
  const minutes = tzOffset(zone, new Date(instant));
  if (Number.isNaN(minutes)) throw new RangeError(`invalid time zone: ${zone}`);
  return Math.round(minutes * MINUTE);
}
