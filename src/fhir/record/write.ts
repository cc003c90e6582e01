import type { Patient } from 'fhir/r4';
import { localReference } from '../address.ts';
import type { AnyResource, Answer } from '../answer.ts';
import type { Session } from '../context.ts';
import { fetchAnswer } from '../request.ts';
import { RequestError } from '../request-error.ts';
import { browserTransport, type Transport } from '../transport.ts';
import { uriSystem } from './canonical.ts';
import { checkIdentity } from './check-identity.ts';
import { listDifferences } from './compare.ts';
import { composeWrite, type Written } from './compose-write.ts';
import type { Conclusion } from './conclusion.ts';
import { findWritten } from './find-written.ts';
import type { Rung } from './plan-write.ts';
import { writeProvenance } from './write-provenance.ts';
import type { NotWritten, WriteResult } from './write-result.ts';

/** What is written, and what the clinician confirmed. */
export interface WriteOptions {
  readonly rung: Rung;
  readonly conclusion: Conclusion;
  /** The Patient as it was shown when the clinician confirmed. */
  readonly confirmed: { readonly patient: Patient };
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly transport?: Transport;
}

const underWay = new Map<string, Promise<WriteResult>>();

/**
 * Writes one assessment once: a second call for the same run while the first is
 * under way is the same call. Old data are refused, the patient is read again
 * first, a POST is never repeated, and what the record then holds is read back
 * and compared.
 */
export function writeToRecord(session: Session, options: WriteOptions): Promise<WriteResult> {
  const { identifier } = options.conclusion;
  const running = underWay.get(identifier) ?? writeOnce(session, options);
  underWay.set(identifier, running);
  return running.finally(() => underWay.delete(identifier));
}

async function writeOnce(session: Session, options: WriteOptions): Promise<WriteResult> {
  const { conclusion, rung, now } = options;
  const transport = options.transport ?? browserTransport();
  const age = now - conclusion.cutOff;
  if (age > conclusion.site.writeBack.staleAfterMinutes * 60_000) return notWritten('stale');
  try {
    const changed = await checkIdentity(session, options.confirmed.patient, transport);
    if (changed !== null) return notWritten(changed);
    const conditional = await honoursConditions(session, rung);
    const present = conditional
      ? null
      : await findWritten(session, rung, conclusion.identifier, transport);
    if (present !== null && present !== 'unknown') return alreadyThere(rung, present);
    return await post(session, options, conditional, transport);
  } catch (error) {
    if (error instanceof RequestError) return explainRefusal(error);
    throw error;
  }
}

async function honoursConditions(session: Session, rung: Rung): Promise<boolean> {
  const capabilities = await session.capabilities;
  return capabilities?.types.get(rung)?.conditionalCreate === true;
}

async function post(
  session: Session,
  { rung, conclusion }: WriteOptions,
  conditional: boolean,
  transport: Transport,
): Promise<WriteResult> {
  const sent = composeWrite(rung, conclusion);
  const { identifier } = conclusion;
  const condition = new URLSearchParams({ identifier: `${uriSystem}|${identifier}` }).toString();
  let answer: Answer | null = null;
  try {
    const headers: Record<string, string> = conditional ? { 'If-None-Exist': condition } : {};
    answer = await fetchAnswer(
      session,
      { method: 'POST', target: rung, body: sent, headers },
      transport,
    );
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const isOpen = error.status === undefined || error.status >= 500;
    if (!isOpen || error.failure === 'no-token' || error.failure === 'foreign')
      return explainRefusal(error);
    // it may have arrived all the same: look, never send again
  }
  const stored = await readBack(session, rung, identifier, answer, transport);
  if (stored === null) return { kind: 'unconfirmed' };
  if (answer?.status === 200 && conditional) return alreadyThere(rung, stored);
  return confirm(session, conclusion, sent, stored, transport);
}

async function confirm(
  session: Session,
  conclusion: Conclusion,
  sent: Written,
  stored: AnyResource,
  transport: Transport,
): Promise<WriteResult> {
  const reference = `${stored.resourceType}/${String(stored['id'])}`;
  const { versionId } = (stored['meta'] ?? {}) as { versionId?: unknown };
  return {
    kind: 'written',
    reference,
    ...(typeof versionId === 'string' ? { version: versionId } : {}),
    differences: listDifferences(sent, stored, session.base),
    provenance: await writeProvenance(session, conclusion, reference, transport),
  };
}

/** What the record now holds: by the address the server gave, else by our identifier. */
async function readBack(
  session: Session,
  rung: Rung,
  identifier: string,
  answer: Answer | null,
  transport: Transport,
): Promise<AnyResource | null> {
  const named =
    localReference(session.base, answer?.location) ??
    localReference(session.base, `${rung}/${String(answer?.resource?.['id'])}`);
  try {
    if (answer !== null && named?.startsWith(`${rung}/`) === true) {
      const read = await fetchAnswer(session, { target: named, expects: [rung] }, transport);
      return read.resource;
    }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
  const found = await findWritten(session, rung, identifier, transport);
  return found === 'unknown' ? null : found;
}

function alreadyThere(rung: Rung, row: AnyResource): WriteResult {
  return { kind: 'already-there', reference: `${rung}/${String(row['id'])}` };
}

function notWritten(code: NotWritten): WriteResult {
  return { kind: 'not-written', code, issues: [] };
}

const byStatus: Readonly<Record<number, NotWritten>> = {
  401: 'session-ended',
  403: 'not-permitted',
  409: 'conflict',
  412: 'precondition',
};

/** What an error before or instead of writing means. */
function explainRefusal(error: RequestError): WriteResult {
  const { status, issues, failure } = error;
  if (failure === 'no-token') return notWritten('session-ended');
  if (status === undefined || status >= 500)
    return { ...notWritten('not-answered'), issues } as WriteResult;
  return { kind: 'not-written', code: byStatus[status] ?? 'rejected', status, issues };
}
