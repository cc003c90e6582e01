import { resolveOnBase } from './address.ts';
import { readAnswer, type Answer } from './answer.ts';
import { RequestError } from './request-error.ts';
import { retryDelay } from './retry.ts';
import type { Transport } from './transport.ts';

/** Where and as whom: the part of a session that a request needs. */
export interface Connection {
  /** FHIR base without a trailing slash. */
  readonly base: string;
  /** The `Authorization` header, or null when there is no valid token. */
  authorization(): string | null;
}

/** One request below the FHIR base. */
export interface FhirRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** `Patient/1`, `Observation?patient=1`, or a link the server gave. */
  readonly target: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Resource types that may answer. Absent only for a write, whose answer may be empty. */
  readonly expects?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one request and reads its answer. A read is tried again, a bounded
 * number of times, when the server could not be reached or asks for patience;
 * a write never is. Redirects are not followed, cookies not sent, and the token
 * leaves only towards the FHIR base of the launch.
 * @throws {RequestError} for everything else, without address or body
 */
export async function fetchAnswer(
  connection: Connection,
  asked: FhirRequest,
  transport: Transport,
): Promise<Answer> {
  const url = resolveOnBase(connection.base, asked.target);
  if (url === null) throw new RequestError('foreign');
  const mostAttempts = (asked.method ?? 'GET') === 'GET' ? transport.attempts : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(connection, url, asked, transport);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      error.attempts = attempt;
      const wait = attempt < mostAttempts ? retryDelay(error, attempt, transport.random()) : null;
      if (wait === null) throw error;
      await transport.pause(wait, asked.signal ?? undefined);
    }
  }
}

async function attemptOnce(
  connection: Connection,
  url: URL,
  asked: FhirRequest,
  transport: Transport,
): Promise<Answer> {
  const authorization = connection.authorization();
  if (authorization === null) throw new RequestError('no-token');
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), transport.deadline);
  const { signal } = asked;
  const stop = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  const stopped = new Promise<never>((_, reject) => {
    const fail = () => reject(new RequestError(late.signal.aborted ? 'timeout' : 'aborted'));
    if (stop.aborted) fail();
    stop.addEventListener('abort', fail, { once: true });
  });
  const answered = async () => {
    const sentAt = transport.now();
    const response = await transport.fetch(toRequest(url, authorization, asked, stop));
    return readAnswer(response, asked.expects, { sentAt, now: transport.now() });
  };
  try {
    return await Promise.race([stopped, answered()]);
  } catch (error) {
    throw error instanceof RequestError ? error : new RequestError('unreachable');
  } finally {
    clearTimeout(timer);
  }
}

function toRequest(
  url: URL,
  authorization: string,
  asked: FhirRequest,
  signal: AbortSignal,
): Request {
  const headers = new Headers(asked.headers);
  headers.set('Accept', 'application/fhir+json');
  headers.set('Authorization', authorization);
  if (asked.body !== undefined) headers.set('Content-Type', 'application/fhir+json');
  return new Request(url, {
    method: asked.method ?? 'GET',
    headers,
    body: asked.body === undefined ? null : JSON.stringify(asked.body),
    signal,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
}
