import { isObject, type JsonObject } from '../fhir/path.ts';
import type { Exchange } from './fault.ts';

/** JSON that a fault may rearrange. */
export type Loose = Record<string, unknown>;

/** An answer made up on the spot. */
export function made(
  status: number,
  type: string,
  body: string | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    status,
    headers: body === null ? headers : { 'content-type': type, ...headers },
  });
}

/** FHIR JSON made up on the spot. */
export function madeFhir(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return made(status, 'application/fhir+json; charset=utf-8', JSON.stringify(body), headers);
}

/** An OperationOutcome with one coded issue, as Epic codes them. */
export function codedOutcome(
  severity: string,
  code: string,
  details: string,
  words: string,
): Loose {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity,
        code,
        details: {
          coding: [
            { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369', code: details, display: words },
          ],
          text: words,
        },
        diagnostics: words,
      },
    ],
  };
}

/** The same answer with its JSON changed; an answer that is no JSON object passes unchanged. */
export async function changedJson(
  answer: Response,
  change: (json: Loose) => unknown,
): Promise<Response> {
  const text = await answer.text();
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    return new Response(text, answer);
  }
  if (!isObject(json)) return new Response(text, answer);
  const changed = change({ ...json });
  return new Response(typeof changed === 'string' ? changed : JSON.stringify(changed), {
    status: answer.status,
    headers: answer.headers,
  });
}

/** The entries of a searchset, or null if it is something else or no success. */
export function entriesOf(json: JsonObject): Loose[] | null {
  if (json['resourceType'] !== 'Bundle' || json['type'] !== 'searchset') return null;
  const entry = json['entry'];
  return Array.isArray(entry) ? entry.map((each) => ({ ...(each as Loose) })) : [];
}

/** The answer with the entries of its searchset changed. */
export function changedEntries(
  exchange: Exchange,
  change: (entries: Loose[]) => Loose[],
  instead?: Request,
): Promise<Response> {
  return exchange.answer(instead).then((answer) =>
    changedJson(answer, (json) => {
      const entries = entriesOf(json);
      return entries === null ? json : { ...json, entry: change(entries) };
    }),
  );
}

/** The answer with every resource in it changed, alone or in a searchset. */
export function changedResources(
  exchange: Exchange,
  change: (resource: Loose) => Loose,
): Promise<Response> {
  return exchange.answer().then((answer) =>
    changedJson(answer, (json) => {
      const entries = entriesOf(json);
      if (json['resourceType'] === 'OperationOutcome') return json;
      if (entries === null) return change(json);
      const entry = entries.map((each) => ({
        ...each,
        resource: change({ ...(each['resource'] as Loose) }),
      }));
      return { ...json, entry };
    }),
  );
}

/** The request with its address changed. */
export function readdressed({ request, url }: Exchange, change: (url: URL) => void): Request {
  const changed = new URL(url);
  change(changed);
  return new Request(changed, request);
}

/** Every text of a JSON value changed, except those a machine relies on. */
export function changedTexts(value: unknown, change: (text: string) => string, name = ''): unknown {
  const shown = [
    'text',
    'display',
    'family',
    'unit',
    'conclusion',
    'description',
    'title',
    'valueString',
  ];
  if (typeof value === 'string') return shown.includes(name) ? change(value) : value;
  if (Array.isArray(value)) {
    return value.map((each) =>
      name === 'given' && typeof each === 'string'
        ? change(each)
        : changedTexts(each, change, name),
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, changedTexts(each, change, key)]),
  );
}

/** Waits so many seconds, or until the client has gone. */
export function wait(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', done);
  });
}
