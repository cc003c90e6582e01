import type { Issuer } from '../../clinical/site.ts';
import type { Capabilities } from '../capabilities.ts';
import type { Session } from '../context.ts';
import type { Transport } from '../transport.ts';
import { readGrantedScopes } from './granted-scopes.ts';
import { renewToken } from './renew-token.ts';
import { revokeToken } from './revoke-token.ts';
import type { Token } from './token.ts';

/** What a session is made of. */
export interface SessionParts {
  readonly issuer: Issuer;
  readonly token: Token;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint?: string;
  /** What was asked for: the grant of a server that does not state it (RFC 6749, 5.1). */
  readonly askedScope: string;
  readonly capabilities: Promise<Capabilities | null>;
  readonly transport: Transport;
}

/** Milliseconds between two renewals: Oracle answers no more than one a minute. */
const renewalPause = 60_000;

/** Opens a session: the token stays inside the closures and is never part of a value. */
export function openSession(parts: SessionParts): Session {
  const { issuer, transport } = parts;
  const launchedAt = transport.now();
  let token: Token | null = parts.token;
  let renewing: Promise<boolean> | null = null;
  let renewedAt = launchedAt;

  const renew = async (): Promise<boolean> => {
    if (token?.refreshToken === undefined || issuer.onlineAccess !== true) return false;
    if (transport.now() - renewedAt < renewalPause) return false;
    renewedAt = transport.now();
    const next = await renewToken(parts.tokenEndpoint, issuer.clientId, token, transport);
    if (next === null || token === null) return false;
    token = next;
    return true;
  };

  const { patient, encounter, needPatientBanner, styleUrl, user, scope } = parts.token;
  return {
    kind: 'session',
    issuer,
    base: issuer.iss.replace(/\/+$/, ''),
    patient,
    ...(encounter === undefined ? {} : { encounter }),
    scopes: readGrantedScopes(scope ?? parts.askedScope),
    needPatientBanner,
    ...(styleUrl === undefined ? {} : { styleUrl }),
    ...(user === undefined ? {} : { user }),
    launchedAt,
    capabilities: parts.capabilities,
    authorization: () =>
      token !== null && transport.now() < token.expiresAt ? `Bearer ${token.accessToken}` : null,
    expiresAt: () => token?.expiresAt ?? launchedAt,
    renew: () => {
      renewing ??= renew().finally(() => {
        renewing = null;
      });
      return renewing;
    },
    end: () => {
      const { revocationEndpoint } = parts;
      if (token !== null && revocationEndpoint !== undefined) {
        void revokeToken(revocationEndpoint, issuer.clientId, token, transport);
      }
      token = null;
    },
  };
}
