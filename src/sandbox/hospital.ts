import { answerAuthorize, type Reception } from './auth/authorize.ts';
import { preflight, withCors } from './auth/cors.ts';
import { Desk, randomName, type Access, type Client } from './auth/desk.ts';
import { smartConfiguration } from './auth/discovery.ts';
import { accessOf } from './auth/scope.ts';
import { Signer } from './auth/signing.ts';
import { answerIntrospect, answerRevoke, answerToken, styleAnswer } from './auth/token.ts';
import { clinicians, sharedResources } from './clinicians.ts';
import { sandboxFaults } from './faults/all.ts';
import { withoutCors, type Door } from './faults/fault.ts';
import { FaultSwitch } from './faults/switch.ts';
import { fhirAnswer, problemAnswer } from './fhir/answer.ts';
import { capabilityStatement } from './fhir/capability-statement.ts';
import { Pages } from './fhir/pages.ts';
import { answerFhir } from './fhir/rest.ts';
import type { Library } from './fhir/search.ts';
import { searchParameters } from './fhir/search-parameters.ts';
import { Store } from './fhir/store.ts';
import { pretendPatients } from './patients/all.ts';
import type { PretendPatient } from './patients/pretend-patient.ts';
import { Problem } from './problem.ts';
import { answerRecord } from './record/answer-record.ts';
import { choiceOf } from './record/choice.ts';
import { RequestLog } from './request-log.ts';
import { answerTools } from './tools.ts';

/** How a pretend hospital is set up. */
export interface HospitalOptions {
  /** Its own origin, such as `http://127.0.0.1:9090`. */
  readonly origin: string;
  /** Origin of the app, whose `/` and `/index.html` are the registered return addresses. */
  readonly appOrigin: string;
  /** Its clock; the computer's if not given. Courses lead up to the moment of opening. */
  readonly now?: () => Date;
  /** IANA zone of its wall clocks. */
  readonly zone?: string;
  /** Lifetime of an access token; 3600 if not given. */
  readonly tokenSeconds?: number;
  /** Whether apps that are not registered may come too. */
  readonly anyClient?: boolean;
  /** The patients; all of the sandbox's if not given. */
  readonly patients?: readonly PretendPatient[];
  /** Whether every resource type may be written, as on a test server, and not only what an app files. */
  readonly writeAnything?: boolean;
  /** Files of the record screen, by path; without them its pages come unstyled. */
  readonly assets?: ReadonlyMap<string, { readonly type: string; readonly body: string }>;
}

/** What opening the app for a patient may say beside who it is. */
export interface LaunchOptions {
  readonly patient: string;
  readonly banner?: boolean;
  readonly ask?: boolean;
  readonly faults?: readonly string[];
}

/** A pretend hospital: a FHIR server, an authorization server and a record screen in one function. */
export interface Hospital {
  readonly origin: string;
  /** FHIR base URL, the `iss` of its launches. */
  readonly base: string;
  readonly appOrigin: string;
  /** IANA zone of its wall clocks. */
  readonly zone: string;
  readonly patients: readonly PretendPatient[];
  readonly store: Store;
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** Answers any request to the hospital's origin. */
  fetch(request: Request): Promise<Response>;
  /** A `launch` parameter for a patient. */
  launch(options: LaunchOptions): string;
  /** An access token without the dance, for tests and tools; no patient gives a user-level one. */
  grant(options: { readonly scope: string; readonly patient?: string }): string;
  now(): Date;
}

/** The client id under which the app is registered. */
export const CLIENT_ID = 'ecmo-ich-risk';

/** Resource types an app may file at the pretend hospital. */
const WRITABLE = ['Observation', 'RiskAssessment', 'Provenance', 'DocumentReference', 'Device'];

function doorOf(path: string): Door {
  if (path === '/fhir/.well-known/smart-configuration') return 'discovery';
  if (path === '/fhir/metadata') return 'metadata';
  if (path === '/auth/authorize') return 'authorize';
  if (path === '/auth/token') return 'token';
  return path === '/fhir' || path.startsWith('/fhir/') ? 'fhir' : 'other';
}

function filled(store: Store, patients: readonly PretendPatient[], at: number, zone: string): void {
  for (const resource of sharedResources) store.put(resource, new Date(at).toISOString());
  for (const patient of patients) {
    for (const filed of patient.write({ at, zone }).filed) {
      store.put(filed.resource, new Date(filed.at).toISOString());
    }
  }
}

function bearerOf(request: Request): string | null {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** Opens a pretend hospital. Everything it knows is in memory and gone with it. */
export function createHospital(options: HospitalOptions): Hospital {
  const { origin, appOrigin, anyClient = false, zone = 'America/New_York' } = options;
  const now = options.now ?? (() => new Date());
  const patients = options.patients ?? pretendPatients;
  const base = `${origin}/fhir`;
  const opened = now();
  const store = new Store(now);
  filled(store, patients, opened.getTime(), zone);
  const writable = options.writeAnything ? Object.keys(searchParameters) : WRITABLE;
  const library: Library = { store, pages: new Pages(now), base, zone, writable };
  const desk = new Desk(now, options.tokenSeconds ?? 3600);
  const signer = new Signer();
  const faults = new FaultSwitch(sandboxFaults);
  const requests = new RequestLog();
  const registered: Client = {
    id: CLIENT_ID,
    name: 'ICH risk on ECMO',
    redirectUris: [`${appOrigin}/`, `${appOrigin}/index.html`],
  };
  const encounterOf = (patient: string): string | null =>
    store
      .all('Encounter', patient)
      .find((each) => 'status' in each && each.status === 'in-progress')?.id ?? null;
  const reception: Reception = {
    origin,
    desk,
    clinicians,
    encounterOf,
    choices: () => store.all('Patient').map(choiceOf),
    client: (id, redirectUri) => {
      if (id === registered.id && registered.redirectUris.includes(redirectUri)) return registered;
      if (!anyClient || id === '' || !URL.canParse(redirectUri)) return null;
      return { id, name: id, redirectUris: [redirectUri] };
    },
  };
  const firstClinician = clinicians[0] ?? { id: 'nobody', name: 'Nobody' };

  const hospital: Hospital = {
    origin,
    base,
    appOrigin,
    zone,
    patients,
    store,
    faults,
    requests,
    now,
    fetch: answer,
    launch: ({ patient, banner = true, ask = false, faults: names = [] }) =>
      desk.openLaunch({
        patient,
        encounter: encounterOf(patient),
        clinician: firstClinician,
        banner,
        ask,
        faults: names,
      }),
    grant: ({ scope, patient = null }) =>
      desk.issueToken({
        scope,
        patient,
        encounter: patient === null ? null : encounterOf(patient),
        client: 'tools',
        clinician: firstClinician,
        banner: true,
        faults: [],
        family: randomName(),
      }),
  };
  return hospital;

  /** What a request without a bearer token belongs to, told by its launch, code or refresh token. */
  function boundTo(
    door: Door,
    url: URL,
    form: string,
  ): { family: string; faults: readonly string[] } | null {
    const posted = new URLSearchParams(form);
    const named = (name: string): string => url.searchParams.get(name) ?? posted.get(name) ?? '';
    if (door === 'token') return desk.peekGrant(named('code') || named('refresh_token'));
    const launch = door === 'authorize' ? desk.peekLaunch(named('launch')) : null;
    return launch && { family: named('launch'), faults: launch.faults };
  }

  async function atFhir(request: Request): Promise<Response> {
    const token = bearerOf(request);
    const grant = token === null ? null : desk.tokenOf(token);
    if (!grant) {
      const why = token === null ? 'Bearer' : 'Bearer error="invalid_token"';
      throw new Problem(401, 'login', 'A valid access token is needed.', {
        'www-authenticate': why,
      });
    }
    const accept = request.headers.get('accept') ?? '*/*';
    if (!/\*\/\*|application\/(\*|json|fhir\+json|json-patch\+json)/.test(accept)) {
      throw new Problem(406, 'not-supported', 'This server speaks JSON only.');
    }
    const path = new URL(request.url).pathname.split('/').slice(2).map(decodeURIComponent);
    return answerFhir(request, path, accessOf(grant, store, library), library);
  }

  async function plainly(request: Request, door: Door): Promise<Response> {
    const url = new URL(request.url);
    const at = { origin, desk, signer, now };
    if (door === 'discovery') return fhirJson(smartConfiguration(origin));
    if (door === 'metadata')
      return fhirAnswer(
        200,
        capabilityStatement({ base, origin, started: opened.toISOString(), writable }),
      );
    if (door === 'fhir') return atFhir(request);
    if (door === 'token') return answerToken(request, at);
    if (door === 'authorize') {
      const form =
        request.method === 'POST' ? new URLSearchParams(await request.text()) : url.searchParams;
      return answerAuthorize(form, reception);
    }
    if (url.pathname === '/auth/jwks') return fhirJson(await signer.jwks());
    if (url.pathname === '/auth/introspect') return answerIntrospect(request, at);
    if (url.pathname === '/auth/revoke') return answerRevoke(request, at);
    if (url.pathname === '/auth/style.json') return styleAnswer();
    if (url.pathname.startsWith('/sandbox/')) return answerTools(request, hospital);
    return answerRecord(request, hospital, options.assets ?? new Map());
  }

  async function answer(request: Request): Promise<Response> {
    const from = requests.clock();
    const url = new URL(request.url);
    const door = doorOf(url.pathname);
    const asking = request.headers.get('origin');
    const allowed = door === 'discovery' || anyClient || asking === appOrigin || asking === origin;
    const token = bearerOf(request);
    const access: Access | null = token === null ? null : desk.tokenOf(token);
    const readable = door !== 'other' || url.pathname.startsWith('/auth/');
    const form = request.method === 'POST' && door !== 'fhir' ? await request.clone().text() : '';
    const safely = async (instead: Request = request): Promise<Response> => {
      if (instead.method === 'OPTIONS') return preflight();
      try {
        return await plainly(instead, door);
      } catch (problem) {
        if (problem instanceof Problem) return problemAnswer(problem);
        throw problem;
      }
    };
    const [, , type = null] = url.pathname.split('/');
    const exchange = {
      request,
      url,
      door,
      type: door === 'fhir' ? type : null,
      store,
      patient: access?.patient ?? null,
      origin,
      now,
      limitToken: (name: string, seconds: number) => desk.limitToken(name, seconds),
      answer: safely,
    };
    const bound = access ?? boundTo(door, url, form);
    const said = await faults.pass(exchange, bound?.family ?? null, bound?.faults ?? []);
    const given = readable && !withoutCors.has(said) ? withCors(said, asking, allowed) : said;
    if (request.method !== 'OPTIONS') {
      const bearer = token === null ? 'none' : access ? 'known' : 'unknown';
      const patient = access?.patient ?? null;
      requests.add({ request, door, form, patient, bearer, answer: given, from });
    }
    return given;
  }
}

function fhirJson(body: unknown): Response {
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
