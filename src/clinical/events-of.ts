import type { ClinicalEvent, Supported } from './event.ts';
import type { Timeline } from './timeline.ts';

const sorted = new WeakMap<Timeline, ReadonlyMap<string, readonly ClinicalEvent[]>>();

/** A timeline's events by concept, each in order of time; made once a timeline. */
export function eventsByConcept(timeline: Timeline): ReadonlyMap<string, readonly ClinicalEvent[]> {
  const known = sorted.get(timeline);
  if (known !== undefined) return known;
  const made = new Map<string, ClinicalEvent[]>();
  for (const event of timeline.events) {
    const own = made.get(event.concept);
    if (own === undefined) made.set(event.concept, [event]);
    else own.push(event);
  }
  sorted.set(timeline, made);
  return made;
}

const support = new WeakMap<Timeline, readonly Supported[]>();

/** A timeline's evidence of support, in order of time; picked out once a timeline. */
export function supportOf(timeline: Timeline): readonly Supported[] {
  const known = support.get(timeline);
  if (known !== undefined) return known;
  const made = timeline.events.filter((event) => event.kind === 'supported');
  support.set(timeline, made);
  return made;
}
