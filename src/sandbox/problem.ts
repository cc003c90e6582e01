/**
 * A request the pretend hospital turns down. Thrown anywhere while answering and
 * caught in one place, where it becomes an OperationOutcome.
 */
export class Problem extends Error {
  readonly status: number;
  /** FHIR issue-type code, such as `invalid` or `not-found`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, diagnostics: string, headers = {}) {
    super(diagnostics);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
