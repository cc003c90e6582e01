import { readText } from './read-text.ts';
import { RequestError } from './request-error.ts';
import { readRetryAfter } from './retry.ts';

/** Any JSON object that names its resource type; nothing else about it is known. */
export interface AnyResource {
  readonly resourceType: string;
  readonly [member: string]: unknown;
}

/** A successful answer, parsed. */
export interface Answer {
  readonly status: number;
  /** Null when the body was empty, which only a write may answer. */
  readonly resource: AnyResource | null;
  readonly etag: string | null;
  readonly location: string | null;
  /** Server's clock minus ours in milliseconds, when the server shows its clock. */
  readonly skewMs: number | null;
}

const mostBytes = 64 * 1024 * 1024;

/**
 * Reads an answer to its end.
 * @param expects resource types that may come; for a write absent: any, or nothing
 * @throws {RequestError} for an error status, a redirect, or a body that is not what was asked for
 */
export async function readAnswer(
  response: Response,
  expects: readonly string[] | undefined,
  clock: { readonly sentAt: number; readonly now: number },
): Promise<Answer> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new RequestError('redirected', { status });
  }
  const text = await readText(response, mostBytes);
  if (text === null) throw new RequestError('too-large', { status });
  const resource = parseResource(text);
  if (!response.ok) {
    const retryAfter = readRetryAfter(response.headers.get('Retry-After'), clock.now);
    throw new RequestError('status', { status, outcome: resource, retryAfter });
  }
  if (expects !== undefined && (resource === null || !expects.includes(resource.resourceType))) {
    throw new RequestError('unexpected', { status, outcome: resource });
  }
  return {
    status,
    resource,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
    skewMs: readSkew(response.headers.get('Date'), clock),
  };
}

const dropPrototype = (key: string, value: unknown) => (key === '__proto__' ? undefined : value);

/** The resource a body holds, or null: an empty body, a login page, XML, or JSON that was cut off. */
function parseResource(text: string): AnyResource | null {
  try {
    const json: unknown = text.includes('__proto__')
      ? JSON.parse(text, dropPrototype)
      : JSON.parse(text);
    const isResource =
      typeof json === 'object' &&
      json !== null &&
      'resourceType' in json &&
      typeof json.resourceType === 'string';
    return isResource ? (json as AnyResource) : null;
  } catch {
    return null;
  }
}

/** The `Date` header has whole seconds, so the answer is good to about one. */
function readSkew(
  date: string | null,
  clock: { readonly sentAt: number; readonly now: number },
): number | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : at + 500 - (clock.sentAt + clock.now) / 2;
}
