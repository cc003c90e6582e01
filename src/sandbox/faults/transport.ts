import { changedJson, codedOutcome, made, madeFhir, wait } from './alter.ts';
import { ConnectionDropped, withoutCors, type Exchange, type SandboxFault } from './fault.ts';

const IIS_404 =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html><head><title>404 - File or directory not found.</title></head><body><h1>Server Error</h1></body></html>';
const LOGIN =
  '<!doctype html><html><title>Sign in</title><form method="post"><input name="user"></form></html>';
const FHIR_XML = 'application/fhir+xml';
const DOORS = ['fhir'] as const;

const busy = (status: number, after: string | null): Response =>
  madeFhir(
    status,
    codedOutcome('error', 'throttled', String(status), 'Too busy'),
    after === null ? {} : { 'retry-after': after },
  );

async function hidden({ answer }: Exchange): Promise<Response> {
  const given = await answer();
  withoutCors.add(given);
  return given;
}

async function cut({ answer }: Exchange): Promise<Response> {
  const given = await answer();
  const text = await given.text();
  return new Response(text.slice(0, Math.floor(text.length * 0.6)), given);
}

async function dripping({ answer, settings, request }: Exchange): Promise<Response> {
  const given = await answer();
  const bytes = new Uint8Array(await given.arrayBuffer());
  const steps = 60;
  const pause = (settings.seconds ?? 60) / steps;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = Math.min(bytes.length, sent + Math.ceil(bytes.length / steps));
      controller.enqueue(bytes.slice(sent, next));
      sent = next;
      if (sent >= bytes.length || request.signal.aborted) controller.close();
      else await wait(pause, request.signal);
    },
  });
  return new Response(body, { status: given.status, headers: given.headers });
}

/** Faults between the hospital and the app. */
export const transportFaults: readonly SandboxFault[] = [
  {
    name: 'cors-missing',
    rows: [22],
    words: 'Answers lack the headers a browser needs, so the app sees a network error.',
    doors: ['fhir', 'token'],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'OPTIONS'],
    commit: hidden,
  },
  {
    name: 'connection-dropped',
    rows: [22],
    words: 'The connection is closed without an answer.',
    doors: ['fhir'],
    commit: () => {
      throw new ConnectionDropped('dropped on purpose');
    },
  },
  {
    name: 'rate-limited',
    rows: [23],
    words: '429, asking to come back after one second.',
    doors: DOORS,
    commit: () => busy(429, '1'),
  },
  {
    name: 'rate-limited-silently',
    rows: [23],
    words: '429 without saying when to come back.',
    doors: DOORS,
    commit: () => busy(429, null),
  },
  {
    name: 'unavailable',
    rows: [23],
    words: '503, asking to come back after two seconds.',
    doors: DOORS,
    commit: () => busy(503, '2'),
  },
  {
    name: 'unavailable-silently',
    rows: [23],
    words: '503 without saying when to come back.',
    doors: DOORS,
    commit: () => busy(503, null),
  },
  {
    name: 'unavailable-for-an-hour',
    rows: [23],
    words: '503, asking to come back after an hour.',
    doors: DOORS,
    commit: () => busy(503, '3600'),
  },
  {
    name: 'forbidden',
    rows: [24],
    words: '403 although the scope was granted.',
    doors: DOORS,
    commit: () => madeFhir(403, codedOutcome('fatal', 'forbidden', '4118', 'User not authorized')),
  },
  {
    name: 'not-found-html',
    rows: [25],
    words: '404 as a web page of the web server.',
    doors: DOORS,
    commit: () => made(404, 'text/html', IIS_404),
  },
  {
    name: 'not-acceptable',
    rows: [25],
    words: '406, nothing else.',
    doors: DOORS,
    commit: () => made(406, 'text/plain', null),
  },
  {
    name: 'unsupported-media-type',
    rows: [25],
    words: '415, nothing else.',
    doors: DOORS,
    commit: () => made(415, 'text/plain', null),
  },
  {
    name: 'error-names-patient',
    rows: [25],
    words: '500 with a patient’s name in the text of the error.',
    doors: DOORS,
    commit: () =>
      madeFhir(
        500,
        codedOutcome('fatal', 'exception', '500', 'No row for CANARY-NAME JOHN DOE MRN CANARY-MRN'),
      ),
  },
  {
    name: 'login-page',
    rows: [26],
    words: '200 with the login page of a proxy.',
    doors: DOORS,
    commit: () => made(200, 'text/html', LOGIN),
  },
  {
    name: 'empty-body',
    rows: [26],
    words: '200 with nothing in it.',
    doors: DOORS,
    commit: () => made(200, 'application/fhir+json', ''),
  },
  {
    name: 'truncated-json',
    rows: [27],
    words: 'The JSON stops in the middle.',
    doors: DOORS,
    commit: cut,
  },
  {
    name: 'wrong-resource-type',
    rows: [27],
    words: 'The answer is a resource of another type.',
    doors: DOORS,
    commit: async ({ answer }) =>
      changedJson(await answer(), () => ({
        resourceType: 'Binary',
        contentType: 'text/plain',
        data: 'QQ==',
      })),
  },
  {
    name: 'xml',
    rows: [27],
    words: 'The answer is XML.',
    doors: DOORS,
    commit: () =>
      made(200, FHIR_XML, '<Bundle xmlns="http://hl7.org/fhir"><type value="searchset"/></Bundle>'),
  },
  {
    name: 'drip',
    rows: [28],
    words: 'The answer drips in over a minute.',
    doors: DOORS,
    commit: dripping,
  },
  {
    name: 'hang',
    rows: [28],
    words: 'No answer for two minutes.',
    doors: DOORS,
    commit: async ({ answer, settings, request }) => {
      await wait(settings.seconds ?? 120, request.signal);
      return answer();
    },
  },
  {
    name: 'out-of-order',
    rows: [29],
    words: 'Answers overtake each other: earlier requests are answered later.',
    doors: DOORS,
    commit: async ({ answer, nth, request }) => {
      const given = await answer();
      await wait(Math.max(0, 8 - nth) * 0.15, request.signal);
      return given;
    },
  },
  {
    name: 'clock-wrong',
    rows: [69],
    words: 'The Date header is three hours ahead.',
    doors: DOORS,
    commit: async ({ answer, now }) => {
      const given = await answer();
      const headers = new Headers(given.headers);
      headers.set('date', new Date(now().getTime() + 3 * 3_600_000).toUTCString());
      return new Response(given.body, { status: given.status, headers });
    },
  },
];
