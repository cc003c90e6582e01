import type { ModelDocument } from '../../model/document.ts';
import type { ClinicalEvent, Given } from '../event.ts';
import { LONGEST_RATE } from '../inputs/rate-ends.ts';
import { HOUR, type Moment } from '../moment.ts';
import type { Timeline } from '../timeline.ts';
import { flowsheetMoments } from './flowsheet-moments.ts';
import { openingRows } from './possible-starts.ts';

/** An infusion accrues evenly; the course shows it at these shares of its period. */
const QUARTERS = [0.25, 0.5, 0.75];

/**
 * Every moment at which what is known of a timeline may change an assessment, in
 * order and without repeats: when something becomes known, begins or ends, when
 * it enters or leaves a window that moves along, when support is old enough,
 * when flowsheet rows fall silent, and death.
 * @param timeline Cut down to what can decide a risk.
 * @param starts Every time support may be taken to have started.
 */
export function changeMoments(
  timeline: Timeline,
  model: ModelDocument,
  starts: readonly Moment[],
): readonly number[] {
  const moments = new Set<number>();
  const add = (...times: readonly (Moment | undefined)[]): void => {
    for (const at of instantsOf(times)) moments.add(at);
  };
  const edges = movingEdges(model);
  const addMoving = (concept: string, instants: readonly number[]): void => {
    for (const at of instants) {
      moments.add(at);
      for (const hours of edges.get(concept) ?? []) {
        moments.add(at - hours * HOUR).add(at - hours * HOUR + 1);
      }
    }
  };
  for (const event of timeline.events) {
    if (event.kind === 'supported' && event.evidence === 'flowsheet') continue;
    addMoving(event.concept, instantsOf([event.availableAt, ...timesOf(event)]));
    if (event.kind === 'given') addMoving(event.concept, withinOf(event));
  }
  for (const start of starts) {
    add(start);
    moments.add(start.latest + model.eligibility.minimumSupportHours * HOUR);
  }
  for (const row of openingRows(timeline)) add(row.availableAt);
  for (const at of flowsheetMoments(timeline)) moments.add(at);
  for (const { start, end } of timeline.stays) add(start, end);
  for (const { concept, at, availableAt } of timeline.setAside) {
    addMoving(concept, instantsOf([at, availableAt]));
  }
  for (const version of timeline.versions.flat()) add(version.availableAt);
  add(timeline.conditionsFrom);
  if (timeline.person?.deceased !== true) add(timeline.person?.deceased);
  return [...moments].filter(Number.isFinite).sort((a, b) => a - b);
}

/** The first and the last instant each of several times may have been. */
function instantsOf(times: readonly (Moment | undefined)[]): number[] {
  return times.flatMap((time) => (time === undefined ? [] : [time.earliest, time.latest]));
}

function timesOf(event: ClinicalEvent): readonly (Moment | undefined)[] {
  switch (event.kind) {
    case 'measured':
      return [event.at];
    case 'given':
    case 'supported':
      return [event.start, event.end];
    case 'happened':
      return [event.onset, event.end];
  }
}

/** Quarters of an infusion, and when a rate nobody wrote about again is believed no more. */
function withinOf({ use, open, start, end }: Given): number[] {
  if (open === 'until-next') return [start.latest + LONGEST_RATE];
  if (use !== 'infusion' || end === undefined) return [];
  return QUARTERS.map((share) => Math.round(start.latest + share * (end.earliest - start.latest)));
}

/** Hours from the moment at which a moving window begins or ends, by the concept seen through it. */
function movingEdges({ inputs }: ModelDocument): ReadonlyMap<string, readonly number[]> {
  const edges = new Map<string, number[]>();
  for (const { rule } of inputs) {
    const { anchor, from, to } = rule.window;
    if (anchor !== 'moment') continue;
    const hours = [from, to].filter((edge) => edge !== undefined);
    for (const concept of rule.concepts) {
      edges.set(concept, [...(edges.get(concept) ?? []), ...hours]);
    }
  }
  return edges;
}
