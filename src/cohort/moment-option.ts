import { TZDate } from '@date-fns/tz';
import { readMoment } from '../clinical/moment.ts';
import { CommandError } from './command-error.ts';

const local = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * The instant an option names: with a zone of its own, or as the clock on the
 * hospital's wall shows it. An hour that summer time leaves out, or shows
 * twice, needs its zone.
 *
 * @throws CommandError when it is not one instant
 */
export function momentOption(option: string, text: string, zone: string): number {
  const parts = local.exec(text);
  if (!parts) {
    const moment = readMoment(text, zone);
    if (moment?.precision === 'instant') return moment.earliest;
    throw new CommandError(
      `--${option} must be a date and a time, such as 2026-03-01T14:30:00Z or 2026-03-01T14:30, not "${text}".`,
    );
  }
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  const wall = `${text.slice(0, 10)}T${text.slice(11)}`;
  const first = new TZDate(year!, month! - 1, day!, hour!, minute!, second!, zone).getTime();
  const shows = (instant: number): boolean =>
    new TZDate(instant, zone).toISOString().startsWith(wall);
  const same = [first - 3_600_000, first, first + 3_600_000].filter(shows);
  if (same.length === 1) return same[0]!;
  throw new CommandError(
    same.length === 0
      ? `--${option} ${text} does not exist in ${zone}.`
      : `--${option} ${text} happens twice in ${zone}; add its zone, such as ${text}Z.`,
  );
}
