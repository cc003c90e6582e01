import type { ModelDocument } from '../../model/document.ts';
import { supportOf } from '../events-of.ts';
import type { ClinicalEvent, Given, Supported } from '../event.ts';
import { HOUR, type Moment } from '../moment.ts';
import { SAME_RUN } from '../support/known-support.ts';
import type { Timeline } from '../timeline.ts';
import { openingRows } from './possible-starts.ts';

/** An infusion accrues evenly; the course shows it at these shares of its period. */
const QUARTERS = [0.25, 0.5, 0.75];

/**
 * Every moment at which what is known of a timeline may change an assessment, in
 * order and without repeats: when something becomes known, begins or ends, when
 * a value enters or leaves a window that moves along, when support is old
 * enough, when flowsheet rows fall silent, and death.
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
    for (const time of times) if (time !== undefined) moments.add(time.earliest).add(time.latest);
  };
  const moving = movingEdges(model);
  for (const event of timeline.events) {
    if (event.kind === 'supported' && event.evidence === 'flowsheet') continue;
    add(event.availableAt, ...timesOf(event));
    if (event.kind === 'given') for (const at of quartersOf(event)) moments.add(at);
    if (event.kind !== 'measured') continue;
    for (const hours of moving) {
      for (const at of [event.at.earliest, event.at.latest]) {
        moments.add(at - hours * HOUR).add(at - hours * HOUR + 1);
      }
    }
  }
  for (const start of starts) {
    add(start);
    moments.add(start.latest + model.eligibility.minimumSupportHours * HOUR);
    moments.add(start.earliest + model.eligibility.minimumSupportHours * HOUR);
  }
  for (const row of openingRows(timeline)) add(row.availableAt);
  for (const at of flowsheetMoments(timeline)) moments.add(at);
  for (const { start, end } of timeline.stays) add(start, end);
  for (const { availableAt } of timeline.setAside) add(availableAt);
  for (const version of timeline.versions.flat()) add(version.availableAt);
  add(timeline.conditionsFrom);
  if (timeline.person?.deceased !== true) add(timeline.person?.deceased);
  return [...moments].filter(Number.isFinite).sort((a, b) => a - b);
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

function quartersOf({ use, start, end }: Given): number[] {
  if (use !== 'infusion' || end === undefined) return [];
  return QUARTERS.map((share) => Math.round(start.latest + share * (end.earliest - start.latest)));
}

/** Hours from the moment at which a moving window begins or ends. */
function movingEdges({ inputs }: ModelDocument): number[] {
  return inputs.flatMap(({ rule: { window } }) =>
    window.anchor === 'moment' ? [window.from, window.to].filter((edge) => edge !== undefined) : [],
  );
}

/**
 * Flowsheet rows change nothing while each is known within six hours of the one
 * before. Those that fall silent do, and the first after other evidence ended.
 */
function flowsheetMoments(timeline: Timeline): number[] {
  const support = supportOf(timeline);
  const rows = support.filter((event) => event.evidence === 'flowsheet');
  const silences = rows.flatMap((row, i) => {
    const silent = row.start.latest + SAME_RUN;
    const next = rows[i + 1];
    const first = i === 0 || row.ends === true ? [row.start.latest, row.availableAt.latest] : [];
    if (next !== undefined && next.availableAt.latest <= silent && row.ends !== true) return first;
    const after = next === undefined ? [] : [next.start.latest, next.availableAt.latest];
    return [...first, silent, silent + 1, ...after];
  });
  const endings = [
    ...support.flatMap(({ ends, start }) => (ends === true ? [start] : [])),
    ...support.flatMap(({ end }) => (end === undefined ? [] : [end])),
    ...timeline.stays.flatMap(({ end }) => (end === undefined ? [] : [end])),
  ].map(({ latest }) => latest);
  return [...silences, ...[...new Set(endings)].flatMap((ending) => nextAfter(ending, rows))];
}

/** When the first row after an ending was, and when the first of the later ones became known. */
function nextAfter(ending: number, rows: readonly Supported[]): number[] {
  const later = rows.filter(({ start }) => start.latest > ending);
  const known = later.map(({ availableAt }) => Math.max(availableAt.latest, ending));
  return [later[0]?.start.latest ?? NaN, Math.min(...known)];
}
