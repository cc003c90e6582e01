import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  APP,
  ask,
  authorizationRequest,
  authorize,
  launchApp,
  openBench,
  ORIGIN,
  postToken,
} from './app-driver.ts';

async function origins(path: string, origin: string) {
  const { hospital } = openBench();
  const response = await hospital.fetch(new Request(`${ORIGIN}${path}`, { headers: { origin } }));
  return response.headers.get('access-control-allow-origin');
}

describe('an EHR launch', () => {
  it('gives a token bound to the patient and stay of the chart', async () => {
    const { hospital } = openBench();
    const { status, json, headers } = await launchApp(hospital, 'clean-va');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      token_type: 'Bearer',
      patient: 'clean-va',
      encounter: 'clean-va-stay',
      expires_in: 3600,
      need_patient_banner: true,
      scope: 'launch openid fhirUser patient/Patient.rs patient/Observation.rs',
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBe(APP);
    expect((await ask(hospital, json.access_token, 'Patient/clean-va')).status).toBe(200);
  });

  it('signs the id_token with the key it publishes', async () => {
    const { hospital } = openBench();
    const { json } = await launchApp(hospital, 'clean-va', { nonce: 'n-1' });
    const jwks = await (await hospital.fetch(new Request(`${ORIGIN}/auth/jwks`))).json();
    const [head, body, signature] = json.id_token.split('.');
    const key = createPublicKey({
      key: (jwks as { keys: JsonWebKey[] }).keys[0] as never,
      format: 'jwk',
    });
    const good = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      key,
      Buffer.from(signature, 'base64url'),
    );
    expect(good).toBe(true);
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    expect(claims).toMatchObject({ iss: `${ORIGIN}/fhir`, aud: 'ecmo-ich-risk', nonce: 'n-1' });
  });

  it.each([
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no challenge', { code_challenge: null }, 'invalid_request'],
    ['another aud', { aud: 'http://elsewhere.test/fhir' }, 'invalid_request'],
    ['no state', { state: null }, 'invalid_request'],
    ['an implicit grant', { response_type: 'token' }, 'unsupported_response_type'],
    ['an unknown launch', { launch: 'made-up' }, 'invalid_request'],
    ['no response type', { response_type: null }, 'invalid_request'],
    ['no grantable scope', { scope: 'patient/Nothing.rs' }, 'invalid_scope'],
    ['a scope for machines', { scope: 'system/Patient.rs' }, 'invalid_scope'],
  ])('sends %s back to the app as an error', async (_words, over, error) => {
    const { hospital } = openBench();
    const launch = hospital.launch({ patient: 'clean-va' });
    const back = await authorize(hospital, authorizationRequest({ launch, ...over }).url);
    expect(back?.origin).toBe(APP);
    expect(back?.searchParams.get('error')).toBe(error);
    expect(back?.searchParams.get('code')).toBeNull();
  });

  it.each([
    ['an unregistered return address', { redirect_uri: `${APP}/index.html?x=1` }],
    ['an unknown app', { client_id: 'somebody' }],
  ])('never redirects to %s', async (_words, over) => {
    const { hospital } = openBench();
    const response = await hospital.fetch(new Request(authorizationRequest(over).url));
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  it('sends a parameter given twice back as an error', async () => {
    const { hospital } = openBench();
    const launch = hospital.launch({ patient: 'clean-va' });
    const { url } = authorizationRequest({ launch });
    const back = await authorize(hospital, `${url}&scope=openid`);
    expect(back?.searchParams.get('error')).toBe('invalid_request');
  });

  it('takes a launch once', async () => {
    const { hospital } = openBench();
    const launch = hospital.launch({ patient: 'clean-va' });
    await authorize(hospital, authorizationRequest({ launch }).url);
    const again = await authorize(hospital, authorizationRequest({ launch }).url);
    expect(again?.searchParams.get('error')).toBe('invalid_request');
  });

  it('asks first when told to, and lets the clinician deny', async () => {
    const { hospital } = openBench();
    const launch = hospital.launch({ patient: 'clean-va', ask: true });
    const { url } = authorizationRequest({ launch });
    const page = await hospital.fetch(new Request(url));
    expect(await page.text()).toContain('asks for access');
    const form = new URLSearchParams(new URL(url).search);
    form.set('decision', 'deny');
    const denied = await hospital.fetch(
      new Request(`${ORIGIN}/auth/authorize`, {
        method: 'POST',
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    );
    const back = new URL(denied.headers.get('location') ?? '');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('a-state');
  });
});

describe('a standalone launch', () => {
  it('is not consented to by a link', async () => {
    const { hospital } = openBench();
    const decided = { decision: 'allow', patient: 'vv-no-ct', clinician: 'sato' };
    const { url } = authorizationRequest({
      scope: 'launch/patient patient/Patient.rs',
      ...decided,
    });
    expect(await authorize(hospital, url)).toBeNull();
  });

  it('lets the clinician sign in and choose the patient', async () => {
    const { hospital } = openBench();
    const { url, verifier } = authorizationRequest({ scope: 'launch/patient patient/Patient.rs' });
    const page = await (await hospital.fetch(new Request(url))).text();
    expect(page).toContain('Joseph Kwame Okafor');
    const form = new URLSearchParams(new URL(url).search);
    for (const [name, value] of [
      ['decision', 'allow'],
      ['patient', 'vv-no-ct'],
      ['clinician', 'sato'],
    ]) {
      form.set(name ?? '', value ?? '');
    }
    const allowed = await hospital.fetch(
      new Request(`${ORIGIN}/auth/authorize`, {
        method: 'POST',
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    );
    const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { json } = await postToken(hospital, {
      grant_type: 'authorization_code',
      client_id: 'ecmo-ich-risk',
      redirect_uri: `${APP}/index.html`,
      code,
      code_verifier: verifier,
    });
    expect(json.patient).toBe('vv-no-ct');
    expect(json.id_token).toBeUndefined();
  });
});

describe('cross-origin access', () => {
  it('is open to all for discovery and to the registered app for the rest', async () => {
    const smart = '/fhir/.well-known/smart-configuration';
    expect(await origins(smart, 'http://anyone.test')).toBe('http://anyone.test');
    expect(await origins('/fhir/Patient/clean-va', APP)).toBe(APP);
    expect(await origins('/fhir/Patient/clean-va', 'http://anyone.test')).toBeNull();
  });

  it('lets the app see the headers it needs, on errors too', async () => {
    const { hospital } = openBench();
    const response = await hospital.fetch(
      new Request(`${ORIGIN}/fhir/Patient/clean-va`, { headers: { origin: APP } }),
    );
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-expose-headers')).toMatch(/ETag.*Location.*Date/);
  });
});
