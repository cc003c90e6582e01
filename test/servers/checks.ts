/** One thing a FHIR server either does rightly or must refuse. */
export interface Check {
  readonly name: string;
  /** Throws, or gives a sentence, where the server answers wrongly; null if all is well. */
  run(bed: TestBed): Promise<string | null>;
}

/** JSON whose shape a check asserts. */
export type Json = any; // oxlint-disable-line typescript/no-explicit-any

/** What a server said. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
}

/** A server under test with one patient, one stay, 200 hourly results and two procedures. */
export interface TestBed {
  readonly base: string;
  readonly patient: string;
  readonly encounter: string;
  /** Ids the server gave the results. */
  readonly results: readonly string[];
  /** Unique to this run, so that checks do not meet what earlier runs left. */
  readonly tag: string;
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Said>;
}

/** How to reach a server. */
export interface Address {
  readonly base: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Headers every request carries, such as Authorization. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The first hour of the 200 results. */
export const FIRST_HOUR = Date.parse('2026-03-01T00:00:00Z');

/** The codes of the results, in turn. */
export const CODES = ['777-3', '718-7', '14979-9', '6301-6', '3255-7'];

/** The time of the n-th result, an hour after the one before. */
export function hourOf(n: number): string {
  return new Date(FIRST_HOUR + n * 3_600_000).toISOString().replace('.000Z', 'Z');
}

/** The n-th of the 200 results: five codes in turn, every 50th entered in error. */
export function resultOf(n: number, patient: string, encounter: string): unknown {
  return {
    resourceType: 'Observation',
    status: n % 50 === 49 ? 'entered-in-error' : 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: n % 2 === 0 ? 'laboratory' : 'vital-signs',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: CODES[n % CODES.length] }] },
    subject: { reference: `Patient/${patient}` },
    encounter: { reference: `Encounter/${encounter}` },
    effectiveDateTime: hourOf(n),
    valueQuantity: { value: n + 0.5, unit: 's', system: 'http://unitsofmeasure.org', code: 's' },
  };
}

function asker({ base, fetch, headers: always }: Address): TestBed['ask'] {
  return async (method, path, body, headers = {}) => {
    const url = path.startsWith('http') ? path : `${base}/${path}`;
    const form = typeof body === 'string';
    const type = form ? 'application/x-www-form-urlencoded' : 'application/fhir+json';
    const response = await fetch(
      new Request(url, {
        method,
        headers: {
          accept: 'application/fhir+json',
          ...(body === undefined ? {} : { 'content-type': type }),
          ...always,
          ...headers,
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    let json: Json = null;
    try {
      json = text ? JSON.parse(text) : null;
    } catch {
      json = null;
    }
    return { status: response.status, headers: response.headers, json };
  };
}

/** Puts the patient, the stay, the 200 results and the procedures on a server. */
export async function layBed(address: Address): Promise<TestBed> {
  const ask = asker(address);
  const tag = `run-${Math.floor(performance.now() * 1000)}-${Math.floor(Math.random() * 1e9)}`;
  const make = async (resource: Record<string, unknown>): Promise<string> => {
    const { status, json, headers } = await ask('POST', String(resource['resourceType']), resource);
    const id = json?.id ?? headers.get('location')?.split('/').at(-3);
    if (status !== 201 || !id)
      throw new Error(`creating a ${resource['resourceType']} gave ${status}`);
    return id;
  };
  const patient = await make({
    resourceType: 'Patient',
    identifier: [{ system: 'urn:checks', value: tag }],
    name: [{ family: 'Check', given: ['Testy'] }],
    birthDate: '1970-01-01',
  });
  const subject = { reference: `Patient/${patient}` };
  const encounter = await make({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject,
  });
  const results: string[] = [];
  for (let n = 0; n < 200; n += 1) {
    results.push(await make(resultOf(n, patient, encounter) as Record<string, unknown>));
  }
  for (const code of ['786451004', '303653007']) {
    await make({
      resourceType: 'Procedure',
      status: 'completed',
      subject,
      code: { coding: [{ system: 'http://snomed.info/sct', code }] },
      performedPeriod: { start: hourOf(0), end: hourOf(100) },
    });
  }
  return { base: address.base, patient, encounter, results, tag, ask };
}
