import { pickAnswer } from './clinical/answer.ts';
import { asOf } from './clinical/as-of.ts';
import { type Assessment, type AssessmentContext, voidAssessment } from './clinical/assessment.ts';
import { pickIch } from './clinical/eligibility.ts';
import { pickInputs, valuesOf } from './clinical/inputs/pick-inputs.ts';
import { pickCandidates } from './clinical/pick-candidates.ts';
import { readTimeline } from './clinical/read-timeline.ts';
import { outcomeUnknown } from './clinical/outcome-unknown.ts';
import { pickRefusals } from './clinical/refusal.ts';
import { pickRun, pickRuns, standingOfRuns } from './clinical/support/pick-runs.ts';
import type { Timeline } from './clinical/timeline.ts';

export type { Assessment, AssessmentContext } from './clinical/assessment.ts';
export type { Refusal } from './clinical/refusal.ts';

/** The whole way from one patient's FHIR R4 resources to a risk, or to why there is none. */
export function assess(resources: readonly unknown[], context: AssessmentContext): Assessment {
  return assessTimeline(readTimeline(resources, context), context);
}

/**
 * An assessment of resources already read, as of a moment: what was known then,
 * the run of support, the model's inputs, whether the model may be asked, and
 * its answer. The same timeline, entries and moment give the same assessment.
 *
 * @throws TypeError when an entry is not of its input's kind.
 */
export function assessTimeline(timeline: Timeline, context: AssessmentContext): Assessment {
  if (context.void !== undefined && context.void.length > 0) return voidAssessment(context);
  const { model, site, moment, entries = [], notLoaded = [] } = context;
  const { person } = timeline;

  const record = asOf(timeline, moment);
  const runs = pickRuns(record, { timeZone: site.timeZone, entries });
  const found = pickRun(runs);
  const ended = found === null ? runs.at(-1) : undefined;
  const run = found?.run ?? null;
  const ich = pickIch(record, run, model);
  const picked = pickInputs(record, run, context);
  const values = valuesOf(picked);
  const { refusals, faults } = pickRefusals(context, { person, run, ich, values });

  return {
    patient: person?.reference ?? null,
    moment,
    ecmo: run,
    endedRun: ended?.run ?? null,
    inputs: picked.map((each) => each.input),
    ...pickAnswer(context, picked, refusals),
    refused: refusals[0] ?? null,
    refusals,
    faults: [
      ...notLoaded.map((each) => each.fault),
      ...timeline.faults,
      ...((found ?? ended)?.faults ?? []),
      ...picked.flatMap((each) => each.faults),
      ...outcomeUnknown(record, run, context),
      ...faults,
    ],
    candidates: pickCandidates(record, [
      standingOfRuns(runs, found),
      ich.standing,
      ...picked.map((each) => each.standing),
    ]),
  };
}
