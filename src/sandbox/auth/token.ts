import type { Access, Code, Desk } from './desk.ts';
import { fitsChallenge, type Signer } from './signing.ts';

/** What the token endpoint works with. */
export interface TokenDesk {
  readonly origin: string;
  readonly desk: Desk;
  readonly signer: Signer;
  readonly now: () => Date;
}

function jsonAnswer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
    },
  });
}

function refused(error: string, words: string): Response {
  return jsonAnswer(400, { error, error_description: words });
}

async function idToken(access: Access, nonce: string | null, at: TokenDesk): Promise<string> {
  const seconds = Math.floor(at.now().getTime() / 1000);
  const { clinician, client } = access;
  return at.signer.sign({
    iss: `${at.origin}/fhir`,
    sub: clinician.id,
    aud: client,
    iat: seconds,
    exp: seconds + 300,
    ...(nonce === null ? {} : { nonce }),
    fhirUser: `${at.origin}/fhir/Practitioner/${clinician.id}`,
    name: clinician.name,
  });
}

async function granted(access: Access, nonce: string | null, at: TokenDesk): Promise<Response> {
  const { desk, origin } = at;
  const scopes = access.scope.split(' ');
  const refreshes = scopes.includes('online_access') || scopes.includes('offline_access');
  return jsonAnswer(200, {
    access_token: desk.issueToken(access),
    token_type: 'Bearer',
    expires_in: desk.tokenSeconds,
    scope: access.scope,
    ...(access.patient === null ? {} : { patient: access.patient }),
    ...(access.encounter === null ? {} : { encounter: access.encounter }),
    need_patient_banner: access.banner,
    smart_style_url: `${origin}/auth/style.json`,
    ...(refreshes ? { refresh_token: desk.issueRefresh(access) } : {}),
    ...(scopes.includes('openid') ? { id_token: await idToken(access, nonce, at) } : {}),
  });
}

async function exchange(form: URLSearchParams, at: TokenDesk): Promise<Response> {
  const code: Code | null = at.desk.takeCode(form.get('code') ?? '');
  if (!code) return refused('invalid_grant', 'The code is unknown, used or too old.');
  if (form.get('client_id') !== code.client)
    return refused('invalid_client', 'Another app asked for the code.');
  if (form.get('redirect_uri') !== code.redirectUri) {
    return refused(
      'invalid_grant',
      'The return address differs from the one the code was asked for with.',
    );
  }
  const verifier = form.get('code_verifier') ?? '';
  if (!/^[\w.~-]{43,128}$/.test(verifier) || !(await fitsChallenge(verifier, code.challenge))) {
    return refused('invalid_grant', 'The PKCE verifier does not fit the challenge.');
  }
  const { redirectUri: _redirect, challenge: _challenge, nonce, ...access } = code;
  return granted(access, nonce, at);
}

/** The token endpoint: authorization code with PKCE, and refresh with rotation. Public clients only. */
export async function answerToken(request: Request, at: TokenDesk): Promise<Response> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    return refused('invalid_request', 'The request must be a form.');
  }
  const form = new URLSearchParams(await request.text());
  if (form.get('grant_type') === 'authorization_code') return exchange(form, at);
  if (form.get('grant_type') !== 'refresh_token') {
    return refused(
      'unsupported_grant_type',
      'Only authorization_code and refresh_token are known.',
    );
  }
  const access = at.desk.takeRefresh(form.get('refresh_token') ?? '');
  if (!access) return refused('invalid_grant', 'The refresh token is unknown, used or revoked.');
  if (form.get('client_id') !== access.client)
    return refused('invalid_client', 'client_id is missing or wrong.');
  return granted(access, null, at);
}

/** Token introspection (RFC 7662), reduced to what a tester wants to know. */
export async function answerIntrospect(request: Request, { desk }: TokenDesk): Promise<Response> {
  const access = desk.tokenOf(new URLSearchParams(await request.text()).get('token') ?? '');
  if (!access) return jsonAnswer(200, { active: false });
  const { scope, client, patient, encounter } = access;
  return jsonAnswer(200, { active: true, scope, client_id: client, patient, encounter });
}

/** Token revocation (RFC 7009). */
export async function answerRevoke(request: Request, { desk }: TokenDesk): Promise<Response> {
  desk.revoke(new URLSearchParams(await request.text()).get('token') ?? '');
  return new Response(null, { status: 200 });
}

/** The SMART style document named in token responses. */
export function styleAnswer(): Response {
  return jsonAnswer(200, {
    color_background: '#ffffff',
    color_text: '#1d2733',
    color_highlight: '#0b5c7a',
    dim_border_radius: '4px',
    dim_font_size: '14px',
  });
}
