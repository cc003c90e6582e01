import type { LoggedRequest } from '../../src/sandbox/request-log.ts';

/** What an app must be registered with for the assertions to hold. */
export interface Registration {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  /** FHIR base URL, the `iss` of the launch. */
  readonly base: string;
  /** Whether the launch came from a chart. */
  readonly ehrLaunch: boolean;
}

const valueOf = ({ parameters }: LoggedRequest, name: string): string =>
  parameters.find(([each]) => each === name)?.[1] ?? '';

type Rule = readonly [words: string, holds: (request: LoggedRequest) => boolean];

function authorizationRules({
  clientId,
  redirectUris,
  base,
  ehrLaunch,
}: Registration): readonly Rule[] {
  return [
    ['response_type is code', (each) => valueOf(each, 'response_type') === 'code'],
    ['client_id is the registered one', (each) => valueOf(each, 'client_id') === clientId],
    ['redirect_uri is registered', (each) => redirectUris.includes(valueOf(each, 'redirect_uri'))],
    [
      'launch is sent if and only if the chart gave one',
      (each) => (valueOf(each, 'launch') !== '') === ehrLaunch,
    ],
    ['state has at least 122 bits', (each) => valueOf(each, 'state').length >= 22],
    ['aud is the FHIR base', (each) => valueOf(each, 'aud').replace(/\/$/, '') === base],
    [
      'code_challenge is one of S256',
      (each) => /^[\w-]{43}$/.test(valueOf(each, 'code_challenge')),
    ],
    ['code_challenge_method is S256', (each) => valueOf(each, 'code_challenge_method') === 'S256'],
    ['scope is sent', (each) => valueOf(each, 'scope') !== ''],
  ];
}

function isRefresh(request: LoggedRequest): boolean {
  return valueOf(request, 'grant_type') === 'refresh_token';
}

function tokenRules({ clientId, redirectUris }: Registration): readonly Rule[] {
  return [
    [
      'grant_type is code or refresh',
      (each) => isRefresh(each) || valueOf(each, 'grant_type') === 'authorization_code',
    ],
    ['client_id is the registered one', (each) => valueOf(each, 'client_id') === clientId],
    [
      'redirect_uri is repeated',
      (each) => isRefresh(each) || redirectUris.includes(valueOf(each, 'redirect_uri')),
    ],
    ['verifier, code or refresh token fit', (each) => each.status === 200],
    ['no bearer token is sent', (each) => each.bearer === 'none'],
  ];
}

const useRules: readonly Rule[] = [
  ['a bearer token of this server is sent', (each) => each.bearer === 'known'],
  ['JSON is asked for', (each) => /json/.test(each.accept ?? '')],
  ['no token stands in the address', (each) => valueOf(each, 'access_token') === ''],
  [
    'nobody but the launch patient is named',
    (each) => !each.parameters.some(([, value]) => value === '{other patient}'),
  ],
];

/**
 * What Inferno's client suite asserts of a public app (authorization request,
 * token request, refresh, use of the token), put to the requests a hospital has
 * recorded. Gives a sentence for everything that does not hold.
 */
export function clientFaults(
  log: readonly LoggedRequest[],
  registration: Registration,
): readonly string[] {
  const judged: readonly (readonly [string, readonly LoggedRequest[], readonly Rule[]])[] = [
    // a form that only carries the clinician's decision repeats the request it belongs to
    [
      'authorize',
      log.filter(({ door, method }) => door === 'authorize' && method === 'GET'),
      authorizationRules(registration),
    ],
    ['token', log.filter(({ door }) => door === 'token'), tokenRules(registration)],
    ['fhir', log.filter(({ door }) => door === 'fhir'), useRules],
  ];
  return judged.flatMap(([door, requests, rules]) => {
    if (requests.length === 0) return [`${door}: nothing was asked`];
    return rules.flatMap(([words, holds]) =>
      requests
        .filter((each) => !holds(each))
        .map((each) => `${door} request ${each.n}: not ${words}`),
    );
  });
}
