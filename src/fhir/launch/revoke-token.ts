import type { Transport } from '../transport.ts';
import type { Token } from './token.ts';

/**
 * Gives the token back (RFC 7009): the longest-lived one there is, which ends
 * the others with it. Nothing waits for the answer; the token is forgotten here
 * either way.
 */
export async function revokeToken(
  endpoint: string,
  clientId: string,
  token: Token,
  transport: Transport,
): Promise<void> {
  const body = new URLSearchParams({
    token: token.refreshToken ?? token.accessToken,
    client_id: clientId,
  });
  const request = new Request(endpoint, {
    method: 'POST',
    body,
    redirect: 'manual',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    keepalive: true,
  });
  await transport.fetch(request).catch(() => undefined);
}
