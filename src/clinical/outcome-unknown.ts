import type { Fault } from '../faults.ts';
import { absence, type AsOf } from './as-of.ts';
import type { AssessmentContext } from './assessment.ts';
import type { EcmoRun } from './ecmo-run.ts';
import { eventsByConcept } from './events-of.ts';
import { placeIch } from './ich.ts';
import type { Because, SetAside } from './timeline.ts';

/** Reasons that leave a recorded haemorrhage possible. A refuted or mistaken one is none. */
const POSSIBLE: readonly Because[] = [
  'modifier-extension',
  'code-conflict',
  'time-missing',
  'value-unreadable',
];

/** Statuses under which a row is not believed and may yet prove true: a report that can change, one of several diagnoses. */
const OPEN = ['preliminary', 'differential'];

/**
 * Says when the record cannot tell whether the outcome has occurred, on which
 * any risk rests: diagnoses could not be read, or there is not one; a row that
 * means the outcome cannot be used; a preliminary report or a differential
 * diagnosis names it; it is over and nobody says when. Every row in question has
 * a fault of its own. Silent without a run, since there is then no risk.
 */
export function outcomeUnknown(
  record: AsOf,
  run: EcmoRun | null,
  { model, notLoaded = [] }: AssessmentContext,
): readonly Fault[] {
  if (run === null) return [];
  const { concept } = model.outcome;
  const { timeline, moment } = record;
  const from = timeline.conditionsFrom;
  const isRead =
    from !== undefined &&
    from.latest <= moment &&
    !notLoaded.some((one) => one.concept === concept);
  const setAside = timeline.setAside.filter(
    (aside) =>
      aside.concept === concept &&
      !record.gaveWay.has(aside.row ?? -1) &&
      isPossible(aside) &&
      (aside.availableAt?.latest ?? -Infinity) <= moment,
  );
  const undated = (eventsByConcept(timeline).get(concept) ?? []).filter(
    (event) =>
      event.kind === 'happened' &&
      absence(event, record) === null &&
      placeIch(event, run.start, model.eligibility.recentIchDays) === 'undated',
  );
  const rows = [
    ...setAside.map(({ source }) => source),
    ...undated.map(({ source }) => source.reference),
  ];
  return [...(isRead ? [] : ['record']), ...new Set(rows)].map((source) => ({
    kind: 'outcome-unknown',
    source,
    concept,
  }));
}

function isPossible({ because, status }: SetAside): boolean {
  return because === 'status' ? OPEN.includes(status ?? '') : POSSIBLE.includes(because);
}
