import type { Moment } from '../../clinical/moment.ts';
import type { Words } from './words.ts';

const MINUTE = 60_000;

function part(words: Words, at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : words.language, {
    timeZone: words.timeZone,
    ...options,
  }).format(at);
}

/** Time of day in the site's zone: `14:32`. */
export function formatClock(words: Words, at: number): string {
  return part(words, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Older than this, a time is told with its year, in milliseconds: half a year. */
const LONG_AGO = 183 * 86_400_000;

/** Day and time in the site's zone: `Mon 5 Mar, 14:32`, with the year where it is long ago. */
export function formatTime(words: Words, at: number): string {
  const isLongAgo = Math.abs(Date.now() - at) > LONG_AGO;
  return part(words, at, {
    ...(isLongAgo ? { year: 'numeric' } : { weekday: 'short' }),
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** Day without year in the site's zone: `5 Mar`. */
export function formatDayShort(words: Words, at: number): string {
  return part(words, at, { day: 'numeric', month: 'short' });
}

/** Day with year in the site's zone: `5 March 2026`. */
export function formatDay(words: Words, at: number): string {
  return part(words, at, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** A moment in no more precision than it was written with. */
export function formatMoment(words: Words, moment: Moment): string {
  if (moment.precision === 'instant') return formatTime(words, moment.earliest);
  if (moment.precision === 'year') return part(words, moment.earliest, { year: 'numeric' });
  if (moment.precision === 'month')
    return part(words, moment.earliest, { month: 'long', year: 'numeric' });
  return formatDay(words, moment.earliest);
}

/** A time as an input carries it, ISO instant or date; a date stays a date. */
export function formatWritten(words: Words, text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return text;
  if (/T/.test(text)) return formatTime(words, at);
  return part(words, at, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** How long before `now`: minutes under two hours, hours under two days, else days. */
export function formatAgo(words: Words, at: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - at) / MINUTE));
  if (minutes < 120) return words.count('ago.minutes', minutes);
  if (minutes < 48 * 60) return words.count('ago.hours', Math.round(minutes / 60));
  return words.count('ago.days', Math.round(minutes / 1440));
}
