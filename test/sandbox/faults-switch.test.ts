import { describe, expect, it } from 'vitest';
import {
  ask,
  authorizationRequest,
  authorize,
  launchApp,
  openBench,
  ORIGIN,
  type Json,
} from './app-driver.ts';
import { LABS, misbehaving, SCOPE } from './misbehaving.ts';

describe('the switch', () => {
  it('lists every fault once, each with its rows, its words and a door', () => {
    const { list } = openBench().hospital.faults;
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
    for (const { rows, words, doors } of list) {
      expect(rows.every((row) => row >= 1 && row <= 84)).toBe(true);
      expect(words.endsWith('.') || words.endsWith(').')).toBe(true);
      expect(doors.length).toBeGreaterThan(0);
    }
  });

  it('covers every row of the matrix that a server can commit', () => {
    const covered = new Set(openBench().hospital.faults.list.flatMap(({ rows }) => rows));
    const byServer = [
      4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
      34, 35, 36, 37, 38, 39, 40, 41, 42, 44, 46, 47, 48, 49, 60, 63, 67, 68, 69, 72, 73, 74, 75,
      76, 78, 79, 80,
    ];
    expect(byServer.filter((row) => !covered.has(row))).toEqual([]);
  });

  it('is worked over HTTP, from the n-th request on and for so many times', async () => {
    const { hospital } = openBench();
    const token = hospital.grant({ patient: 'clean-va', scope: SCOPE });
    const post = (body: unknown, origin?: string) =>
      hospital.fetch(
        new Request(`${ORIGIN}/sandbox/faults`, {
          method: 'POST',
          body: JSON.stringify(body),
          ...(origin ? { headers: { origin } } : {}),
        }),
      );
    expect(
      (await post({ name: 'unavailable', only: 'Observation', from: 2, times: 1 })).status,
    ).toBe(200);
    const statuses = [];
    for (const path of [LABS, 'Patient/clean-va', LABS, LABS]) {
      statuses.push((await ask(hospital, token, path)).status);
    }
    expect(statuses).toEqual([200, 200, 503, 200]);
    expect((await post({ name: 'no-such-fault' })).status).toBe(404);
    expect((await post({ name: 'unavailable' }, 'http://elsewhere.test')).status).toBe(403);
    await hospital.fetch(new Request(`${ORIGIN}/sandbox/faults`, { method: 'DELETE' }));
    expect(hospital.faults.active()).toEqual([]);
  });

  it('can hold for a single launch and leave the others in peace', async () => {
    const { hospital } = openBench();
    const launch = hospital.launch({ patient: 'clean-va', faults: ['forbidden'] });
    const scope = 'launch patient/Patient.rs';
    const ill = await launchApp(hospital, 'clean-va', { launch, scope });
    const well = await launchApp(hospital, 'clean-va', { scope });
    expect((await ask(hospital, ill.json.access_token, 'Patient/clean-va')).status).toBe(403);
    expect((await ask(hospital, well.json.access_token, 'Patient/clean-va')).status).toBe(200);
    const nameless = hospital.launch({ patient: 'clean-va', faults: ['token-without-patient'] });
    expect(
      (await launchApp(hospital, 'clean-va', { launch: nameless, scope })).json.patient,
    ).toBeUndefined();
  });
});

describe('discovery and tokens', () => {
  it.each([
    ['discovery-404', 404, /OperationOutcome/],
    ['discovery-500', 500, /error/],
    ['discovery-html', 200, /<h1>/],
    ['discovery-no-s256', 200, /^(?!.*S256)/],
    ['discovery-foreign-token-endpoint', 200, /elsewhere/],
  ])('%s', async (name, status, body) => {
    const { hospital } = misbehaving(name);
    const said = await hospital.fetch(
      new Request(`${ORIGIN}/fhir/.well-known/smart-configuration`),
    );
    expect(said.status).toBe(status);
    expect(await said.text()).toMatch(body);
  });

  it.each([
    ['access-denied', 'error', 'access_denied'],
    ['state-changed', 'state', 'somebody-elses'],
  ])('%s', async (name, parameter, value) => {
    const { hospital } = misbehaving(name);
    const launch = hospital.launch({ patient: 'clean-va' });
    const back = await authorize(hospital, authorizationRequest({ launch }).url);
    expect(back?.searchParams.get(parameter)).toBe(value);
  });

  it.each([
    ['token-without-patient', (json: Json) => !('patient' in json)],
    ['token-without-encounter', (json: Json) => !('encounter' in json)],
    ['no-expires-in', (json: Json) => !('expires_in' in json)],
    ['code-expired', (json: Json) => json.error === 'invalid_grant'],
  ])('%s', async (name, holds) => {
    const { hospital } = misbehaving(name);
    expect(holds((await launchApp(hospital, 'clean-va')).json)).toBe(true);
  });

  it('fewer-scopes leaves a type out of the grant, and means it', async () => {
    const { hospital } = misbehaving('fewer-scopes', { only: 'Observation' });
    const { json } = await launchApp(hospital, 'clean-va');
    expect(json.scope).not.toContain('Observation');
    expect((await ask(hospital, json.access_token, LABS)).status).toBe(403);
  });

  it('token-dies lets a token die after three seconds', async () => {
    const { hospital, later } = openBench();
    hospital.faults.turnOn('token-dies');
    const { json } = await launchApp(hospital, 'clean-va');
    expect(json.expires_in).toBe(3);
    expect((await ask(hospital, json.access_token, 'Patient/clean-va')).status).toBe(200);
    later(4);
    expect((await ask(hospital, json.access_token, 'Patient/clean-va')).status).toBe(401);
  });

  it('dotted-opaque-token gives a token that looks like a JWT and works', async () => {
    const { hospital } = misbehaving('dotted-opaque-token');
    const { json } = await launchApp(hospital, 'clean-va');
    expect(json.access_token.split('.')).toHaveLength(3);
    expect((await ask(hospital, json.access_token, 'Patient/clean-va')).status).toBe(200);
  });
});
