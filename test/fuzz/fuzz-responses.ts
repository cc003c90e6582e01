import type { Transport } from '../../src/fhir/transport.ts';
import { searchAll } from '../../src/fhir/search.ts';
import { describe } from '../../src/faults.ts';
import { basePatient, canary } from './base-patient.ts';
import type { Finding } from './fuzz-documents.ts';
import type { Json } from './json-tree.ts';
import { mutations } from './mutations.ts';
import { type Random, seededRandom } from './random.ts';
import { names } from './tally.ts';

const base = 'https://fhir.hospital.example/r4';

/** Ways a body can be broken that are no longer JSON, and answers that are no FHIR. */
function breakBody(body: string, random: Random): { body: string; type: string; status: number } {
  const json = 'application/fhir+json';
  const ways = [
    { body, type: json, status: 200 },
    { body: body.slice(0, random.whole(body.length)), type: json, status: 200 },
    { body: '', type: json, status: 200 },
    { body: `<html>${canary}</html>`, type: 'text/html', status: 200 },
    {
      body: `<Bundle xmlns="http://hl7.org/fhir">${canary}</Bundle>`,
      type: 'application/fhir+xml',
      status: 200,
    },
    { body: JSON.stringify(canary), type: json, status: 200 },
    { body: '[]', type: json, status: 200 },
    {
      body: `{"resourceType":"OperationOutcome","issue":[{"diagnostics":"${canary}"}]}`,
      type: json,
      status: 500,
    },
    { body: canary, type: 'text/plain', status: random.pick([400, 401, 403, 404, 410, 429, 503]) },
  ];
  return random.next() < 0.5 ? { body, type: json, status: 200 } : random.pick(ways);
}

/** A server whose pages are broken by the seed. */
function brokenTransport(random: Random): Transport {
  let page = 0;
  return {
    fetch: async () => {
      page += 1;
      const bundle = structuredClone(basePatient(random)) as unknown as Record<string, Json>;
      bundle['type'] = 'searchset';
      if (page < 3)
        bundle['link'] = [
          {
            relation: 'next',
            url: random.pick([
              `${base}/Observation?page=${page + 1}`,
              `${base}/Observation?page=1`,
              'https://elsewhere.example/next',
              '',
              'javascript:0',
            ]),
          },
        ];
      random.pick(mutations).apply(bundle, random);
      const { body, type, status } = breakBody(JSON.stringify(bundle), random);
      return new Response(body, { status, headers: { 'Content-Type': type } });
    },
    pause: async () => {},
    random: () => random.next(),
    now: () => Date.parse('2026-03-10T12:00:00Z'),
    deadline: 5_000,
    attempts: 2,
  };
}

/** Puts one broken server to the search; null when it ends in rows or a fault, without a word of the patient. */
export async function fuzzResponse(seed: number): Promise<Finding | null> {
  const random = seededRandom(seed);
  const wrong: string[] = [];
  try {
    const result = await searchAll(
      { base, authorization: () => 'Bearer x' },
      { id: 'Observation', type: 'Observation', parameters: [], serves: ['platelets'] },
      { transport: brokenTransport(random), readSystem: (system) => system },
    );
    const faults = result.kind === 'complete' ? result.faults : [result.fault];
    if (faults.some((fault) => `${describe(fault)}${JSON.stringify(fault)}`.includes(canary)))
      wrong.push(names.fault);
    if (
      result.kind === 'complete' &&
      result.rows.some((row) => typeof row.resourceType !== 'string')
    )
      wrong.push('a row is no resource');
  } catch (error) {
    wrong.push(`threw ${error instanceof Error ? error.stack : String(error)}`);
  }
  return wrong.length === 0 ? null : { seed, done: ['a broken server'], wrong };
}
