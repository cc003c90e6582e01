import { startOfDay } from './start-of-day.ts';

/**
 * A FHIR time with the precision it was written with. A value finer than a day
 * is an instant (`earliest === latest`); a date, month or year is the whole of
 * it in the site's zone, and is never ordered against anything inside it.
 */
export interface Moment {
  /** As written in the resource. */
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day' | 'instant';
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly earliest: number;
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly latest: number;
  /** Written with an hour but no zone: taken as the whole day, since the hour could be anybody's. */
  readonly zoneless?: true;
}

export const HOUR = 3_600_000;

const written =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * Reads a FHIR `date`, `dateTime` or `instant`.
 *
 * Its own offset decides an instant, so the fold and the gap of summer time
 * cannot arise. A date is the whole day in `zone`; so is an hour without a
 * zone. `24:00`, a day its month does not have, year 0000 and offsets beyond
 * ±14:00 are not times.
 *
 * @param zone IANA zone of the hospital.
 * @returns null when the text is not a time.
 * @throws RangeError when the runtime does not know the zone.
 * @source HL7 FHIR R4, Data Types, `dateTime`: https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function readMoment(text: unknown, zone: string): Moment | null {
  if (typeof text !== 'string') return null;
  const instant = readPlainInstant(text);
  if (instant !== null) {
    return { text, precision: 'instant', earliest: instant, latest: instant };
  }
  const part = written.exec(text);
  if (part === null) return null;
  const year = Number(part[1]);
  const month = Number(part[2] ?? 1);
  const day = Number(part[3] ?? 1);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (part[4] === undefined) {
    if (part[2] === undefined) return span(text, 'year', [year, 1, 1], [year + 1, 1, 1], zone);
    const next: Day = month === 12 ? [year + 1, 1, 1] : [year, month + 1, 1];
    if (part[3] === undefined) return span(text, 'month', [year, month, 1], next, zone);
    return span(text, 'day', [year, month, day], [year, month, day + 1], zone);
  }
  const hour = Number(part[4]);
  const minute = Number(part[5]);
  const second = Number(part[6] ?? 0);
  if (hour > 23 || minute > 59 || second > 60) return null;
  if (part[8] === undefined) {
    return {
      ...span(text, 'day', [year, month, day], [year, month, day + 1], zone),
      zoneless: true,
    };
  }
  const offset = offsetMinutes(part[8]);
  if (offset === null) return null;
  const milli = part[7] === undefined ? 0 : Math.floor(Number(`0.${part[7]}`) * 1000);
  const at = utc(year, month, day) + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milli;
  return { text, precision: 'instant', earliest: at, latest: at };
}

/**
 * The commonest forms, `2026-03-01T10:00:00Z` with or without milliseconds or
 * with an offset, digit by digit: a patient may have a hundred thousand of
 * them. Null for any other form.
 */
function readPlainInstant(text: string): number | null {
  const plain =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58;
  if (!plain) return null;
  const point = text.charCodeAt(19) === 46;
  const offset = plainOffset(text, point ? 23 : 19);
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  const milli = point ? digits(text, 20, 23) : 0;
  if (offset === null || year < 100 || month < 1 || month > 12 || day < 1) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return null;
  if (milli < 0 || day > daysIn(year, month)) return null;
  return Date.UTC(year, month - 1, day, hour, minute - offset, second, milli);
}

/** Minutes ahead of UTC that end a text from a place on; null when nothing, or more, stands there. */
function plainOffset(text: string, from: number): number | null {
  const sign = text.charCodeAt(from);
  if (sign === 90) return text.length === from + 1 ? 0 : null;
  if ((sign !== 43 && sign !== 45) || text.length !== from + 6) return null;
  if (text.charCodeAt(from + 3) !== 58) return null;
  const hours = digits(text, from + 1, from + 3);
  const minutes = digits(text, from + 4, from + 6);
  const ahead = hours * 60 + minutes;
  if (hours < 0 || minutes < 0 || minutes > 59 || ahead > 840) return null;
  return sign === 45 ? -ahead : ahead;
}

/** The number some digits make, or -1 where one of them is none. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The moment of an exact instant, written in UTC. */
export function momentAt(instant: number): Moment {
  return {
    text: new Date(instant).toISOString(),
    precision: 'instant',
    earliest: instant,
    latest: instant,
  };
}

/** Known from the beginning of time: what a resource without any date is taken as having been. */
export const ALWAYS: Moment = {
  text: '',
  precision: 'instant',
  earliest: -8.64e15,
  latest: -8.64e15,
};

/** How two moments lie to each other; `unknown` when their spans touch and neither is an instant after the other. */
export function order(one: Moment, other: Moment): 'before' | 'same' | 'after' | 'unknown' {
  if (one.latest < other.earliest) return 'before';
  if (one.earliest > other.latest) return 'after';
  const instants = one.precision === 'instant' && other.precision === 'instant';
  return instants && one.earliest === other.earliest ? 'same' : 'unknown';
}

type Day = readonly [year: number, month: number, day: number];

function span(
  text: string,
  precision: Moment['precision'],
  first: Day,
  after: Day,
  zone: string,
): Moment {
  return {
    text,
    precision,
    earliest: startOfDay(utc(...first), zone),
    latest: startOfDay(utc(...after), zone) - 1,
  };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Midnight UTC of a day of the proleptic Gregorian calendar; `Date.UTC` moves years below 100. */
function utc(year: number, month: number, day: number): number {
  if (year >= 100) return Date.UTC(year, month - 1, day);
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
