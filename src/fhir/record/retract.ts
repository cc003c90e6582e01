import { localReference } from '../address.ts';
import type { AnyResource } from '../answer.ts';
import type { Session } from '../context.ts';
import { fetchAnswer } from '../request.ts';
import { RequestError } from '../request-error.ts';
import { browserTransport, type Transport } from '../transport.ts';
import { isMine, isOurs } from './authorship.ts';

/** What became of a retraction. */
export type Retraction =
  | { readonly kind: 'retracted' }
  | {
      readonly kind: 'not-retracted';
      readonly code:
        'not-yours' | 'changed-meanwhile' | 'not-permitted' | 'not-confirmed' | 'session-ended';
      readonly status?: number;
    };

/**
 * Marks a written assessment as entered in error, by the clinician who accepted
 * it and nobody else, and only the version just read (`If-Match`, where the
 * server has versions). What the record then holds decides, also when no answer came.
 * @param reference `RiskAssessment/…`
 */
export async function retractFromRecord(
  session: Session,
  reference: string,
  transport: Transport = browserTransport(),
): Promise<Retraction> {
  const local = localReference(session.base, reference);
  if (local === null) throw new RangeError(`invalid reference; not on this server: ${reference}`);
  const [type = ''] = local.split('/');
  const read = () => fetchAnswer(session, { target: local, expects: [type] }, transport);
  try {
    const { resource, etag } = await read();
    if (resource === null || !isOurs(resource, session) || !isMine(resource, session)) {
      return { kind: 'not-retracted', code: 'not-yours' };
    }
    const version = etag ?? versionTag(resource);
    const body = { ...resource, status: 'entered-in-error' };
    const headers = version === null ? {} : { 'If-Match': version };
    try {
      await fetchAnswer(session, { method: 'PUT', target: local, body, headers }, transport);
    } catch (error) {
      if (!isOpen(error)) throw error;
    }
    const after = await read();
    const isDone = after.resource?.['status'] === 'entered-in-error';
    return isDone ? { kind: 'retracted' } : { kind: 'not-retracted', code: 'not-confirmed' };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return explain(error);
  }
}

/** Whether a change that was refused may have been made all the same. */
function isOpen(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  const { status, failure } = error;
  const isSent = failure !== 'no-token' && failure !== 'foreign';
  return isSent && (status === undefined || status >= 500);
}

function versionTag(resource: AnyResource): string | null {
  const { versionId } = (resource['meta'] ?? {}) as { versionId?: unknown };
  return typeof versionId === 'string' ? `W/"${versionId}"` : null;
}

function explain({ status, failure }: RequestError): Retraction {
  if (failure === 'no-token' || status === 401)
    return { kind: 'not-retracted', code: 'session-ended' };
  if (status === undefined) return { kind: 'not-retracted', code: 'not-confirmed' };
  const isStale = status === 409 || status === 412;
  const code = isStale ? 'changed-meanwhile' : status >= 500 ? 'not-confirmed' : 'not-permitted';
  return { kind: 'not-retracted', code, status };
}
