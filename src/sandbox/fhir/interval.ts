import { Problem } from '../problem.ts';
import { instantOfWall } from '../zone.ts';
import { isObject } from './path.ts';

/** A stretch of time in ms since 1970, from inclusive, to exclusive. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const DATE_TIME =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Whether a time zone offset is within the 14 hours FHIR allows; none at all is. */
const isOffset = (offset = 'Z'): boolean =>
  offset === 'Z' || /^[+-](0\d|1[0-3]):[0-5]\d$|^[+-]14:00$/.test(offset);

/**
 * The stretch a FHIR date, dateTime or instant covers at its own precision.
 * Without an offset it is read in `zone`. Null if it is not such a text.
 */
export function intervalOf(text: string, zone: string): Interval | null {
  const match = DATE_TIME.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const written = `${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  const start = Date.parse(`${written}Z`);
  const isReal = !Number.isNaN(start) && new Date(start).toISOString().startsWith(written);
  if (!isReal || !isOffset(offset)) return null;
  const [y, mo, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const utc = (wall: number): number => {
    if (offset === undefined) return instantOfWall(zone, wall);
    if (offset === 'Z') return wall;
    const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
    return wall - (offset.startsWith('-') ? -minutes : minutes) * 60_000;
  };
  if (fraction !== undefined) {
    const from = utc(start) + Math.floor(Number(`0.${fraction}`) * 1000);
    return { from, to: from + 1 };
  }
  if (second !== undefined) return { from: utc(start), to: utc(start) + 1000 };
  if (hour !== undefined) return { from: utc(start), to: utc(start) + 60_000 };
  if (day !== undefined) return { from: utc(start), to: utc(Date.UTC(y, mo, d + 1)) };
  if (month !== undefined) return { from: utc(start), to: utc(Date.UTC(y, mo + 1, 1)) };
  return { from: utc(start), to: utc(Date.UTC(y + 1, 0, 1)) };
}

/** The stretch of an element: a date text or a Period, whose missing end is open. */
export function intervalOfElement(element: unknown, zone: string): Interval | null {
  if (typeof element === 'string') return intervalOf(element, zone);
  if (!isObject(element)) return null;
  const { start, end } = element;
  if (typeof start !== 'string' && typeof end !== 'string') return null;
  const from = typeof start === 'string' ? intervalOf(start, zone)?.from : Number.NEGATIVE_INFINITY;
  const to = typeof end === 'string' ? intervalOf(end, zone)?.to : Number.POSITIVE_INFINITY;
  return from === undefined || to === undefined ? null : { from, to };
}

/**
 * A date search value as a test of an element's stretch, by the prefix rules of
 * R4 search 3.1.1.4.5. `ap` is turned down, as its width is a server's whim.
 */
export function dateTest(value: string, zone: string): (found: Interval) => boolean {
  const prefix = /^[a-z]{2}/.exec(value)?.[0] ?? 'eq';
  const asked = intervalOf(value.replace(/^[a-z]{2}/, '').replace(' ', '+'), zone);
  if (!asked) throw new Problem(400, 'invalid', 'A date is not a FHIR date.');
  const within = (f: Interval): boolean => f.from >= asked.from && f.to <= asked.to;
  const tests: Readonly<Record<string, (found: Interval) => boolean>> = {
    eq: within,
    ne: (f) => !within(f),
    gt: (f) => f.to > asked.to,
    lt: (f) => f.from < asked.from,
    ge: (f) => f.to > asked.to || within(f),
    le: (f) => f.from < asked.from || within(f),
    sa: (f) => f.from >= asked.to,
    eb: (f) => f.to <= asked.from,
  };
  const test = tests[prefix];
  if (!test) throw new Problem(400, 'not-supported', `The prefix ${prefix} is not supported.`);
  return test;
}
