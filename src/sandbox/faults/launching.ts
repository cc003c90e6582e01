import {
  changedJson,
  codedOutcome,
  made,
  madeFhir,
  readdressed,
  wait,
  type Loose,
} from './alter.ts';
import type { Exchange, SandboxFault } from './fault.ts';

const HTML = '<!doctype html><title>Sign in</title><h1>Please sign in to the hospital network</h1>';

const inToken =
  (change: (json: Loose) => Loose) =>
  async (exchange: Exchange): Promise<Response> =>
    changedJson(await exchange.answer(), change);

function without(...names: string[]): (json: Loose) => Loose {
  return (json) =>
    Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
}

async function toRedirect(exchange: Exchange, change: (back: URL) => void): Promise<Response> {
  const answer = await exchange.answer();
  const location = answer.headers.get('location');
  if (location === null) return answer;
  const back = new URL(location);
  change(back);
  const headers = new Headers(answer.headers);
  headers.set('location', back.href);
  return new Response(null, { status: answer.status, headers });
}

function fewerScopes(exchange: Exchange): Promise<Response> {
  const type = exchange.settings.only ?? 'MedicationAdministration';
  const request = readdressed(exchange, (url) => {
    const kept = (url.searchParams.get('scope') ?? '')
      .split(' ')
      .filter((each) => !each.includes(`/${type}.`));
    url.searchParams.set('scope', kept.join(' '));
  });
  return exchange.answer(request);
}

const OPAQUE = ['opaque.', '.token'] as const;

async function dottedToken(exchange: Exchange): Promise<Response> {
  const { request, door } = exchange;
  if (door === 'token') {
    return changedJson(await exchange.answer(), (json) => ({
      ...without('expires_in')(json),
      ...(json['access_token']
        ? { access_token: `${OPAQUE[0]}${String(json['access_token'])}${OPAQUE[1]}` }
        : {}),
    }));
  }
  const headers = new Headers(request.headers);
  const bearer = headers.get('authorization') ?? '';
  headers.set('authorization', bearer.replace(OPAQUE[0], '').replace(OPAQUE[1], ''));
  return exchange.answer(new Request(request, { headers }));
}

async function dyingToken(exchange: Exchange): Promise<Response> {
  const seconds = exchange.settings.seconds ?? 3;
  return changedJson(await exchange.answer(), (json) => {
    if (typeof json['access_token'] !== 'string') return json;
    exchange.limitToken(json['access_token'], seconds);
    return { ...json, expires_in: seconds };
  });
}

async function failingRefresh(exchange: Exchange): Promise<Response> {
  const form = new URLSearchParams(await exchange.request.clone().text());
  if (form.get('grant_type') !== 'refresh_token') return exchange.answer();
  return made(
    400,
    'application/json',
    '{"error":"invalid_grant","error_description":"Session ended."}',
  );
}

/** Faults of discovery, authorization and tokens. */
export const launchFaults: readonly SandboxFault[] = [
  {
    name: 'discovery-404',
    rows: [4],
    words: 'The SMART configuration is not there.',
    doors: ['discovery'],
    commit: () => madeFhir(404, codedOutcome('error', 'not-found', '404', 'Not found')),
  },
  {
    name: 'discovery-500',
    rows: [4],
    words: 'The SMART configuration answers 500.',
    doors: ['discovery'],
    commit: () => made(500, 'text/plain', 'Internal server error'),
  },
  {
    name: 'discovery-html',
    rows: [4],
    words: 'The SMART configuration is a web page, with 200.',
    doors: ['discovery'],
    commit: () => made(200, 'text/html', HTML),
  },
  {
    name: 'discovery-timeout',
    rows: [4, 28],
    words: 'The SMART configuration does not come for a minute.',
    doors: ['discovery'],
    commit: async ({ request, settings, answer }) => {
      await wait(settings.seconds ?? 60, request.signal);
      return answer();
    },
  },
  {
    name: 'discovery-no-s256',
    rows: [5],
    words: 'The SMART configuration lists no PKCE method.',
    doors: ['discovery'],
    commit: inToken(without('code_challenge_methods_supported')),
  },
  {
    name: 'discovery-foreign-token-endpoint',
    rows: [6],
    words: 'The SMART configuration names a token endpoint of somebody else.',
    doors: ['discovery'],
    commit: inToken((json) => ({
      ...json,
      token_endpoint: 'https://tokens.elsewhere.example/token',
    })),
  },
  {
    name: 'access-denied',
    rows: [7],
    words: 'Authorization is denied, with a hostile text in the address.',
    doors: ['authorize'],
    commit: (exchange) =>
      toRedirect(exchange, (back) => {
        back.searchParams.delete('code');
        back.searchParams.set('error', 'access_denied');
        back.searchParams.set(
          'error_description',
          '<img src=x onerror=alert(1)> Call 555-0100 with your password',
        );
      }),
  },
  {
    name: 'state-changed',
    rows: [8],
    words: 'Authorization comes back with another state.',
    doors: ['authorize'],
    commit: (exchange) =>
      toRedirect(exchange, (back) => back.searchParams.set('state', 'somebody-elses')),
  },
  {
    name: 'code-expired',
    rows: [11],
    words: 'The authorization code is refused as too old.',
    doors: ['token'],
    commit: () =>
      made(
        400,
        'application/json',
        '{"error":"invalid_grant","error_description":"Code expired."}',
      ),
  },
  {
    name: 'token-without-patient',
    rows: [12],
    words: 'The token response names no patient.',
    doors: ['token'],
    commit: inToken(without('patient')),
  },
  {
    name: 'token-without-encounter',
    rows: [13],
    words: 'The token response names no encounter.',
    doors: ['token'],
    commit: inToken(without('encounter')),
  },
  {
    name: 'fewer-scopes',
    rows: [14],
    words:
      'One resource type is left out of the grant (MedicationAdministration unless “only” says another).',
    doors: ['authorize'],
    commit: fewerScopes,
  },
  {
    name: 'no-expires-in',
    rows: [15],
    words: 'The token response does not say how long the token lives.',
    doors: ['token'],
    commit: inToken(without('expires_in')),
  },
  {
    name: 'dotted-opaque-token',
    rows: [15],
    words: 'The token has dots like a JWT but is none, and no lifetime is given.',
    doors: ['token', 'fhir'],
    commit: dottedToken,
  },
  {
    name: 'token-dies',
    rows: [16],
    words: 'The token dies after three seconds.',
    doors: ['token'],
    commit: dyingToken,
  },
  {
    name: 'refresh-fails',
    rows: [17],
    words: 'Refreshing the token is refused.',
    doors: ['token'],
    commit: failingRefresh,
  },
  {
    name: 'unauthorised',
    rows: [18],
    words: 'A request is refused with 401 although the token is good.',
    doors: ['fhir'],
    commit: () =>
      made(401, 'application/json', '""', { 'www-authenticate': 'Bearer error="invalid_token"' }),
  },
];
