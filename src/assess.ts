import type { Codebook } from './clinical/codebook.ts';
import type { EcmoRun } from './clinical/ecmo-run.ts';
import type { Entry, Input } from './clinical/input.ts';
import type { Site } from './clinical/site.ts';
import type { Because } from './clinical/timeline.ts';
import type { Fault } from './faults.ts';
import type { ModelDocument } from './model/document.ts';
import type { Contribution, Risk } from './model/evaluation.ts';

/** Why there is no risk; several may hold, in this order (ruling 1). */
export type Refusal =
  | 'not-on-ecmo'
  | 'under-18'
  | 'ich-before-ecmo'
  | 'ich-has-occurred'
  | 'deceased'
  | 'before-24-h'
  | 'input-missing'
  | 'out-of-range'
  | 'run-void';

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
  readonly candidates: Readonly<Record<string, { readonly used: readonly string[]; readonly notUsed: readonly { readonly id: string; readonly because: Because }[] }>>;
}
