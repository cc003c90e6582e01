import type { FhirResource } from 'fhir/r4';
import type { Stored } from './store.ts';

/** The kinds of access SMART v2 tells apart: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

/** What one request may touch, decided by its access token. */
export interface Access {
  /** The only patient whose resources of a type may be used in this way, or null if a scope reaches further. */
  onlyPatient(type: string, interaction: Interaction): string | null;
  /** Whether a type may be used in this way at all. */
  mayUse(type: string, interaction: Interaction): boolean;
  /** Whether this very resource may be used in this way. */
  maySee(resource: Stored, interaction: Interaction): boolean;
  /** Whether a resource about that patient, or about none, may be filed in this way. */
  mayFile(resource: FhirResource, patient: string | null, interaction: Interaction): boolean;
}
