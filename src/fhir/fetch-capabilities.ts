import { readCapabilities, type Capabilities } from './capabilities.ts';
import { readAnswer } from './answer.ts';
import type { Transport } from './transport.ts';

/**
 * Asks for the CapabilityStatement, which is public: without a token, once, and
 * without any patient in the question. Null when there is none to be had.
 * @param base FHIR base without a trailing slash
 */
export async function fetchCapabilities(
  base: string,
  transport: Transport,
): Promise<Capabilities | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), transport.deadline);
  try {
    const request = new Request(`${base}/metadata`, {
      headers: { Accept: 'application/fhir+json' },
      signal: stop.signal,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const clock = { sentAt: transport.now(), now: transport.now() };
    const answer = await readAnswer(await transport.fetch(request), ['CapabilityStatement'], clock);
    return readCapabilities(answer.resource);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
