import type { ClinicalEvent, Measured } from '../event.ts';
import { isCertainlyWithin } from './certain-time.ts';

/** A span in milliseconds since 1970 UTC, ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The values of a concept certainly measured within a span, oldest first. Censored ones are among them. */
export function measurementsOf(
  known: readonly ClinicalEvent[],
  concept: string,
  { from, to }: Span,
): Measured[] {
  return known
    .filter(
      (event): event is Measured =>
        event.kind === 'measured' &&
        event.concept === concept &&
        isCertainlyWithin(event.at, from, to),
    )
    .sort((a, b) => a.at.latest - b.at.latest);
}

/** The latest value of a concept measured by a moment, censored or not; `null` without one. */
export function latestOf(
  known: readonly ClinicalEvent[],
  concept: string,
  moment: number,
): Measured | null {
  return measurementsOf(known, concept, { from: -Infinity, to: moment }).at(-1) ?? null;
}
