import type { ClinicalEvent } from './event.ts';
import { eventsByConcept } from './events-of.ts';
import { pickVersions } from './pick-versions.ts';
import type { Because, Timeline } from './timeline.ts';

/** A timeline as it stood at a moment. */
export interface AsOf {
  readonly timeline: Timeline;
  /** Milliseconds since 1970 UTC. */
  readonly moment: number;
  /** Rows that gave way to another row of the same id. */
  readonly gaveWay: ReadonlyMap<number, Because>;
}

/** Only what was available at the moment, and of each id only the newest version of it. */
export function asOf(timeline: Timeline, moment: number): AsOf {
  return { timeline, moment, gaveWay: pickVersions(timeline, moment) };
}

/** Why an event does not exist yet, or no longer, at the moment; null when it does. */
export function absence(event: ClinicalEvent, { moment, gaveWay }: AsOf): Because | null {
  const { row } = event.source;
  const because = row === undefined ? undefined : gaveWay.get(row);
  if (because !== undefined) return because;
  const { availableAt } = event;
  const lenient = event.kind === 'happened' || event.kind === 'supported';
  const known = lenient ? availableAt.earliest : availableAt.latest;
  return known > moment ? 'not-yet-available' : null;
}

/** The events known at a moment, one version of each resource, in order of time. */
export function eventsAt(timeline: Timeline, moment: number): readonly ClinicalEvent[] {
  const record = asOf(timeline, moment);
  return timeline.events.filter((event) => absence(event, record) === null);
}

/** Events of several concepts as one list. */
export function eventsOf(
  timeline: Timeline,
  concepts: readonly string[],
): readonly ClinicalEvent[] {
  const byConcept = eventsByConcept(timeline);
  const [only] = concepts;
  if (concepts.length === 1 && only !== undefined) return byConcept.get(only) ?? [];
  return concepts.flatMap((concept) => byConcept.get(concept) ?? []);
}
