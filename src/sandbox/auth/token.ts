import type { Access, Code, Desk } from './desk.ts';
import { fitsChallenge, type Signer } from './signing.ts';

/** What the token endpoint works with. */
export interface TokenDesk {
  readonly origin: string;
  readonly desk: Desk;
  readonly signer: Signer;
  readonly now: () => Date;
}

function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      ...headers,
    },
  });
}

function refused(error: string, words: string): Response {
  return jsonAnswer(400, { error, error_description: words });
}

/** Who is signed in, as an id_token and introspection say it. */
function whoOf({ clinician }: Access, origin: string): Readonly<Record<string, string>> {
  return {
    iss: `${origin}/fhir`,
    sub: clinician.id,
    fhirUser: `${origin}/fhir/Practitioner/${clinician.id}`,
  };
}

async function idToken(access: Access, nonce: string | null, at: TokenDesk): Promise<string> {
  const seconds = Math.floor(at.now().getTime() / 1000);
  return at.signer.sign({
    ...whoOf(access, at.origin),
    aud: access.client,
    iat: seconds,
    exp: seconds + 300,
    ...(nonce === null ? {} : { nonce }),
    name: access.clinician.name,
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
  if (!form.get('code')) return refused('invalid_request', 'code is missing.');
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

/** RFC 6749 6: the scope of a refresh may be narrower than before, never wider. */
async function refresh(form: URLSearchParams, at: TokenDesk): Promise<Response> {
  const name = form.get('refresh_token');
  if (!name) return refused('invalid_request', 'refresh_token is missing.');
  const before = at.desk.peekGrant(name)?.scope.split(' ') ?? [];
  const wanted = form.get('scope')?.split(' ') ?? before;
  if (before.length > 0 && !wanted.every((each) => before.includes(each)))
    return refused('invalid_scope', 'More is asked for than was granted.');
  const access = at.desk.takeRefresh(name);
  if (!access) return refused('invalid_grant', 'The refresh token is unknown, used or revoked.');
  if (form.get('client_id') !== access.client)
    return refused('invalid_client', 'Another app was given the refresh token.');
  return granted({ ...access, scope: wanted.join(' ') }, null, at);
}

/** The token endpoint: authorization code with PKCE, and refresh with rotation. Public clients only. */
export async function answerToken(request: Request, at: TokenDesk): Promise<Response> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    return refused('invalid_request', 'The request must be a form.');
  }
  const form = new URLSearchParams(await request.text());
  for (const name of ['grant_type', 'client_id']) {
    if (!form.get(name)) return refused('invalid_request', `${name} is missing.`);
  }
  if (form.get('grant_type') === 'authorization_code') return exchange(form, at);
  if (form.get('grant_type') === 'refresh_token') return refresh(form, at);
  return refused('unsupported_grant_type', 'Only authorization_code and refresh_token are known.');
}

/**
 * Token introspection (RFC 7662) as SMART App Launch 2.2 shapes it, for whoever
 * holds a live access token.
 */
export async function answerIntrospect(
  request: Request,
  bearer: string | null,
  { desk, origin }: TokenDesk,
): Promise<Response> {
  if (bearer === null || !desk.tokenOf(bearer)) {
    return jsonAnswer(401, { error: 'invalid_token' }, { 'www-authenticate': 'Bearer' });
  }
  const token = new URLSearchParams(await request.text()).get('token') ?? '';
  const access = desk.tokenOf(token);
  const exp = desk.tokenEnd(token);
  if (!access || exp === null) return jsonAnswer(200, { active: false });
  const { scope, client, patient, encounter } = access;
  return jsonAnswer(200, {
    active: true,
    scope,
    client_id: client,
    exp,
    ...(patient === null ? {} : { patient }),
    ...(encounter === null ? {} : { encounter }),
    ...(scope.split(' ').includes('openid') ? whoOf(access, origin) : {}),
  });
}

/** Token revocation (RFC 7009): 200 for a token that is unknown, too. */
export async function answerRevoke(request: Request, { desk }: TokenDesk): Promise<Response> {
  const token = new URLSearchParams(await request.text()).get('token');
  if (!token) return refused('invalid_request', 'token is missing.');
  desk.revoke(token);
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
