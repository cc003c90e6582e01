import type { ClinicalEvent } from '../../clinical/event.ts';
import { pickVersions } from '../../clinical/pick-versions.ts';
import type { Timeline } from '../../clinical/timeline.ts';

/** The events the hospital knew at a moment, one version of each resource (design rulings 3 and 4). */
export function knownEvents(timeline: Timeline, moment: number): readonly ClinicalEvent[] {
  const gaveWay = pickVersions(timeline, moment);
  return timeline.events.filter(
    (event) =>
      event.availableAt.latest <= moment &&
      (event.source.row === undefined || !gaveWay.has(event.source.row)),
  );
}
