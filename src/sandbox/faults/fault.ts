import type { Store } from '../fhir/store.ts';

/** The doors of the hospital a fault can stand in. */
export type Door = 'discovery' | 'metadata' | 'authorize' | 'token' | 'fhir' | 'other';

/** One request on its way through the hospital, as a fault sees it. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  readonly door: Door;
  /** Resource type in a FHIR address, or null. */
  readonly type: string | null;
  /** How many requests this fault has met since it was turned on, this one included. */
  readonly nth: number;
  readonly settings: FaultSettings;
  readonly store: Store;
  /** Patient of the access token, or null. */
  readonly patient: string | null;
  readonly origin: string;
  now(): Date;
  /** Lets an access token die after so many seconds. */
  limitToken(token: string, seconds: number): void;
  /** The answer the hospital would have given (to another request, if one is passed). */
  answer(instead?: Request): Promise<Response>;
}

/** How a tester narrows a fault down. */
export interface FaultSettings {
  /** At the FHIR door: only requests for this resource type. */
  readonly only?: string;
  /** From the n-th such request on; 1 if not given. */
  readonly from?: number;
  /** At most this many times; without end if not given. */
  readonly times?: number;
  /** For faults of slowness: how long, in seconds. */
  readonly seconds?: number;
}

/** Something real hospitals' servers do, done on demand. */
export interface SandboxFault {
  readonly name: string;
  /** Rows of the fault matrix it provokes. */
  readonly rows: readonly number[];
  /** What it does, in a tester's words. */
  readonly words: string;
  readonly doors: readonly Door[];
  /** HTTP methods it concerns; all if not given. */
  readonly methods?: readonly string[];
  commit(exchange: Exchange): Promise<Response> | Response;
}

/** Thrown to close the connection without an answer; each host does it in its own way. */
export class ConnectionDropped extends Error {}

/** Answers that go out without the headers a browser needs to let an app read them. */
export const withoutCors = new WeakSet<Response>();
