import { asOf } from './clinical/as-of.ts';
import type { Codebook } from './clinical/codebook.ts';
import type { EcmoRun } from './clinical/ecmo-run.ts';
import { pickIch } from './clinical/eligibility.ts';
import type { Entry, Input } from './clinical/input.ts';
import { pickInput } from './clinical/inputs/pick-input.ts';
import { type Candidates, pickCandidates } from './clinical/pick-candidates.ts';
import { readTimeline } from './clinical/read-timeline.ts';
import { pickRefusals, type Refusal } from './clinical/refusal.ts';
import type { Site } from './clinical/site.ts';
import { pickRun, pickRuns, standingOfRuns } from './clinical/support/pick-runs.ts';
import type { Timeline } from './clinical/timeline.ts';
import type { Fault } from './faults.ts';
import { boundRisk } from './model/bound.ts';
import { contributions } from './model/contributions.ts';
import type { ModelDocument } from './model/document.ts';
import type { Contribution, Risk } from './model/evaluation.ts';
import { oddsToReference } from './model/odds.ts';
import { evaluateRisk } from './model/risk.ts';

export type { Refusal } from './clinical/refusal.ts';

/** What an assessment needs besides the patient's resources. */
export interface AssessmentContext {
  readonly codebook: Codebook;
  readonly model: ModelDocument;
  readonly site: Site;
  /** As of, milliseconds since 1970 UTC. */
  readonly moment: number;
  /** `Patient/…` id the session or the file grouping fixed; a resource of another is not this patient's. */
  readonly patient?: string;
  readonly entries?: readonly Entry[];
  /** Concepts whose resources could not be read completely, and why; their absence is then unknown. */
  readonly notLoaded?: readonly { readonly concept: string; readonly fault: Fault }[];
  /** Faults of the transport that void the whole run (ruling 5). */
  readonly void?: readonly Fault[];
}

/** Everything the product says about one patient at one moment. */
export interface Assessment {
  readonly patient: string | null;
  readonly moment: number;
  readonly ecmo: EcmoRun | null;
  /** The run that ended before the moment, when `refused` is `not-on-ecmo`. */
  readonly endedRun: EcmoRun | null;
  /** One per input of the model document, in its order. */
  readonly inputs: readonly Input[];
  readonly risk: Risk | null;
  readonly oddsToReference: number | null;
  /** Add up, with the reference patient's log odds, to the linear predictor. Empty without a risk. */
  readonly contributions: readonly Contribution[];
  /** Ruling 12: the band at the limit, when an input lies beyond it. */
  readonly bound: { readonly direction: 'at-least' | 'at-most'; readonly risk: Risk } | null;
  readonly refused: Refusal | null;
  readonly refusals: readonly Refusal[];
  readonly faults: readonly Fault[];
  /** Per concept: what entered the rules, and everything else with its reason (ruling 14). The counts add up. */
  readonly candidates: Readonly<Record<string, Candidates>>;
}

/** The whole way from one patient's FHIR R4 resources to a risk, or to why there is none. */
export function assess(resources: readonly unknown[], context: AssessmentContext): Assessment {
  return assessTimeline(readTimeline(resources, context), context);
}

/**
 * An assessment of resources already read, as of a moment: what was known then,
 * the run, the model's inputs, whether the model may be asked, and its answer.
 * The same timeline, entries and moment always give the same assessment.
 *
 * @throws TypeError when an entry is not of its input's kind.
 */
export function assessTimeline(timeline: Timeline, context: AssessmentContext): Assessment {
  const { model, site, moment, entries = [], notLoaded = [] } = context;
  if (context.void !== undefined && context.void.length > 0) return voidAssessment(context);
  const record = asOf(timeline, moment);
  const runs = pickRuns(record, { timeZone: site.timeZone, entries });
  const run = pickRun(runs);
  const ich = run === null ? null : pickIch(record, run.run, model);
  const { concept } = model.outcome;
  const picked = model.inputs.map((input) =>
    pickInput(input, record, {
      run: run?.run ?? null,
      site,
      outcome: { concept, recentDays: model.eligibility.recentIchDays },
      entries,
      notLoaded: new Set(notLoaded.map((each) => each.concept)),
    }),
  );
  const inputs = picked.map((each) => each.input);
  const values = Object.fromEntries(inputs.map(({ id, value }) => [id, toNumber(value)]));
  const { timeZone } = site;
  const { person } = timeline;
  const { refusals, faults } = pickRefusals({
    model,
    moment,
    timeZone,
    person,
    run: run?.run ?? null,
    ich,
    values,
  });
  const answerable = refusals.length === 0;
  const beyond = refusals.length === 1 && refusals[0] === 'out-of-range';
  return {
    patient: person?.reference ?? null,
    moment,
    ecmo: run?.run ?? null,
    endedRun: run === null ? (runs.at(-1)?.run ?? null) : null,
    inputs,
    risk: answerable ? evaluateRisk(model, values, site.calibration) : null,
    oddsToReference: answerable ? oddsToReference(model, values).value : null,
    contributions: answerable ? contributions(model, values) : [],
    bound: beyond ? boundRisk(model, values, site.calibration) : null,
    refused: refusals[0] ?? null,
    refusals,
    faults: [
      ...notLoaded.map((each) => each.fault),
      ...timeline.faults,
      ...((run ?? runs.at(-1))?.faults ?? []),
      ...picked.flatMap((each) => each.faults),
      ...faults,
    ],
    candidates: pickCandidates(record, [
      standingOfRuns(runs, run),
      ...(ich === null ? [] : [ich.standing]),
      ...picked.map((each) => each.standing),
    ]),
  };
}

/** Nothing is shown of a run whose resources may not be this patient's. */
function voidAssessment({
  model,
  moment,
  patient,
  void: faults = [],
}: AssessmentContext): Assessment {
  const inputs = model.inputs.map(({ id, rule, unit }): Input => {
    const [concept = ''] = rule.concepts;
    return { id, concept, unit, state: 'not-loaded', sources: [], because: 'run-void' };
  });
  return {
    patient: patient ?? null,
    moment,
    ecmo: null,
    endedRun: null,
    inputs,
    risk: null,
    oddsToReference: null,
    contributions: [],
    bound: null,
    refused: 'run-void',
    refusals: ['run-void'],
    faults,
    candidates: {},
  };
}

function toNumber(value: Input['value']): number | null {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}
