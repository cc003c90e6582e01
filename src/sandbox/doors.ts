import { answerAuthorize, type Reception } from './auth/authorize.ts';
import type { Client } from './auth/desk.ts';
import { smartConfiguration } from './auth/discovery.ts';
import { openidConfiguration } from './auth/openid-configuration.ts';
import { accessOf } from './auth/scope.ts';
import { answerIntrospect, answerRevoke, answerToken, styleAnswer } from './auth/token.ts';
import type { Door } from './faults/fault.ts';
import { fhirAnswer } from './fhir/answer.ts';
import { capabilityStatement } from './fhir/capability-statement.ts';
import { answerFhir } from './fhir/rest.ts';
import { encounterOf, type House } from './house.ts';
import { Problem } from './problem.ts';
import { answerRecord } from './record/answer-record.ts';
import { choiceOf } from './record/choice.ts';
import { answerTools } from './tools.ts';

/** Which door of the hospital a path leads to. */
export function doorOf(path: string): Door {
  if (path === '/fhir/.well-known/smart-configuration') return 'discovery';
  if (path === '/fhir/.well-known/openid-configuration') return 'other';
  if (path === '/fhir/metadata') return 'metadata';
  if (path === '/auth/authorize') return 'authorize';
  if (path === '/auth/token') return 'token';
  return path === '/fhir' || path.startsWith('/fhir/') ? 'fhir' : 'other';
}

/** The bearer token of a request, or null. */
export function bearerOf(request: Request): string | null {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

function stepsOf(pathname: string): string[] {
  try {
    return pathname.split('/').slice(2).map(decodeURIComponent);
  } catch {
    throw new Problem(400, 'invalid', 'The address is not well-formed.');
  }
}

function atFhir(request: Request, { desk, library }: House): Promise<Response> {
  const token = bearerOf(request);
  const grant = token === null ? null : desk.tokenOf(token);
  if (!grant) {
    const why = token === null ? 'Bearer' : 'Bearer error="invalid_token"';
    throw new Problem(401, 'login', 'A valid access token is needed.', { 'www-authenticate': why });
  }
  const accept = request.headers.get('accept') ?? '*/*';
  if (!/\*\/\*|application\/(\*|json|fhir\+json|json-patch\+json)/.test(accept)) {
    throw new Problem(406, 'not-supported', 'This server speaks JSON only.');
  }
  const steps = stepsOf(new URL(request.url).pathname);
  const asked = request.method === 'HEAD' ? new Request(request, { method: 'GET' }) : request;
  return answerFhir(asked, steps, accessOf(grant, library.store, library), library);
}

/** The request, if it is a POST; 405 if not. */
function postOnly(request: Request): Request {
  if (request.method === 'POST') return request;
  throw new Problem(405, 'not-supported', 'Only POST is answered here.', { allow: 'POST' });
}

function clientFor(
  { registered, hospital }: House,
  id: string,
  redirectUri: string,
): Client | null {
  if (id === registered.id && registered.redirectUris.includes(redirectUri)) return registered;
  if (!hospital.anyClient || id === '' || !URL.canParse(redirectUri)) return null;
  return { id, name: id, redirectUris: [redirectUri] };
}

async function atAuthorize(request: Request, house: House): Promise<Response> {
  const { hospital, desk, clinicians } = house;
  const { origin, store } = hospital;
  const posted = request.method === 'POST' ? await request.text() : null;
  const form = posted === null ? new URL(request.url).searchParams : new URLSearchParams(posted);
  const reception: Reception = {
    origin,
    desk,
    clinicians,
    client: (id, redirectUri) => clientFor(house, id, redirectUri),
    choices: () => store.all('Patient').map(choiceOf),
    encounterOf: (patient) => encounterOf(store, patient),
  };
  return answerAuthorize(form, posted !== null, reception);
}

/** Answers a request at its door, as a hospital without faults would; throws a Problem where it will not. */
export async function answerAtDoor(request: Request, door: Door, house: House): Promise<Response> {
  const { hospital, desk, signer, library, opened: started } = house;
  const { origin, base, now } = hospital;
  const tokens = { origin, desk, signer, now };
  if (door === 'discovery') return json(smartConfiguration(origin));
  if (door === 'metadata') {
    const { writable } = library;
    return fhirAnswer(200, capabilityStatement({ base, origin, started, writable }));
  }
  if (door === 'fhir') return atFhir(request, house);
  if (door === 'token') return answerToken(postOnly(request), tokens);
  if (door === 'authorize') return atAuthorize(request, house);
  const { pathname } = new URL(request.url);
  if (pathname === '/auth/jwks') return json(await signer.jwks());
  if (pathname === '/fhir/.well-known/openid-configuration')
    return json(openidConfiguration(origin));
  if (pathname === '/auth/introspect')
    return answerIntrospect(postOnly(request), bearerOf(request), tokens);
  if (pathname === '/auth/revoke') return answerRevoke(postOnly(request), tokens);
  if (pathname === '/auth/style.json') return styleAnswer();
  if (pathname.startsWith('/sandbox/')) return answerTools(request, hospital);
  return answerRecord(request, hospital, house.assets);
}
