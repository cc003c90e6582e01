import type { Fault } from '../faults.ts';
import type { ModelDocument } from '../model/document.ts';
import type { Contribution, Risk } from '../model/evaluation.ts';
import type { Codebook } from './codebook.ts';
import type { EcmoRun } from './ecmo-run.ts';
import type { Entry, Input } from './input.ts';
import type { Candidates } from './pick-candidates.ts';
import type { Refusal } from './refusal.ts';
import type { Site } from './site.ts';

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
  /** How far back resources were looked for, milliseconds since 1970 UTC; absent where everything was read. */
  readonly searchedFrom?: number;
  /** Faults of the transport that void the whole run (ruling 5). */
  readonly void?: readonly Fault[];
}

/** The model's answer, or what can be said in its place. */
export interface Answer {
  readonly risk: Risk | null;
  readonly oddsToReference: number | null;
  /** Add up, with the reference patient's log odds, to the linear predictor. Empty without a risk. */
  readonly contributions: readonly Contribution[];
  /** Ruling 12: the band at the limit, when an input lies beyond it. */
  readonly bound: { readonly direction: 'at-least' | 'at-most'; readonly risk: Risk } | null;
}

/** Everything the product says about one patient at one moment. */
export interface Assessment extends Answer {
  readonly patient: string | null;
  readonly moment: number;
  readonly ecmo: EcmoRun | null;
  /** The run that ended before the moment, when `refused` is `not-on-ecmo`. */
  readonly endedRun: EcmoRun | null;
  /** One per input of the model document, in its order. */
  readonly inputs: readonly Input[];
  readonly refused: Refusal | null;
  readonly refusals: readonly Refusal[];
  readonly faults: readonly Fault[];
  /** Per concept: what entered the rules, and everything else with its reason (ruling 14). The counts add up. */
  readonly candidates: Readonly<Record<string, Candidates>>;
}

/** Nothing is shown of a run whose resources may not be this patient's. */
export function voidAssessment(context: AssessmentContext): Assessment {
  const { model, moment, patient, void: faults = [] } = context;
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
