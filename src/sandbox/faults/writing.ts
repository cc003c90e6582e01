import { changedJson, codedOutcome, made, madeFhir, wait, type Loose } from './alter.ts';
import type { Exchange, SandboxFault } from './fault.ts';

const DOORS = ['fhir'] as const;
const WRITES = ['POST', 'PUT', 'PATCH'] as const;

const isSearch = ({ url }: Exchange): boolean => url.pathname.endsWith('/_search');

async function notOffered(exchange: Exchange): Promise<Response> {
  if (exchange.door === 'fhir') {
    if (exchange.type !== 'RiskAssessment') return exchange.answer();
    return made(404, 'text/html', '<html><title>404</title></html>');
  }
  return changedJson(await exchange.answer(), (json) => {
    const rest = (json['rest'] as Loose[]).map((each) => ({
      ...each,
      resource: (each['resource'] as Loose[]).filter(({ type }) => type !== 'RiskAssessment'),
    }));
    return { ...json, rest };
  });
}

async function silent(exchange: Exchange, keepLocation: boolean): Promise<Response> {
  const given = await exchange.answer();
  if (given.status !== 201 && given.status !== 200) return given;
  const headers = new Headers(keepLocation ? given.headers : {});
  headers.set('content-type', 'text/html');
  return new Response('', { status: given.status, headers });
}

async function altered(exchange: Exchange): Promise<Response> {
  const { request } = exchange;
  if (isSearch(exchange)) return exchange.answer();
  const body = JSON.parse(await request.clone().text()) as Loose;
  const { note: _note, text: _text, basis: _basis, ...rest } = body;
  const changed: Loose = {
    ...rest,
    status: rest['status'] === 'preliminary' ? 'final' : 'preliminary',
    ...(rest['resourceType'] === 'RiskAssessment'
      ? { performer: { display: 'Integration user' } }
      : {}),
    ...('occurrenceDateTime' in rest ? { occurrenceDateTime: '2001-01-01T00:00:00Z' } : {}),
  };
  const { method, url, headers } = request;
  return exchange.answer(new Request(url, { method, headers, body: JSON.stringify(changed) }));
}

const refusal = (status: number, code: string, words: string) => (exchange: Exchange) =>
  isSearch(exchange)
    ? exchange.answer()
    : madeFhir(status, codedOutcome('error', code, String(status), words));

/** Faults of writing to the record. */
export const writingFaults: readonly SandboxFault[] = [
  {
    name: 'risk-not-offered',
    rows: [72],
    words: 'RiskAssessment does not exist, as at the three large vendors.',
    doors: ['fhir', 'metadata'],
    commit: notOffered,
  },
  {
    name: 'created-empty',
    rows: [73],
    words: 'A write answers 201 with Location, an empty body and the type of a web page.',
    doors: DOORS,
    methods: WRITES,
    commit: (exchange) => (isSearch(exchange) ? exchange.answer() : silent(exchange, true)),
  },
  {
    name: 'created-without-location',
    rows: [73],
    words: 'A write answers 201 and says nothing else.',
    doors: DOORS,
    methods: WRITES,
    commit: (exchange) => (isSearch(exchange) ? exchange.answer() : silent(exchange, false)),
  },
  {
    name: 'write-times-out',
    rows: [74],
    words: 'A write is stored, and no answer comes for two minutes.',
    doors: DOORS,
    methods: WRITES,
    commit: async (exchange) => {
      const given = await exchange.answer();
      if (!isSearch(exchange))
        await wait(exchange.settings.seconds ?? 120, exchange.request.signal);
      return given;
    },
  },
  {
    name: 'write-altered',
    rows: [75],
    words: 'What is written is stored with another status, author and date, and without notes.',
    doors: DOORS,
    methods: WRITES,
    commit: altered,
  },
  {
    name: 'write-conflict',
    rows: [76],
    words: 'A write answers 409.',
    doors: DOORS,
    methods: WRITES,
    commit: refusal(409, 'conflict', 'The resource is being changed by somebody else.'),
  },
  {
    name: 'write-precondition-failed',
    rows: [76],
    words: 'A write answers 412.',
    doors: DOORS,
    methods: WRITES,
    commit: refusal(412, 'conflict', 'The precondition does not hold.'),
  },
  {
    name: 'write-unprocessable',
    rows: [76],
    words: 'A write answers 422.',
    doors: DOORS,
    methods: WRITES,
    commit: refusal(422, 'business-rule', 'The resource breaks a rule of this hospital.'),
  },
];
