import { isSecureAddress } from './address.ts';
import type { Session } from './context.ts';
import { readText } from './read-text.ts';
import type { Transport } from './transport.ts';

/** How long a style may take to come, in milliseconds, and how large it may be, in bytes. */
const DEADLINE = 5_000;
const MOST_BYTES = 16_384;

/**
 * The record system's style, parsed and not yet believed; null when there is
 * none, or it lies elsewhere than with the FHIR server or on an origin the site
 * lists, or anything at all is wrong with it. It is asked for without token,
 * cookie or referrer, and a redirect is not followed.
 *
 * @source SMART App Launch 2.2, 2.0.10.1 (`smart_style_url`)
 */
export async function fetchStyle(
  { styleUrl, base, issuer }: Pick<Session, 'styleUrl' | 'base' | 'issuer'>,
  transport: Pick<Transport, 'fetch'>,
): Promise<unknown> {
  if (styleUrl === undefined || !URL.canParse(styleUrl)) return null;
  const url = new URL(styleUrl);
  const origins = [new URL(base).origin, ...(issuer.styleOrigins ?? [])];
  if (!isSecureAddress(url) || !origins.includes(url.origin)) return null;
  try {
    const answer = await transport.fetch(
      new Request(url, {
        headers: { Accept: 'application/json' },
        signal: AbortSignal.timeout(DEADLINE),
        redirect: 'manual',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      }),
    );
    if (answer.status !== 200) return null;
    const text = await readText(answer, MOST_BYTES);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
