import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { Problem } from '../problem.ts';
import type { Stored } from './store.ts';

/** A JSON answer of the FHIR server. */
export function fhirAnswer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  const text = body === null ? null : JSON.stringify(body);
  const type = { 'content-type': 'application/fhir+json; charset=utf-8' };
  return new Response(text, { status, headers: text === null ? headers : { ...type, ...headers } });
}

/** An OperationOutcome around the given issues. */
export function outcome(issue: readonly OperationOutcomeIssue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [...issue] };
}

/** One error as an answer. */
export function problemAnswer(problem: Problem): Response {
  const code = problem.code as OperationOutcomeIssue['code'];
  const body = outcome([{ severity: 'error', code, diagnostics: problem.message }]);
  return fhirAnswer(problem.status, body, { ...problem.headers });
}

/** The version and time headers of a stored resource. */
export function versionHeaders({ meta }: Stored): Record<string, string> {
  return {
    etag: `W/"${meta.versionId}"`,
    'last-modified': new Date(meta.lastUpdated).toUTCString(),
  };
}
