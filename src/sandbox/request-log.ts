import type { Door } from './faults/fault.ts';

/** What is kept of one request: enough to judge a client, nothing of a patient. */
export interface LoggedRequest {
  readonly n: number;
  /** Milliseconds since the hospital opened, when it came and when it was answered. */
  readonly from: number;
  readonly to: number;
  readonly door: Door;
  readonly method: string;
  /** Path with every id below a resource type replaced by `{id}`. */
  readonly path: string;
  /** Parameters of the address or form; patient references become `{launch patient}` or `{other patient}`, secrets are left out. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Whether a bearer token came along and is one of ours. */
  readonly bearer: 'none' | 'known' | 'unknown';
  readonly accept: string | null;
  readonly contentType: string | null;
  readonly status: number;
  /** What a redirect carries back to the app. */
  readonly redirect: 'code' | 'error' | null;
}

const SECRET = new Set(['code', 'code_verifier', 'refresh_token', 'client_secret', 'token']);
const MOST_KEPT = 5000;

function safe(name: string, value: string, door: Door, patient: string | null): string {
  if (SECRET.has(name) && door !== 'fhir') return '{secret}';
  if (name === '_page') return '{page}';
  if (/^(patient|subject|_id|.*\bidentifier.*|name|family|given|birthdate)$/.test(name)) {
    const bare = value.split('/').at(-1);
    return bare === patient ? '{launch patient}' : '{other patient}';
  }
  return value;
}

function redirectOf(answer: Response): LoggedRequest['redirect'] {
  const location = answer.headers.get('location') ?? '';
  if (!URL.canParse(location) || answer.status >= 400 || answer.status < 300) return null;
  const { searchParams } = new URL(location);
  if (searchParams.has('error')) return 'error';
  return searchParams.has('code') ? 'code' : null;
}

/** A request before it is shortened for the log. */
export interface Seen {
  readonly request: Request;
  readonly door: Door;
  readonly form: string;
  readonly patient: string | null;
  readonly bearer: LoggedRequest['bearer'];
  readonly answer: Response;
  readonly from: number;
}

/** The last 5,000 requests, for testers who judge what a client sent. */
export class RequestLog {
  readonly #kept: LoggedRequest[] = [];
  readonly #opened = performance.now();
  #count = 0;

  /** Milliseconds since the hospital opened. */
  clock(): number {
    return Math.round(performance.now() - this.#opened);
  }

  /** Adds one request. */
  add({ request, door, form, patient, bearer, answer, from }: Seen): void {
    const url = new URL(request.url);
    const all = [...url.searchParams, ...new URLSearchParams(form)];
    this.#count += 1;
    this.#kept.push({
      n: this.#count,
      from,
      to: this.clock(),
      door,
      method: request.method,
      path: url.pathname.replace(/^(\/fhir\/[A-Z]\w+\/)(?!_search)[^/$]+/, '$1{id}'),
      parameters: all.map(([name, value]) => [name, safe(name, value, door, patient)] as const),
      bearer,
      accept: request.headers.get('accept'),
      contentType: request.headers.get('content-type'),
      status: answer.status,
      redirect: redirectOf(answer),
    });
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
  }

  /** Everything kept, oldest first. */
  all(): readonly LoggedRequest[] {
    return [...this.#kept];
  }

  /** Forgets everything. */
  clear(): void {
    this.#kept.length = 0;
  }
}
