import type { RequestError } from './request-error.ts';

/** The longest a server may make a clinician wait before the read counts as failed, in milliseconds. */
export const longestWait = 20_000;

const patient = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Milliseconds of a `Retry-After` header, seconds or HTTP date (RFC 9110,
 * 10.2.3); undefined when there is none or it cannot be read.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/**
 * Milliseconds to wait before a read is tried again, or null when trying again
 * is of no use: the server's own wish up to `longestWait`, else 0.4 s doubling,
 * each spread by half so that many windows do not come back at once.
 * @param attempt how many attempts have failed, from 1
 * @param spread 0 to 1
 */
export function retryDelay(error: RequestError, attempt: number, spread: number): number | null {
  const worthIt =
    error.failure === 'unreachable' ||
    error.failure === 'timeout' ||
    (error.failure === 'status' && patient.has(error.status ?? 0));
  if (!worthIt) return null;
  if (error.retryAfter !== undefined) {
    return error.retryAfter <= longestWait ? error.retryAfter + spread * 250 : null;
  }
  return 400 * 2 ** (attempt - 1) * (0.5 + spread);
}
