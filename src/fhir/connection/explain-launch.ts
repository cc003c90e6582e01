import type { Issuer } from '../../clinical/site.ts';
import { isSecureAddress } from '../address.ts';
import type { ConnectionRow } from './connection-row.ts';

const words = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];

/** Whether an address is https and on an origin the site lists for this issuer. */
function isListed(address: unknown, issuer: Issuer): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const origins = issuer.authorizationOrigins ?? [new URL(issuer.iss).origin];
  const url = new URL(address);
  return isSecureAddress(url) && origins.some((origin) => new URL(origin).origin === url.origin);
}

function row(
  feature: string,
  isGiven: boolean,
  given: string,
  missing: string,
  ask: string,
): ConnectionRow {
  return isGiven
    ? { feature, verdict: 'yes', meaning: given }
    : { feature, verdict: 'no', meaning: missing, ask };
}

/**
 * What `.well-known/smart-configuration` promises of the launch.
 *
 * @param configuration the parsed document, or null when there is none
 * @source SMART App Launch 2.2, "Conformance"
 */
export function explainLaunch(configuration: unknown, issuer: Issuer): readonly ConnectionRow[] {
  if (typeof configuration !== 'object' || configuration === null) {
    return [
      {
        feature: 'discovery',
        verdict: 'no',
        meaning: 'There is no SMART configuration at this address, so the app cannot be launched.',
        ask: 'Which FHIR base address publishes .well-known/smart-configuration?',
      },
    ];
  }
  const document = configuration as Record<string, unknown>;
  const capabilities = words(document['capabilities']);
  const has = (name: string): boolean => capabilities.includes(name);
  const endpoints = [document['authorization_endpoint'], document['token_endpoint']];
  return [
    { feature: 'discovery', verdict: 'yes', meaning: 'The SMART configuration is published.' },
    row(
      'endpoints',
      endpoints.every((endpoint) => isListed(endpoint, issuer)),
      'Both authorization endpoints are secure and on a listed origin.',
      'An authorization endpoint is missing, insecure, or on an origin the site file does not list; the launch is refused.',
      'Confirm the origin of the authorization server, then list it in authorizationOrigins of this issuer.',
    ),
    row(
      'launch from the chart',
      has('launch-ehr'),
      'Clinicians can open the app from the chart.',
      'The server does not say that it launches apps from the chart.',
      'Switch on launch-ehr for this app.',
    ),
    row(
      'patient context',
      has('context-ehr-patient') || has('context-standalone-patient'),
      'The launch names the patient.',
      'The server does not say that a launch names the patient; without it the app refuses.',
      'Switch on context-ehr-patient.',
    ),
    has('context-ehr-encounter')
      ? {
          feature: 'encounter context',
          verdict: 'yes',
          meaning: 'The launch can name the encounter.',
        }
      : {
          feature: 'encounter context',
          verdict: 'partly',
          meaning: 'The launch names no encounter: the only in-progress inpatient stay is taken.',
          ask: 'Can the launch carry the encounter (context-ehr-encounter)?',
        },
    words(document['code_challenge_methods_supported']).includes('S256')
      ? { feature: 'PKCE', verdict: 'yes', meaning: 'PKCE S256 is supported.' }
      : {
          feature: 'PKCE',
          verdict: 'partly',
          meaning:
            'S256 is not listed. The app sends it all the same; most servers then ignore it.',
          ask: 'Does the server check PKCE S256, and can it list it?',
        },
    row(
      'public client',
      has('client-public'),
      'A client without a secret may be registered.',
      'Public clients are not listed; the app keeps no secret and needs one.',
      'Register the app as a public client with PKCE.',
    ),
    has('permission-v2') || has('permission-v1')
      ? {
          feature: 'scopes',
          verdict: 'yes',
          meaning: has('permission-v2')
            ? 'SMART v2 scopes are asked for.'
            : 'SMART v1 scopes are asked for.',
        }
      : {
          feature: 'scopes',
          verdict: 'unknown',
          meaning: 'No scope version is stated; v2 is tried.',
          ask: 'Which scope syntax does the server take: v1 (.read) or v2 (.rs)?',
        },
    has('permission-online') || has('permission-offline')
      ? {
          feature: 'refresh',
          verdict: 'yes',
          meaning:
            'Tokens can be renewed. The app asks for it only when onlineAccess is set for the issuer.',
        }
      : {
          feature: 'refresh',
          verdict: 'no',
          meaning: 'When the token ends, the clinician opens the app from the chart again.',
        },
  ];
}
