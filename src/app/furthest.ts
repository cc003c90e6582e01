import type { Progress } from '../fhir/chart.ts';

/** The report that is furthest on, whichever query it is of; undefined when there is none. */
export function furthest(progress: readonly Progress[]): Progress | undefined {
  return progress
    .toSorted((a, b) => a.done - b.done || a.total - b.total || a.rows - b.rows)
    .at(-1);
}
