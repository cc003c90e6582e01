import type { Encounter, FhirResource, Patient } from 'fhir/r4';
import type { Fault } from '../faults.ts';

/** How far one run of searches is: one call per change. */
export interface Progress {
  /** A word for the screen: `Observation` or `Patient`; never a patient's value. */
  readonly query: string;
  readonly done: number;
  readonly total: number;
  readonly rows: number;
}

/**
 * One complete reading of the patient's record. Complete, or void: when `void`
 * is not empty, no number may be computed from the rest.
 */
export interface Chart {
  readonly patient: Patient | null;
  /** The launch's encounter, else the only in-progress inpatient one; null when that cannot be told. */
  readonly encounter: Encounter | null;
  /** Everything read, patient and encounter included, as the server sent it. */
  readonly resources: readonly FhirResource[];
  /** Concepts that could not be read completely, and why. Their absence is unknown. */
  readonly notLoaded: readonly { readonly concept: string; readonly fault: Fault }[];
  /** Concepts still being read; only in what `onEssential` is given. */
  readonly pending?: readonly string[];
  /** Faults that void the run. */
  readonly void: readonly Fault[];
  /** Everything else worth saying. */
  readonly faults: readonly Fault[];
  /** When the run began, by the server's clock where it is known: milliseconds since 1970 UTC. */
  readonly cutOff: number;
  /** Server's clock minus this computer's, in milliseconds; null when the server does not show its clock. */
  readonly skewMs: number | null;
}
