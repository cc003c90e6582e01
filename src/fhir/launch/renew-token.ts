import type { Transport } from '../transport.ts';
import { readToken, type Token } from './token.ts';

/**
 * Asks for the next token of the same launch. It must be for the same patient.
 * An answer without a refresh token keeps the present one (RFC 6749, 6). Not
 * tied to any signal: a cancelled reading must not cost the session.
 * @returns null when the server did not renew; the session then simply ends
 */
export async function renewToken(
  tokenEndpoint: string,
  clientId: string,
  token: Token,
  transport: Transport,
): Promise<Token | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), transport.deadline);
  try {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: token.refreshToken ?? '',
      client_id: clientId,
    });
    const response = await transport.fetch(
      new Request(tokenEndpoint, {
        method: 'POST',
        body,
        headers: { Accept: 'application/json' },
        signal: stop.signal,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      }),
    );
    if (!response.ok) return null;
    const answer = (await response.json()) as Record<string, unknown>;
    const next = readToken({ patient: token.patient, ...answer }, transport.now());
    if (next.kind !== 'token' || next.patient !== token.patient) return null;
    return token.refreshToken === undefined ? next : { refreshToken: token.refreshToken, ...next };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
