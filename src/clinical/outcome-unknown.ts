import type { Fault } from '../faults.ts';
import { absence, type AsOf } from './as-of.ts';
import type { AssessmentContext } from './assessment.ts';
import type { EcmoRun } from './ecmo-run.ts';
import { eventsByConcept } from './events-of.ts';
import { placeIch } from './ich.ts';
import type { Because } from './timeline.ts';

/** Reasons that leave a recorded haemorrhage possible. A refuted or mistaken one is none. */
const POSSIBLE: readonly Because[] = ['modifier-extension', 'code-conflict', 'time-missing'];

/**
 * Says when the record cannot tell whether the outcome has occurred, on which
 * any risk rests: diagnoses could not be read, or there is not one; a row that
 * means the outcome cannot be used; a preliminary report names it; it is over
 * and nobody says when. Silent without a run, since there is then no risk.
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
  const isSetAside = timeline.setAside.some(
    (aside) =>
      aside.concept === concept &&
      POSSIBLE.includes(aside.because) &&
      (aside.availableAt?.latest ?? -Infinity) <= moment,
  );
  const isPreliminary = timeline.faults.some(
    (fault) =>
      fault.kind === 'status-not-usable' &&
      fault.concept === concept &&
      fault.status === 'preliminary',
  );
  const isUndated = (eventsByConcept(timeline).get(concept) ?? []).some(
    (event) =>
      event.kind === 'happened' &&
      absence(event, record) === null &&
      placeIch(event, run.start, model.eligibility.recentIchDays) === 'undated',
  );
  return isRead && !isSetAside && !isPreliminary && !isUndated
    ? []
    : [{ kind: 'outcome-unknown', source: concept }];
}
