/** Why a launch or its return is refused. Closed: no text of a server or an address reaches a screen. */
export type RefusalCode =
  | 'iss-missing'
  | 'iss-not-allowed'
  | 'launch-missing'
  | 'site-switched-off'
  | 'discovery-unreachable'
  | 'discovery-unusable'
  | 'discovery-foreign'
  | 'browser-unfit'
  | 'storage-blocked'
  | 'not-launched'
  | 'state-unknown'
  | 'denied-by-user'
  | 'denied-by-server'
  | 'scope-refused'
  | 'server-busy'
  | 'code-refused'
  | 'token-unreachable'
  | 'token-unusable'
  | 'patient-missing';

/** A refused launch: one sentence for the clinician, one for hospital IT. */
export interface LaunchRefusal {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  /** What to do now, for the clinician. */
  readonly clinician: string;
  /** What to check, for hospital IT. */
  readonly it: string;
}

const again = 'Please open the app again from the patient’s chart.';
const ask = 'The app cannot be opened from here. Please tell your IT department.';

const sentences: Readonly<Record<RefusalCode, readonly [clinician: string, it: string]>> = {
  'iss-missing': [
    'This page has to be opened from the patient’s chart.',
    'The launch address has no single `iss` parameter, and no server of the site allows a standalone launch.',
  ],
  'iss-not-allowed': [
    ask,
    'The `iss` of the launch is not one of the `issuers` in the site file; nothing was sent to it.',
  ],
  'launch-missing': [
    'This page has to be opened from the patient’s chart.',
    'The launch address has no `launch` parameter, and this server is not set `standalone` in the site file.',
  ],
  'site-switched-off': [
    'Your hospital has switched this app off.',
    '`enabled` is false in the site file.',
  ],
  'discovery-unreachable': [
    'The record system does not answer. Please try again in a minute.',
    'No answer from `.well-known/smart-configuration` of the FHIR server (network, TLS, CORS or a server error).',
  ],
  'discovery-unusable': [
    ask,
    '`.well-known/smart-configuration` is not JSON or lacks an authorization or token endpoint.',
  ],
  'discovery-foreign': [
    ask,
    'The discovery document names an endpoint that is not https on an origin listed in `authorizationOrigins`; nothing was sent to it.',
  ],
  'browser-unfit': [
    'This browser is too old or the page is not opened securely. Please tell your IT department.',
    'The page needs https (or loopback), Web Crypto and fetch.',
  ],
  'storage-blocked': [
    'This browser does not let the app remember the launch. Please tell your IT department.',
    'sessionStorage is blocked or full. Allow it for this origin; in a frame, allow partitioned storage.',
  ],
  'not-launched': [
    again,
    'The page was opened or reloaded without a launch; the token is kept in memory only.',
  ],
  'state-unknown': [
    again,
    'The returned `state` is not the one this window sent: an older launch, a second use, or storage lost between launch and return (partitioned frame, browser security zones).',
  ],
  'denied-by-user': [
    'Access to the record was declined. To use the app, open it again from the chart and allow access.',
    'The authorization server answered access_denied.',
  ],
  'denied-by-server': [
    ask,
    'The authorization server refused the request: check client id, redirect address and registration.',
  ],
  'scope-refused': [
    ask,
    'The authorization server answered invalid_scope: check which scopes are registered.',
  ],
  'server-busy': [
    'The record system is busy. Please open the app again in a minute.',
    'The authorization server answered server_error or temporarily_unavailable.',
  ],
  'code-refused': [
    again,
    'The token endpoint refused the code (expired, already used, or the PKCE verifier did not match).',
  ],
  'token-unreachable': [
    'The record system did not answer in time. Please open the app again from the chart.',
    'No usable answer from the token endpoint (network, TLS, CORS, deadline or a server error).',
  ],
  'token-unusable': [ask, 'The token answer lacks a bearer access token or is not JSON.'],
  'patient-missing': [
    'No patient came with the launch. Please open the app again from a patient’s chart.',
    'The token answer has no valid `patient`: check the launch context and the scope `launch` or `launch/patient`.',
  ],
};

/** The refusal with this code. */
export function refuse(code: RefusalCode): LaunchRefusal {
  const [clinician, it] = sentences[code];
  return { kind: 'refusal', code, clinician, it };
}
