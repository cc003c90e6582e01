import type { Stored } from './store.ts';

/** The kinds of access SMART v2 tells apart: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

/** What one request may touch, decided by its access token. */
export interface Access {
  /** The only patient whose resources may be seen, or null for a user-level token. */
  readonly patient: string | null;
  /** Whether a type may be used in this way at all. */
  mayUse(type: string, interaction: Interaction): boolean;
  /** Whether this very resource may be used in this way. */
  maySee(resource: Stored, interaction: Interaction): boolean;
}
