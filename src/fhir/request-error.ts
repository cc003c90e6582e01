import { outcomeIssues, type OutcomeIssue } from './outcome.ts';

/** How a request failed. */
export type RequestFailure =
  /** No connection: network, DNS, TLS or CORS, which a browser does not tell apart. */
  | 'unreachable'
  /** No complete answer within the deadline. */
  | 'timeout'
  /** The caller gave up. */
  | 'aborted'
  /** An error status. */
  | 'status'
  /** A redirect; never followed. */
  | 'redirected'
  /** An answer that is not the FHIR JSON that was asked for. */
  | 'unexpected'
  /** More bytes than any honest answer has. */
  | 'too-large'
  /** The address leaves the FHIR base of the launch; nothing was sent. */
  | 'foreign'
  /** There is no valid token; nothing was sent. */
  | 'no-token';

/** What may be known of a failed request. */
export interface RequestFacts {
  readonly status?: number;
  /** An OperationOutcome, of which only codes are kept. */
  readonly outcome?: unknown;
  /** Milliseconds the server asked to wait. */
  readonly retryAfter?: number | undefined;
}

/**
 * A request that failed, rebuilt without anything a patient could be known by:
 * no address, no body, no text of the server; status and issue codes only.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly failure: RequestFailure;
  /** HTTP status where there was an answer. */
  readonly status: number | undefined;
  readonly issues: readonly OutcomeIssue[];
  /** Milliseconds the server asked to wait. */
  readonly retryAfter: number | undefined;
  /** How often it was tried in all. */
  attempts = 1;

  constructor(failure: RequestFailure, facts: RequestFacts = {}) {
    super(facts.status === undefined ? failure : `${failure} ${facts.status}`);
    this.failure = failure;
    this.status = facts.status;
    this.issues = outcomeIssues(facts.outcome);
    this.retryAfter = facts.retryAfter;
  }

  /** Whether an issue carries this code, FHIR's own or the vendor's. */
  has(code: string): boolean {
    return this.issues.some((issue) => issue.code === code || issue.details.includes(code));
  }
}
