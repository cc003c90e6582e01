import type { Fault } from '../faults.ts';
import type { RequestError } from './request-error.ts';

/** What a failed search means for the run. */
export type SearchFailure =
  /** The run is void. */
  | { readonly kind: 'void'; readonly fault: Fault }
  /** The concepts it serves are not loaded; the run goes on. */
  | { readonly kind: 'not-loaded'; readonly fault: Fault }
  /** The server does not like how it was asked; a simpler question may do. */
  | { readonly kind: 'rejected'; readonly fault: Fault };

/** Vendor codes for a record that is locked or was merged: nobody works around them. */
const closedRecord = ['4107', '4130', '4131'];

/** What an error on the first page of a search means. */
export function explainFailure(error: RequestError, source: string): SearchFailure {
  const status = error.status ?? 0;
  const closed = closedRecord.find((code) => error.has(code));
  if (closed !== undefined) {
    return { kind: 'void', fault: { kind: 'suppressed', source, code: closed } };
  }
  if (error.failure === 'no-token' || status === 401) {
    return { kind: 'void', fault: { kind: 'session-ended', source } };
  }
  if (error.failure === 'foreign') return { kind: 'void', fault: { kind: 'foreign-link', source } };
  if (
    error.failure === 'unexpected' ||
    error.failure === 'redirected' ||
    error.failure === 'too-large'
  ) {
    return { kind: 'void', fault: { kind: 'unexpected-answer', source, status } };
  }
  if (status === 403)
    return { kind: 'not-loaded', fault: { kind: 'not-permitted', source, status } };
  if (status === 404 || status === 405 || status === 501) {
    return { kind: 'not-loaded', fault: { kind: 'not-offered', source } };
  }
  if (status === 400 || status === 422)
    return { kind: 'rejected', fault: { kind: 'not-offered', source } };
  if (status === 406 || status === 415) {
    return { kind: 'void', fault: { kind: 'unexpected-answer', source, status } };
  }
  const { attempts } = error;
  const fault: Fault =
    error.status === undefined
      ? { kind: 'not-answered', source, attempts }
      : { kind: 'not-answered', source, attempts, status: error.status };
  return { kind: 'void', fault };
}

/** What an error on a later page means: half a list is no list. */
export function explainBrokenPage(error: RequestError, source: string, pagesRead: number): Fault {
  const { fault } = explainFailure(error, source);
  const keeps =
    fault.kind === 'session-ended' || fault.kind === 'foreign-link' || fault.kind === 'suppressed';
  return keeps ? fault : { kind: 'cut-short', source, pagesRead };
}
