import { authorizePage, refusalPage, type Choice } from './authorize-page.ts';
import { randomName, type Client, type Clinician, type Desk, type Launch } from './desk.ts';
import { grantable } from './scope.ts';

/** What the authorization endpoint knows of the hospital. */
export interface Reception {
  readonly origin: string;
  readonly desk: Desk;
  readonly clinicians: readonly Clinician[];
  /** The registered app of that id and redirect address, or null. */
  client(id: string, redirectUri: string): Client | null;
  choices(): readonly Choice[];
  /** The current encounter of a patient, or null. */
  encounterOf(patient: string): string | null;
}

/** The one form a launch and a decision of the clinician take. */
type Context = Omit<Launch, 'ask'>;

function backTo(redirectUri: string, answer: Record<string, string>): Response {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  return new Response(null, {
    status: 303,
    headers: {
      location: target.href,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** Whether a parameter comes more than once, which OAuth forbids (RFC 6749 3.1). */
function isRepeated(request: URLSearchParams): boolean {
  return new Set(request.keys()).size < [...request.keys()].length;
}

/** What is wrong with a request whose app and redirect address are known; null if nothing. */
function mistake(request: URLSearchParams, origin: string): [string, string] | null {
  const get = (name: string): string => request.get(name) ?? '';
  if (isRepeated(request)) return ['invalid_request', 'A parameter is given twice.'];
  if (get('response_type') === '') return ['invalid_request', 'response_type is missing.'];
  if (get('response_type') !== 'code') return ['unsupported_response_type', 'Only code is given.'];
  if (get('state') === '') return ['invalid_request', 'state is missing.'];
  if (get('aud').replace(/\/$/, '') !== `${origin}/fhir`) {
    return ['invalid_request', 'aud is not this FHIR server.'];
  }
  if (!/^[\w-]{43}$/.test(get('code_challenge')) || get('code_challenge_method') !== 'S256') {
    return ['invalid_request', 'A PKCE challenge with S256 is required.'];
  }
  if (grantable(get('scope')) === '')
    return ['invalid_scope', 'None of the scopes can be granted.'];
  return null;
}

function grantCode(request: URLSearchParams, context: Context, desk: Desk): string {
  const { patient, encounter, clinician, banner, faults } = context;
  return desk.issueCode({
    client: request.get('client_id') ?? '',
    redirectUri: request.get('redirect_uri') ?? '',
    challenge: request.get('code_challenge') ?? '',
    nonce: request.get('nonce'),
    scope: grantable(request.get('scope') ?? ''),
    patient,
    encounter,
    clinician,
    banner,
    faults,
    family: randomName(),
  });
}

/** Splits the clinician's decision from the authorization request the form carried along. */
function taken(form: URLSearchParams): { request: URLSearchParams; decision: URLSearchParams } {
  const request = new URLSearchParams();
  const decision = new URLSearchParams();
  for (const [name, value] of form) {
    const target = ['decision', 'clinician', 'patient'].includes(name) ? decision : request;
    target.append(name, value);
  }
  return { request, decision };
}

/**
 * The authorization endpoint, GET or POST. An unknown app or redirect address is
 * told so on a page of ours; any other mistake goes back to the app, as OAuth
 * says. An EHR launch is granted silently unless the launch asks for consent; a
 * standalone launch shows sign-in, patient picker and consent, whose answer counts
 * only when it was posted, so that no link consents on the clinician's behalf.
 */
export function answerAuthorize(
  form: URLSearchParams,
  isPosted: boolean,
  reception: Reception,
): Response {
  const { origin, desk, clinicians } = reception;
  const { request, decision } = taken(form);
  const redirectUri = request.get('redirect_uri') ?? '';
  const client = reception.client(request.get('client_id') ?? '', redirectUri);
  if (!client)
    return refusalPage('The app or its return address is not registered with this hospital.');
  const state = { state: request.get('state') ?? '' };
  const wrong = mistake(request, origin);
  if (wrong) return backTo(redirectUri, { error: wrong[0], error_description: wrong[1], ...state });

  const name = request.get('launch');
  const launch = name === null ? null : desk.peekLaunch(name);
  if (name !== null && !launch) {
    const words = 'The launch is unknown, used or too old.';
    return backTo(redirectUri, { error: 'invalid_request', error_description: words, ...state });
  }
  const decided = isPosted ? decision.get('decision') : null;
  if (decided === 'deny') {
    if (name !== null) desk.takeLaunch(name);
    return backTo(redirectUri, { error: 'access_denied', error_description: 'Denied.', ...state });
  }
  if (decided !== 'allow' && (launch === null || launch.ask)) {
    return authorizePage({
      appName: client.name,
      scope: grantable(request.get('scope') ?? ''),
      request,
      clinicians,
      choices: launch === null ? reception.choices() : null,
      apps: [new URL(redirectUri).origin],
    });
  }
  const context = launch ?? chosen(decision, reception);
  if (!context) {
    const words = 'No patient was chosen.';
    return backTo(redirectUri, { error: 'access_denied', error_description: words, ...state });
  }
  if (name !== null) desk.takeLaunch(name);
  return backTo(redirectUri, { code: grantCode(request, context, desk), ...state });
}

function chosen(decision: URLSearchParams, reception: Reception): Context | null {
  const patient = decision.get('patient') ?? '';
  const clinician = reception.clinicians.find(({ id }) => id === decision.get('clinician'));
  if (!clinician || !reception.choices().some(({ id }) => id === patient)) return null;
  const encounter = reception.encounterOf(patient);
  return { patient, encounter, clinician, banner: true, faults: [] };
}
