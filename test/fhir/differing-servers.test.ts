import { describe, expect, test } from 'vitest';
import { conceptsOf, readSmall as read, refuse } from './fixtures/read-small.ts';
import { bundle, fhirJson, outcome, platelets, smallServer } from './fixtures/small-server.ts';
import { testNow, testSession, testTransport } from './fixtures/test-session.ts';

describe('servers that differ', () => {
  test('fault 37: a search refused for its bounds is asked once more without them', async () => {
    const asked: string[] = [];
    const chart = await read(
      {
        Procedure: (url) =>
          url.searchParams.has('date')
            ? fhirJson(outcome('invalid', undefined, 'information'), { status: 400 })
            : fhirJson(bundle([])),
      },
      {},
      asked,
    );
    expect(chart.void).toEqual([]);
    expect(conceptsOf(chart)).toEqual([]);
    expect(asked.filter((target) => target.startsWith('Procedure'))).toEqual([
      'Procedure?patient=p1&date=ge2026-01-09T15:00:00Z&_count=1000',
      'Procedure?patient=p1',
    ]);
  });

  test('a search refused twice leaves its concepts unknown', async () => {
    const chart = await read({ Procedure: refuse(400) });
    expect(conceptsOf(chart)).toEqual(['ecmo', 'plasma']);
  });

  test('fault 60: orders are read only where no administration is', async () => {
    const order = {
      resourceType: 'MedicationRequest',
      id: 'm1',
      subject: { reference: 'Patient/p1' },
    };
    const asked: string[] = [];
    const without = await read(
      { MedicationRequest: () => fhirJson(bundle([order])), MedicationAdministration: refuse(404) },
      {},
      asked,
    );
    expect(without.resources.map(({ id }) => id)).toContain('m1');
    expect(conceptsOf(without)).toEqual(['plasma']);
    const given = {
      resourceType: 'MedicationAdministration',
      id: 'a1',
      status: 'completed',
      subject: { reference: 'Patient/p1' },
    };
    asked.length = 0;
    await read({ MedicationAdministration: () => fhirJson(bundle([given])) }, {}, asked);
    expect(asked.some((target) => target.startsWith('MedicationRequest'))).toBe(false);
  });

  test('a hospital with only local codes has its laboratory read whole, so that it can be told', async () => {
    const local = platelets('l1', { code: { coding: [{ system: 'urn:local', code: 'PLT' }] } });
    const chart = await read({
      Observation: (url) =>
        fhirJson(bundle(url.searchParams.get('category') === 'laboratory' ? [local] : [])),
    });
    expect(chart.resources.map(({ id }) => id)).toContain('l1');
  });

  test('what administrations point at is read, and unknown when it cannot be', async () => {
    const given = {
      resourceType: 'MedicationAdministration',
      id: 'a1',
      status: 'completed',
      subject: { reference: 'Patient/p1' },
      medicationReference: { reference: 'Medication/m1' },
    };
    const list = () => fhirJson(bundle([given]));
    const medication = { resourceType: 'Medication', id: 'm1' };
    const whole = await read({
      MedicationAdministration: list,
      Medication: () => fhirJson(medication),
    });
    expect(whole.resources.map(({ id }) => id)).toContain('m1');
    const refused = await read({ MedicationAdministration: list, Medication: refuse(403) });
    expect(refused.faults).toContainEqual({
      kind: 'not-permitted',
      source: 'Medication',
      status: 403,
    });
    expect(conceptsOf(refused)).toEqual(['plasma']);
  });

  test('fault 69: the cut-off is by the server’s clock where it is known', async () => {
    const date = new Date(testNow + 7_200_000).toUTCString();
    const chart = await read({
      Patient: () => fhirJson({ resourceType: 'Patient', id: 'p1' }, { headers: { Date: date } }),
    });
    expect(Math.round((chart.skewMs ?? 0) / 60_000)).toBe(120);
    expect(Math.round((chart.cutOff - testNow) / 60_000)).toBe(120);
  });
});

describe('renewal', () => {
  const nearEnd = { expiresAt: testNow + 30_000, refreshToken: 'r1', onlineAccess: true };

  test('fault 16: a token about to end is renewed before the run, once, with the client id (probe 11)', async () => {
    const forms: string[] = [];
    let now = testNow;
    const server = smallServer();
    const transport = testTransport(
      async (request) => {
        if (!request.url.endsWith('/token')) return server(request);
        forms.push(await request.text());
        return Response.json({ access_token: 'next', token_type: 'Bearer', expires_in: 570 });
      },
      { now: () => now },
    );
    const session = testSession(transport, nearEnd);
    now += 61_000 - 60_000;
    const [early] = await Promise.all([session.renew(), session.renew()]);
    expect(early).toBe(false);
    now = testNow + 61_000;
    const late = testSession(testTransport(transport.fetch, { now: () => now }), nearEnd);
    now += 60_000;
    expect(await Promise.all([late.renew(), late.renew()])).toEqual([true, true]);
    expect(forms).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(forms[0]))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r1',
      client_id: 'app',
    });
    expect(late.authorization()).toBe('Bearer next');
  });

  test.each([
    ['fault 17: a refused renewal', () => new Response('', { status: 400 })],
    ['fault 17: no answer', () => Promise.reject(new TypeError('down'))],
    [
      'fault 17: a token for another patient',
      () => Response.json({ access_token: 'x', patient: 'p2' }),
    ],
  ])('%s keeps the session as it was until it ends', async (_, answer) => {
    let now = testNow;
    const session = testSession(
      testTransport(answer as () => Response, { now: () => now }),
      nearEnd,
    );
    now += 61_000;
    expect(await session.renew()).toBe(false);
    expect(session.authorization()).toBeNull();
  });
});
