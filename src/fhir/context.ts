import type { Issuer } from '../clinical/site.ts';
import type { Capabilities } from './capabilities.ts';
import type { GrantedScopes } from './launch/granted-scopes.ts';

/**
 * What one launch fixed, for as long as its page lives: one server, one patient,
 * one token. Never changed, never stored; another patient is another launch.
 */
export interface Session {
  readonly kind: 'session';
  /** The site's entry for this server. */
  readonly issuer: Issuer;
  /** FHIR base without a trailing slash. */
  readonly base: string;
  /** Id of the Patient, without `Patient/`. */
  readonly patient: string;
  /** Id of the Encounter, when the launch named one. */
  readonly encounter?: string;
  readonly scopes: GrantedScopes;
  /** True unless the server said that it shows the patient itself: the name then takes less room, and never none. */
  readonly needPatientBanner: boolean;
  /** Offered by the server; `fetchStyle` decides whether it is loaded. */
  readonly styleUrl?: string;
  /** `Practitioner/…`, absolute or relative, as the id_token says: for display and authorship only. */
  readonly user?: string;
  /** Milliseconds since 1970 UTC. */
  readonly launchedAt: number;
  /** The `Authorization` header of a request, or null once the token expired or `end` was called. */
  authorization(): string | null;
  /** When the present token ends, milliseconds since 1970 UTC. */
  expiresAt(): number;
  /** Gets the next token where the site asks for it: true when the token then lasts for a run. At most once a minute. */
  renew(): Promise<boolean>;
  /** Forgets the token. Nothing can be asked afterwards. */
  end(): void;
  /** The server's CapabilityStatement, asked for while the token was fetched; null when it gave none. */
  readonly capabilities: Promise<Capabilities | null>;
}
