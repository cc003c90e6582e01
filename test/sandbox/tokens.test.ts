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
  type Json,
} from './app-driver.ts';

async function codeFor() {
  const bench = openBench();
  const launch = bench.hospital.launch({ patient: 'clean-va' });
  const { url, verifier } = authorizationRequest({ launch });
  const code = (await authorize(bench.hospital, url))?.searchParams.get('code') ?? '';
  const form = {
    grant_type: 'authorization_code',
    client_id: 'ecmo-ich-risk',
    redirect_uri: `${APP}/index.html`,
    code,
    code_verifier: verifier,
  };
  return { ...bench, form };
}

const posted = (path: string, form: Record<string, string>, bearer?: string): Request =>
  new Request(`${ORIGIN}/auth/${path}`, {
    method: 'POST',
    ...(bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } }),
    body: new URLSearchParams(form),
  });

describe('the token endpoint', () => {
  it.each([
    ['no app', { client_id: '' }, 'invalid_request'],
    ['no code', { code: '' }, 'invalid_request'],
    ['no kind of grant', { grant_type: '' }, 'invalid_request'],
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['another return address', { redirect_uri: `${APP}/` }, 'invalid_grant'],
    ['another app', { client_id: 'other' }, 'invalid_client'],
    ['an unknown code', { code: 'made-up' }, 'invalid_grant'],
    ['an unknown grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuses %s', async (_words, over, error) => {
    const { hospital, form } = await codeFor();
    const { status, json } = await postToken(hospital, { ...form, ...over });
    expect([status, json.error]).toEqual([400, error]);
  });

  it('refuses a code older than a minute', async () => {
    const { hospital, form, later } = await codeFor();
    later(61);
    expect((await postToken(hospital, form)).json.error).toBe('invalid_grant');
  });

  it('revokes the token of a code that is used twice', async () => {
    const { hospital, form } = await codeFor();
    const first = await postToken(hospital, form);
    expect((await postToken(hospital, form)).status).toBe(400);
    const after = await ask(hospital, first.json.access_token, 'Patient/clean-va');
    expect(after.status).toBe(401);
    expect(after.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('lets an access token die on time and refreshes it once per refresh token', async () => {
    const { hospital, later } = openBench({ tokenSeconds: 570 });
    const scope = 'launch online_access patient/Patient.rs';
    const { json } = await launchApp(hospital, 'clean-va', { scope });
    expect(json.expires_in).toBe(570);
    later(571);
    expect((await ask(hospital, json.access_token, 'Patient/clean-va')).status).toBe(401);
    const form = {
      grant_type: 'refresh_token',
      client_id: 'ecmo-ich-risk',
      refresh_token: json.refresh_token,
    };
    const next = await postToken(hospital, form);
    expect(next.json.patient).toBe('clean-va');
    expect((await ask(hospital, next.json.access_token, 'Patient/clean-va')).status).toBe(200);
    expect((await postToken(hospital, form)).json.error).toBe('invalid_grant');
    expect((await ask(hospital, next.json.access_token, 'Patient/clean-va')).status).toBe(401);
  });

  it.each([
    ['a part of them', 'patient/Patient.rs', 200],
    ['another one', 'online_access user/*.cruds', 'invalid_scope'],
  ])('refreshes for fewer scopes, never for more: %s', async (_words, wanted, expected) => {
    const { hospital } = openBench();
    const scope = 'launch online_access patient/Patient.rs patient/Observation.rs';
    const { json } = await launchApp(hospital, 'clean-va', { scope });
    const next = await postToken(hospital, {
      grant_type: 'refresh_token',
      client_id: 'ecmo-ich-risk',
      refresh_token: json.refresh_token,
      scope: wanted,
    });
    expect(next.status === 200 ? 200 : next.json.error).toBe(expected);
    if (next.status !== 200) return;
    expect(next.json.scope).toBe(wanted);
    const labs = await ask(hospital, next.json.access_token, 'Observation?patient=clean-va');
    expect(labs.status).toBe(403);
  });

  it.each(['/auth/token', '/auth/revoke', '/auth/introspect'])(
    '%s takes a POST only',
    async (path) => {
      const { hospital } = openBench();
      const { status, headers } = await hospital.fetch(new Request(`${ORIGIN}${path}`));
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    },
  );

  it('gives no refresh token to an app that did not ask for one', async () => {
    const { hospital } = openBench();
    expect((await launchApp(hospital, 'clean-va')).json.refresh_token).toBeUndefined();
  });
});

describe('what a token is', () => {
  it('is told to whoever holds one, until it dies', async () => {
    const { hospital, later } = openBench({ tokenSeconds: 600 });
    const { access_token: token } = (await launchApp(hospital, 'clean-va')).json;
    const said = await (await hospital.fetch(posted('introspect', { token }, token))).json();
    expect(said).toEqual({
      active: true,
      scope: 'launch openid fhirUser patient/Patient.rs patient/Observation.rs',
      client_id: 'ecmo-ich-risk',
      exp: Date.parse('2026-03-10T15:10:00Z') / 1000,
      patient: 'clean-va',
      encounter: 'clean-va-stay',
      iss: `${ORIGIN}/fhir`,
      sub: 'hale',
      fhirUser: `${ORIGIN}/fhir/Practitioner/hale`,
    });
    later(601);
    const other = (await launchApp(hospital, 'clean-va')).json.access_token;
    const dead = await (await hospital.fetch(posted('introspect', { token }, other))).json();
    expect(dead).toEqual({ active: false });
  });

  it('is told to nobody else', async () => {
    const { hospital } = openBench();
    const { access_token: token } = (await launchApp(hospital, 'clean-va')).json;
    expect((await hospital.fetch(posted('introspect', { token }))).status).toBe(401);
  });

  it.each([
    ['the token', (json: Json) => ({ token: json.access_token }), 200, 401],
    ['an unknown token', () => ({ token: 'made-up' }), 200, 200],
    ['nothing', () => ({}), 400, 200],
  ])('ends when %s is revoked', async (_words, form, said, after) => {
    const { hospital } = openBench();
    const { json } = await launchApp(hospital, 'clean-va');
    const given: Record<string, string> = form(json);
    expect((await hospital.fetch(posted('revoke', given))).status).toBe(said);
    expect((await ask(hospital, json.access_token, 'Patient/clean-va')).status).toBe(after);
  });

  it('can be checked by OpenID Connect discovery below its issuer', async () => {
    const { hospital } = openBench();
    const base = `${ORIGIN}/fhir/.well-known`;
    const [openid, smart] = await Promise.all(
      ['openid-configuration', 'smart-configuration'].map(async (name): Promise<Json> =>
        (await hospital.fetch(new Request(`${base}/${name}`))).json(),
      ),
    );
    for (const name of ['issuer', 'jwks_uri', 'authorization_endpoint', 'token_endpoint'])
      expect(openid[name]).toBe(smart[name]);
  });
});
