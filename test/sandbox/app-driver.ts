import { createHash, randomBytes } from 'node:crypto';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { vvNoCt } from '../../src/sandbox/patients/vv-no-ct.ts';
import { createHospital, type Hospital, type HospitalOptions } from '../../src/sandbox/hospital.ts';

export const ORIGIN = 'http://hospital.test';
export const APP = 'http://app.test';

/** A hospital with a clock that a test can move. */
export interface Bench {
  readonly hospital: Hospital;
  /** Moves the clock forward. */
  later(seconds: number): void;
}

/** Opens a hospital of two patients at a fixed moment. */
export function openBench(options: Partial<HospitalOptions> = {}): Bench {
  let time = Date.parse('2026-03-10T15:00:00Z');
  const hospital = createHospital({
    origin: ORIGIN,
    appOrigin: APP,
    now: () => new Date(time),
    patients: [cleanVa, vvNoCt],
    ...options,
  });
  return {
    hospital,
    later: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** JSON whose shape a test asserts. */
export type Json = any; // oxlint-disable-line typescript/no-explicit-any

/** What came back, with its body read. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
}

/** One FHIR request with a token; the path is below the FHIR base or a whole address. */
export async function ask(
  hospital: Hospital,
  token: string,
  path: string,
  init: RequestInit = {},
): Promise<Got> {
  const address = path.startsWith('http') ? path : `${hospital.base}/${path}`;
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  const response = await hospital.fetch(new Request(address, { ...init, headers }));
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text ? JSON.parse(text) : null,
  };
}

/** Sends JSON with a token. */
export function send(
  hospital: Hospital,
  token: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Got> {
  return ask(hospital, token, path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/fhir+json', ...headers },
  });
}

/** An authorization request as a well-behaved app would send it. */
export function authorizationRequest(over: Record<string, string | null> = {}): {
  readonly url: string;
  readonly verifier: string;
} {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams();
  const usual: Record<string, string | null> = {
    response_type: 'code',
    client_id: 'ecmo-ich-risk',
    redirect_uri: `${APP}/index.html`,
    scope: 'launch openid fhirUser patient/Patient.rs patient/Observation.rs',
    state: 'a-state',
    aud: `${ORIGIN}/fhir`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  };
  for (const [name, value] of Object.entries(usual))
    if (value !== null) parameters.set(name, value);
  return { url: `${ORIGIN}/auth/authorize?${parameters}`, verifier };
}

/** Follows an authorization request to where it redirects. */
export async function authorize(hospital: Hospital, url: string): Promise<URL | null> {
  const response = await hospital.fetch(new Request(url));
  const location = response.headers.get('location');
  return location === null ? null : new URL(location);
}

/** Posts to the token endpoint. */
export async function postToken(hospital: Hospital, form: Record<string, string>): Promise<Got> {
  const response = await hospital.fetch(
    new Request(`${ORIGIN}/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: APP },
      body: new URLSearchParams(form).toString(),
    }),
  );
  return { status: response.status, headers: response.headers, json: await response.json() };
}

/** A whole EHR launch; gives the token response. */
export async function launchApp(
  hospital: Hospital,
  patient: string,
  over: Record<string, string | null> = {},
): Promise<Got> {
  const launch = hospital.launch({ patient });
  const { url, verifier } = authorizationRequest({ launch, ...over });
  const back = await authorize(hospital, url);
  return postToken(hospital, {
    grant_type: 'authorization_code',
    client_id: 'ecmo-ich-risk',
    redirect_uri: over['redirect_uri'] ?? `${APP}/index.html`,
    code: back?.searchParams.get('code') ?? '',
    code_verifier: verifier,
  });
}
