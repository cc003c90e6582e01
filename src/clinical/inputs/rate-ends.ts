import type { Given } from '../event.ts';
import { HOUR } from '../moment.ts';

/** A rate nobody wrote about again is not believed for longer than this. */
export const LONGEST_RATE = 24 * HOUR;

/**
 * Until when each administration spoke for itself, milliseconds: its end; the
 * moment, while it runs; for one rate of an infusion the next row of the same
 * concept that states a rate, 24 h at most; the start, for a single dose.
 *
 * @param known Administrations known at the moment, by start.
 */
export function untilWhen(known: readonly Given[], moment: number): ReadonlyMap<Given, number> {
  const until = new Map<Given, number>();
  const next = new Map<string, number>();
  for (const event of [...known].reverse()) {
    const { start, end, open, concept, rate } = event;
    if (open === 'running') until.set(event, moment);
    else if (open === 'until-next') {
      until.set(event, Math.min(next.get(concept) ?? moment, start.latest + LONGEST_RATE, moment));
    } else until.set(event, (end ?? start).earliest);
    if (rate !== undefined) next.set(concept, start.earliest);
  }
  return until;
}
