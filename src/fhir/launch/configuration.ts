import type { Issuer } from '../../clinical/site.ts';
import { isSecureAddress } from '../address.ts';
import { RequestError } from '../request-error.ts';
import { readRetryAfter, retryDelay } from '../retry.ts';
import type { Transport } from '../transport.ts';
import { type LaunchRefusal, refuse } from './refusal.ts';

/** What `.well-known/smart-configuration` says, checked (SMART App Launch 2.2, conformance). */
export interface SmartConfiguration {
  readonly kind: 'configuration';
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** Where a token is given back (RFC 7009), when that lies on an allowed origin too. */
  readonly revocationEndpoint?: string;
  readonly scopesSupported: readonly string[];
  /** `permission-v2`, `launch-ehr` … */
  readonly capabilities: readonly string[];
  /** False where the server lists no S256; the challenge is sent all the same. */
  readonly offersS256: boolean;
}

/**
 * Fetches the discovery document with our own request: it is tried again when
 * the server is busy, and nothing of a failure is remembered. Both endpoints
 * must be https (or loopback) on an origin the site lists for this server, so
 * that no document can send the code or the patient's login elsewhere.
 */
export async function fetchConfiguration(
  issuer: Issuer,
  transport: Transport,
): Promise<SmartConfiguration | LaunchRefusal> {
  const json = await fetchDocument(issuer, transport);
  if (json === null) return refuse('discovery-unreachable');
  const authorizationEndpoint = json['authorization_endpoint'];
  const tokenEndpoint = json['token_endpoint'];
  if (typeof authorizationEndpoint !== 'string' || typeof tokenEndpoint !== 'string') {
    return refuse('discovery-unusable');
  }
  const allowed = issuer.authorizationOrigins ?? [new URL(issuer.iss).origin];
  const origins = new Set(allowed.map((origin) => new URL(origin).origin));
  const isAllowed = (endpoint: string) => {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
    return url !== null && isSecureAddress(url) && origins.has(url.origin);
  };
  if (!isAllowed(authorizationEndpoint) || !isAllowed(tokenEndpoint)) {
    return refuse('discovery-foreign');
  }
  const revocation = json['revocation_endpoint'];
  const canRevoke = typeof revocation === 'string' && isAllowed(revocation);
  return {
    kind: 'configuration',
    authorizationEndpoint,
    tokenEndpoint,
    ...(canRevoke ? { revocationEndpoint: revocation } : {}),
    scopesSupported: words(json['scopes_supported']),
    capabilities: words(json['capabilities']),
    offersS256: words(json['code_challenge_methods_supported']).includes('S256'),
  };
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}

/** The document as JSON, `{}` when it is not JSON, null when the server cannot be reached. */
async function fetchDocument(
  issuer: Issuer,
  transport: Transport,
): Promise<Record<string, unknown> | null> {
  const address = `${issuer.iss.replace(/\/+$/, '')}/.well-known/smart-configuration`;
  for (let attempt = 1; ; attempt += 1) {
    const error = await attemptDocument(address, transport).catch(
      () => new RequestError('unreachable'),
    );
    if (!(error instanceof RequestError)) return error;
    const wait =
      attempt < transport.attempts ? retryDelay(error, attempt, transport.random()) : null;
    if (wait === null) return null;
    await transport.pause(wait);
  }
}

async function attemptDocument(
  address: string,
  transport: Transport,
): Promise<Record<string, unknown> | RequestError> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), Math.min(transport.deadline, 10_000));
  try {
    const response = await transport.fetch(
      new Request(address, {
        headers: { Accept: 'application/json' },
        signal: stop.signal,
        redirect: 'follow',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      }),
    );
    if (!response.ok) {
      const retryAfter = readRetryAfter(response.headers.get('Retry-After'), transport.now());
      return new RequestError('status', { status: response.status, retryAfter });
    }
    const json: unknown = await response.json().catch(() => null);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } finally {
    clearTimeout(timer);
  }
}
