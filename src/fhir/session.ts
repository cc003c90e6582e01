import * as security from 'fhirclient/lib/security/browser.js';
import { authorize, fetchWellKnownJson, ready } from 'fhirclient/lib/smart.js';
import type { Issuer, Site } from '../clinical/site.ts';
import type { Session } from './context.ts';
import { fetchCapabilities } from './fetch-capabilities.ts';
import { fetchConfiguration, type SmartConfiguration } from './launch/configuration.ts';
import { fhirclientAdapter, openMemory } from './launch/fhirclient-adapter.ts';
import { forgetHandshakes, keepHandshake, takeHandshake } from './launch/handshake.ts';
import { pickIssuer } from './launch/issuer.ts';
import { browserWindow, type LaunchWindow } from './launch/launch-window.ts';
import { openSession } from './launch/open-session.ts';
import { planScopes } from './launch/plan-scopes.ts';
import { type LaunchRefusal, type RefusalCode, refuse } from './launch/refusal.ts';
import { readToken } from './launch/token.ts';

type Adapter = Parameters<typeof authorize>[0];

/** Where the launch page goes next. */
export interface LaunchRedirect {
  readonly kind: 'redirect';
  /** The authorization request. */
  readonly to: URL;
  /** Names of launch parameters that were not used, for hospital IT. */
  readonly dropped: readonly string[];
}

const usedParameters = new Set(['iss', 'launch']);
/** Parameters fhirclient would obey; others are only counted as `other`. */
const knownParameters = new Set(['patientId', 'clientId', 'fhirServiceUrl', 'state', 'code']);

/**
 * Begins a launch: checks the server the address names against the site's, and
 * makes the authorization request for it. Of the address only `iss` and `launch`
 * are read. Whatever an earlier launch left in this window is forgotten first.
 */
export async function startLaunch(
  address: URL,
  site: Site,
  inWindow?: LaunchWindow,
): Promise<LaunchRedirect | LaunchRefusal> {
  const here = openWindow(inWindow);
  if (here.kind === 'refusal') return here;
  forgetHandshakes(here.storage);
  if (!site.enabled) return refuse('site-switched-off');
  if (globalThis.crypto?.subtle === undefined) return refuse('browser-unfit');
  const asked = readLaunch(address, site);
  if (asked.kind === 'refusal') return asked;
  // fhirclient keeps what it reads here for its own request: it then asks beside us, not after us
  void fetchWellKnownJson(asked.issuer.iss).catch(() => undefined);
  const configuration = await fetchConfiguration(asked.issuer, here.transport);
  if (configuration.kind === 'refusal') return configuration;
  const launch = asked.launch === undefined ? 'standalone' : 'ehr';
  const scope = planScopes(site, asked.issuer, configuration, launch);
  const request = await requestAuthorization(address, asked, scope, configuration);
  if ('kind' in request) return request;
  try {
    const { revocationEndpoint } = configuration;
    const revocation = revocationEndpoint === undefined ? {} : { revocationEndpoint };
    keepHandshake(here.storage, { ...request.handshake, ...revocation, iss: asked.issuer.iss });
  } catch {
    return refuse('storage-blocked');
  }
  const names = [...new Set(address.searchParams.keys())].filter(
    (name) => !usedParameters.has(name),
  );
  const dropped = names.map((name) => (knownParameters.has(name) ? name : 'other'));
  return { kind: 'redirect', to: request.to, dropped: [...new Set(dropped)] };
}

interface AskedLaunch {
  readonly kind: 'asked';
  readonly issuer: Issuer;
  /** Absent for a standalone launch. */
  readonly launch?: string;
}

function readLaunch(address: URL, site: Site): AskedLaunch | LaunchRefusal {
  const iss = address.searchParams.getAll('iss');
  const launch = address.searchParams.getAll('launch').filter((token) => token !== '');
  if (iss.length > 1 || launch.length > 1) return refuse('iss-missing');
  const [named] = iss;
  const [token] = launch;
  if (named === undefined) {
    const alone = site.issuers.filter(({ standalone }) => standalone === true);
    const [only] = alone;
    if (only === undefined || alone.length > 1 || token !== undefined) return refuse('iss-missing');
    return { kind: 'asked', issuer: only };
  }
  const issuer = pickIssuer(named, site);
  if (issuer === null) return refuse('iss-not-allowed');
  if (token !== undefined) return { kind: 'asked', issuer, launch: token };
  return issuer.standalone === true ? { kind: 'asked', issuer } : refuse('launch-missing');
}

/** Has fhirclient make the request, and holds it against what we discovered ourselves. */
async function requestAuthorization(
  address: URL,
  asked: AskedLaunch,
  scope: string,
  configuration: SmartConfiguration,
) {
  const state = crypto.randomUUID();
  const memory = openMemory();
  const clean = new URL(address.pathname, address.origin);
  const made = await authorize(fhirclientAdapter(clean, memory, security) as unknown as Adapter, {
    iss: asked.issuer.iss,
    clientId: asked.issuer.clientId,
    scope,
    redirectUri: new URL('.', clean).href,
    stateKey: state,
    pkceMode: 'unsafeV1',
    completeInTarget: true,
    noRedirect: true,
    ...(asked.launch === undefined ? {} : { launch: asked.launch }),
  }).catch(() => undefined);
  if (typeof made !== 'string') return refuse('discovery-unreachable');
  const request = (await memory.get(state)) as Readonly<Record<string, unknown>> | null;
  const to = new URL(made);
  const isAsDiscovered =
    made.startsWith(`${configuration.authorizationEndpoint}?`) &&
    request?.['tokenUri'] === configuration.tokenEndpoint &&
    to.searchParams.get('code_challenge_method') === 'S256';
  if (!isAsDiscovered || request === null) return refuse('discovery-foreign');
  return { to, handshake: { state, request } };
}

const errorCodes: Readonly<Record<string, RefusalCode>> = {
  access_denied: 'denied-by-user',
  invalid_scope: 'scope-refused',
  server_error: 'server-busy',
  temporarily_unavailable: 'server-busy',
};

const resumed = new WeakMap<Storage, Promise<Session | LaunchRefusal>>();

/**
 * Ends a launch on the page the authorization server came back to. However
 * often it is called, a page exchanges one code once. The code leaves the
 * address bar and the handshake leaves the storage before anything is sent; the
 * token lives in memory, so a reloaded page has to be launched again.
 */
export function resumeSession(
  address: URL,
  site: Site,
  inWindow?: LaunchWindow,
): Promise<Session | LaunchRefusal> {
  const here = openWindow(inWindow);
  if (here.kind === 'refusal') return Promise.resolve(here);
  const session = resumed.get(here.storage) ?? resumeOnce(address, site, here);
  resumed.set(here.storage, session);
  return session;
}

async function resumeOnce(
  address: URL,
  site: Site,
  here: LaunchWindow,
): Promise<Session | LaunchRefusal> {
  const [code, state, error] = ['code', 'state', 'error'].map((name) =>
    address.searchParams.get(name),
  );
  if (address.search !== '' || address.hash !== '') here.replaceAddress(address.pathname);
  const handshake = takeHandshake(here.storage, state ?? '');
  if (!site.enabled) return refuse('site-switched-off');
  if (error)
    return refuse(Object.hasOwn(errorCodes, error) ? errorCodes[error]! : 'denied-by-server');
  if (!code) return refuse('not-launched');
  if (handshake === null) return refuse('state-unknown');
  const issuer = pickIssuer(handshake.iss, site);
  if (issuer === null) return refuse('iss-not-allowed');
  const base = issuer.iss.replace(/\/+$/, '');
  const capabilities = fetchCapabilities(base, here.transport);
  const answer = await exchangeCode(code, handshake, address, here);
  if (typeof answer === 'string') return refuse(answer);
  const token = readToken(answer.token, here.transport.now());
  if (token.kind === 'refusal') return token;
  return openSession({
    issuer,
    token,
    tokenEndpoint: String(handshake.request['tokenUri']),
    ...(handshake.revocationEndpoint === undefined
      ? {}
      : { revocationEndpoint: handshake.revocationEndpoint }),
    askedScope: String(handshake.request['scope']),
    capabilities,
    transport: here.transport,
  });
}

/** Has fhirclient exchange the code; its errors hold the server's texts, so only their kind is kept. */
async function exchangeCode(
  code: string,
  handshake: { readonly state: string; readonly request: Readonly<Record<string, unknown>> },
  address: URL,
  here: LaunchWindow,
): Promise<{ readonly token: unknown } | RefusalCode> {
  const { state, request } = handshake;
  const returned = new URL(address.pathname, address.origin);
  // fhirclient puts the code into the form as it stands
  returned.searchParams.set('code', encodeURIComponent(code));
  returned.searchParams.set('state', state);
  const memory = openMemory({ [state]: request });
  const adapter = fhirclientAdapter(returned, memory, security) as unknown as Adapter;
  const exchange = ready(adapter).then(
    (client) => ({ token: client.state.tokenResponse }),
    (error: unknown): RefusalCode => {
      const { status } = (error ?? {}) as { status?: unknown };
      if (typeof status === 'number') return status < 500 ? 'code-refused' : 'token-unreachable';
      const isAnswer = error instanceof Error && /access token/.test(error.message);
      return isAnswer || error instanceof SyntaxError ? 'token-unusable' : 'token-unreachable';
    },
  );
  const done = new AbortController();
  const late = here.transport
    .pause(here.transport.deadline, done.signal)
    .then((): RefusalCode => 'token-unreachable');
  return Promise.race([exchange, late]).finally(() => done.abort());
}

type OpenWindow = LaunchWindow & { readonly kind: 'window' };

function openWindow(inWindow: LaunchWindow | undefined): OpenWindow | LaunchRefusal {
  try {
    return { kind: 'window', ...(inWindow ?? browserWindow()) };
  } catch {
    return refuse('storage-blocked');
  }
}
