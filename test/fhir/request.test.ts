import { describe, expect, test } from 'vitest';
import { fetchAnswer } from '../../src/fhir/request.ts';
import { RequestError } from '../../src/fhir/request-error.ts';
import type { Transport } from '../../src/fhir/transport.ts';
import { fhirJson, outcome, smallBase } from './fixtures/small-server.ts';
import { testNow, testTransport } from './fixtures/test-session.ts';

const connection = { base: smallBase, authorization: () => 'Bearer secret-token' };
const patient = { resourceType: 'Patient', id: 'p1' };
const read = { target: 'Patient/p1', expects: ['Patient'] };

/** Answers one after the other; the last one stays. */
function inTurn(...answers: (() => Response | Promise<Response>)[]) {
  const sent: Request[] = [];
  const transport = (changes: Partial<Transport> = {}) =>
    testTransport((request) => {
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return answer!();
    }, changes);
  return { sent, transport };
}

const status =
  (code: number, headers: Record<string, string> = {}, body: unknown = {}) =>
  () =>
    fhirJson(body, { status: code, headers });
const fine = () => fhirJson(patient);
const noConnection = () =>
  Promise.reject(new TypeError('fetch failed: https://hospital.test JOHN DOE'));

async function failure(
  asked: Parameters<typeof fetchAnswer>[1],
  transport: Transport,
): Promise<RequestError> {
  return fetchAnswer(connection, asked, transport).then(
    () => Promise.reject(new Error('answered')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(RequestError);
      return error as RequestError;
    },
  );
}

describe('one request', () => {
  test('asks for FHIR JSON with the token, without cookies, and follows no redirect', async () => {
    const { sent, transport } = inTurn(fine);
    await fetchAnswer(connection, read, transport());
    const [request] = sent;
    expect(request?.headers.get('Accept')).toBe('application/fhir+json');
    expect(request?.headers.get('Authorization')).toBe('Bearer secret-token');
    expect(request?.redirect).toBe('manual');
    expect(request?.credentials).toBe('omit');
    expect(request?.url).toBe(`${smallBase}/Patient/p1`);
  });

  test('a write is FHIR JSON too, and carries the token (probes 18 and 19)', async () => {
    const { sent, transport } = inTurn(() => new Response(null, { status: 201 }));
    const answer = await fetchAnswer(
      connection,
      { method: 'POST', target: 'Observation', body: patient },
      transport(),
    );
    expect(answer).toMatchObject({ status: 201, resource: null });
    expect(sent[0]?.headers.get('Content-Type')).toBe('application/fhir+json');
    expect(sent[0]?.headers.get('Authorization')).toBe('Bearer secret-token');
    expect(sent).toHaveLength(1);
  });

  test('nothing is added to the address, and nothing to what was asked (probes 20, 21)', async () => {
    const { sent, transport } = inTurn(fine);
    const asked = Object.freeze({ ...read, headers: Object.freeze({ 'X-One': '1' }) });
    await fetchAnswer(connection, asked, transport());
    expect(sent[0]?.url).toBe(`${smallBase}/Patient/p1`);
    expect(sent[0]?.headers.get('X-One')).toBe('1');
    expect(sent[0]?.cache).toBe('no-store');
  });

  test('without a valid token nothing is sent', async () => {
    const { sent, transport } = inTurn(fine);
    const ended = { base: smallBase, authorization: () => null };
    await expect(fetchAnswer(ended, read, transport())).rejects.toMatchObject({
      failure: 'no-token',
    });
    expect(sent).toEqual([]);
  });

  test.each([
    'https://evil.example/fhir/Patient/p1',
    'https://hospital.test/other/Patient/p1',
    'https://hospital.test/fhirx/Patient/p1',
    'https://hospital.test:444/fhir/Patient/p1',
    'http://hospital.test/fhir/Patient/p1',
    'https://user@hospital.test/fhir/Patient/p1',
    '//evil.example/fhir/Patient/p1',
    '../other/Patient/p1',
    '..%2f..%2fother',
    '/other',
    'javascript:alert(1)',
    '\\\\evil.example\\fhir',
  ])('fault 31: the token never travels to %s (probe 4)', async (target) => {
    const { sent, transport } = inTurn(fine);
    const asked = fetchAnswer(connection, { ...read, target }, transport());
    await expect(asked).rejects.toMatchObject({ failure: 'foreign' });
    expect(sent).toEqual([]);
  });

  test.each([301, 302, 307, 308])('fault 31: a %i is not followed', async (code) => {
    const { sent, transport } = inTurn(
      () => new Response(null, { status: code, headers: { Location: 'https://evil.example/' } }),
    );
    expect(await failure(read, transport())).toMatchObject({ failure: 'redirected', status: code });
    expect(sent).toHaveLength(1);
  });
});

const never = () => new Promise<Response>(() => {});
const drip = () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([123])) }));

describe('patience', () => {
  test('fault 22: no connection is tried again twice, then told apart from no data', async () => {
    const { sent, transport } = inTurn(noConnection);
    expect(await failure(read, transport())).toMatchObject({ failure: 'unreachable', attempts: 3 });
    expect(sent).toHaveLength(3);
  });

  test('fault 22: a connection that comes back is used', async () => {
    const { transport } = inTurn(noConnection, fine);
    expect((await fetchAnswer(connection, read, transport())).resource).toEqual(patient);
  });

  test('fault 23: Retry-After in seconds and as a date is honoured', async () => {
    const date = new Date(testNow + 3_000).toUTCString();
    const { transport } = inTurn(
      status(429, { 'Retry-After': '2' }),
      status(503, { 'Retry-After': date }),
      fine,
    );
    const patientTransport = { ...transport(), waits: [] as number[] };
    const { waits } = patientTransport;
    patientTransport.pause = async (milliseconds) => {
      waits.push(milliseconds);
    };
    await fetchAnswer(connection, read, patientTransport);
    expect(waits).toEqual([2_125, 3_125]);
  });

  test('fault 23: without Retry-After the waits grow, and never exactly together', async () => {
    const { transport } = inTurn(status(503));
    const [calm, hasty] = [transport({ random: () => 1 }), transport({ random: () => 0 })];
    await failure(read, calm);
    await failure(read, hasty);
    expect(calm.waits).toEqual([600, 1_200]);
    expect(hasty.waits).toEqual([200, 400]);
  });

  test('fault 23: a Retry-After beyond the cap ends it at once', async () => {
    const { sent, transport } = inTurn(status(429, { 'Retry-After': '3600' }));
    expect(await failure(read, transport())).toMatchObject({ status: 429, attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 406, 409, 410, 412, 415, 422])(
    'a %i is not tried again',
    async (code) => {
      const { sent, transport } = inTurn(status(code));
      expect(await failure(read, transport())).toMatchObject({ failure: 'status', status: code });
      expect(sent).toHaveLength(1);
    },
  );

  test.each(['POST', 'PUT'] as const)('a %s is never tried again', async (method) => {
    for (const answer of [status(503, { 'Retry-After': '1' }), noConnection]) {
      const { sent, transport } = inTurn(answer);
      await failure({ method, target: 'RiskAssessment', body: {} }, transport());
      expect(sent).toHaveLength(1);
    }
  });

  test('fault 28: an answer that never comes, or never ends, meets the deadline', async () => {
    for (const answer of [never, drip]) {
      const { transport } = inTurn(answer);
      const error = await failure(read, transport({ deadline: 5, attempts: 1 }));
      expect(error.failure).toBe('timeout');
    }
  });

  test('fault 28: a caller who gives up ends it at once, and nothing is tried again', async () => {
    const stop = new AbortController();
    const { sent, transport } = inTurn(() => {
      stop.abort();
      return new Promise<Response>(() => {});
    });
    const asked = { ...read, signal: stop.signal };
    expect(await failure(asked, transport())).toMatchObject({ failure: 'aborted' });
    expect(await failure(asked, transport())).toMatchObject({ failure: 'aborted' });
    expect(sent.length).toBeLessThanOrEqual(2);
  });
});

describe('answers that are none', () => {
  const html = '<html><body>JOHN DOE, please sign in</body></html>';
  const cases: readonly (readonly [string, () => Response])[] = [
    ['an HTML login page', () => new Response(html, { headers: { 'content-type': 'text/html' } })],
    [
      'an HTML page that says it is JSON',
      () => new Response(html, { headers: { 'content-type': 'application/fhir+json' } }),
    ],
    ['nothing at all', () => new Response('')],
    ['no body', () => new Response(null)],
    ['cut-off JSON', () => new Response('{"resourceType":"Patient","name":[{"family":"JOHN DOE')],
    ['XML', () => new Response('<Patient xmlns="http://hl7.org/fhir"><id value="p1"/></Patient>')],
    ['another type', () => fhirJson({ resourceType: 'Practitioner', id: 'p1' })],
    ['an OperationOutcome', () => fhirJson(outcome('processing'))],
    ['a list', () => fhirJson([patient])],
    ['a string', () => fhirJson('')],
    ['null', () => fhirJson(null)],
  ];

  test.each(cases)('faults 26, 27: a 200 with %s is refused (probe 7)', async (_, answer) => {
    const { transport } = inTurn(answer);
    const error = await failure(read, transport());
    expect(error).toMatchObject({ failure: 'unexpected', status: 200 });
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('JOHN DOE');
  });

  test('fault 25: an HTML 404 is a typed error without its page', async () => {
    const { transport } = inTurn(() => new Response(html, { status: 404 }));
    const error = await failure(read, transport());
    expect(error).toMatchObject({ failure: 'status', status: 404, issues: [] });
    expect(JSON.stringify(error)).not.toContain('JOHN DOE');
  });

  test('fault 37: all issues are kept, as codes and never as words (probe 8)', async () => {
    const body = {
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'information', code: 'informational', diagnostics: 'JOHN DOE MRN 123' },
        {
          severity: 'error',
          code: 'invalid',
          details: {
            text: 'JOHN DOE',
            coding: [{ code: '59100', display: 'JOHN DOE' }, { code: 'JOHN DOE' }],
          },
        },
      ],
    };
    const { transport } = inTurn(status(400, {}, body));
    const error = await failure(read, transport());
    expect(error.issues).toEqual([
      { severity: 'information', code: 'informational', details: [] },
      { severity: 'error', code: 'invalid', details: ['59100'] },
    ]);
    expect(error.has('59100')).toBe(true);
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toMatch(
      /JOHN|MRN|hospital\.test/,
    );
  });

  test('fault 80: an endless answer is cut off', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(32);
    const { transport } = inTurn(
      () => new Response(new ReadableStream({ pull: (body) => body.enqueue(megabyte) })),
    );
    expect(await failure(read, transport({ deadline: 30_000 }))).toMatchObject({
      failure: 'too-large',
    });
  });

  test('fault 80: keys that would reach the prototype are left out, deep nesting is read', async () => {
    const deep = `{"resourceType":"Patient","__proto__":{"polluted":1},"a":${'['.repeat(300)}${']'.repeat(300)}}`;
    const { transport } = inTurn(() => new Response(deep));
    const { resource } = await fetchAnswer(connection, read, transport());
    expect(Object.keys(resource ?? {})).toEqual(['resourceType', 'a']);
    expect(({ ...resource } as { polluted?: number }).polluted).toBeUndefined();
  });

  test('fault 69: the server’s clock is compared with ours where it shows', async () => {
    const late = new Date(testNow + 3 * 3_600_000).toUTCString();
    const { transport } = inTurn(() => fhirJson(patient, { headers: { Date: late } }));
    const { skewMs } = await fetchAnswer(connection, read, transport());
    expect(Math.round((skewMs ?? 0) / 60_000)).toBe(180);
    const hidden = inTurn(fine);
    expect((await fetchAnswer(connection, read, hidden.transport())).skewMs).toBeNull();
  });
});
