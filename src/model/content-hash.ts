/**
 * JSON with members sorted by code unit and no spaces, numbers as ECMAScript
 * writes them (RFC 8785), so that equal documents have equal text.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256, lower-case hex, of a document's canonical JSON without its own `sha256` member. */
export async function contentHash(document: object): Promise<string> {
  const { sha256: _, ...rest } = document as { sha256?: unknown };
  const text = new TextEncoder().encode(canonicalJson(rest));
  const digest = await globalThis.crypto.subtle.digest('SHA-256', text);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
