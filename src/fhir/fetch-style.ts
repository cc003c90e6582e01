import { isSecureAddress } from './address.ts';
import type { Session } from './context.ts';
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
    return JSON.parse(await readText(answer)) as unknown;
  } catch {
    return null;
  }
}

/** @throws RangeError when there is more of it than a style has */
async function readText(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      void reader.cancel().catch(() => {});
      throw new RangeError(`invalid style; more than ${MOST_BYTES} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
