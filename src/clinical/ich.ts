import type { Happened } from './event.ts';
import { ALWAYS, HOUR, type Moment, order } from './moment.ts';

/** When an intracranial haemorrhage was, seen from the start of support (design ruling 10). */
export type IchTime =
  /** In the days before support, or under way and undated. */
  | 'before'
  /** Since support began. */
  | 'during'
  /** On the day support began, which is all that is known. */
  | 'before-or-during'
  /** Long over: stroke history. */
  | 'old'
  /** Over, but nobody says when. */
  | 'undated';

/**
 * Places a haemorrhage in time. Its onset decides; without one, the day it was
 * recorded is the latest it can have been.
 *
 * @param start Start of support.
 * @param recentDays How many days before support still count as recent.
 */
export function placeIch(event: Happened, start: Moment, recentDays: number): IchTime {
  const over = event.status === 'resolved' || event.status === 'inactive';
  const recorded = event.availableAt === ALWAYS ? undefined : event.availableAt;
  const at = event.onset ?? recorded;
  if (at === undefined) return over ? 'undated' : 'before';
  switch (order(at, start)) {
    case 'before': {
      const recent = start.earliest - at.latest <= recentDays * 24 * HOUR;
      return recent && (event.onset !== undefined || !over) ? 'before' : 'old';
    }
    case 'after':
    case 'same':
      return event.onset === undefined && over ? 'undated' : 'during';
    default:
      return 'before-or-during';
  }
}
