import type { Assessment, AssessmentContext } from '../assess.ts';
import type { Codebook } from '../clinical/codebook.ts';
import type { Entry } from '../clinical/input.ts';
import type { Site } from '../clinical/site.ts';
import type { Timeline } from '../clinical/timeline.ts';
import type { Fault } from '../faults.ts';
import type { Session } from '../fhir/context.ts';
import type { ModelDocument } from '../model/document.ts';
import type { PersonFacts } from './patient/person-facts.ts';

/** Everything the regions show: one patient, one reading of the record, one moment. Immutable. */
export interface View {
  readonly site: Site;
  readonly model: ModelDocument;
  readonly codebook: Codebook;
  readonly session: Session;
  readonly patient: fhir4.Patient;
  readonly person: PersonFacts;
  readonly timeline: Timeline;
  /** What the assessment was made with. */
  readonly context: AssessmentContext;
  readonly assessment: Assessment;
  readonly entries: readonly Entry[];
  /** Concepts still being read: their lanes and panels come later, the risk does not change. */
  readonly pending: readonly string[];
  /** When the record was read, by this computer's clock, milliseconds since 1970 UTC. */
  readonly readAt: number;
  /** The same by the server's clock, where it is known: the moment of an assessment as of now. */
  readonly cutOff: number;
  /** The server's clock minus this computer's, milliseconds; null when it does not show it. */
  readonly skewMs: number | null;
  /** What went wrong on the way, of the transport and of the assessment. */
  readonly faults: readonly Fault[];
  /** A moment chosen on the course; null is the time of reading. */
  readonly chosen: number | null;
}

/** What a clinician can do to the view. */
export interface ViewActions {
  /** Types a value in place of, or in addition to, the record. */
  readonly enter: (entry: Entry) => void;
  /** Takes back what was entered under a key. */
  readonly withdraw: (key: string) => void;
  /** Assesses as of a moment of the past; null comes back to now. */
  readonly choose: (moment: number | null) => void;
}
