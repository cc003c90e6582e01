import { localReference } from '../address.ts';

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same instant, or the same resource, however it is written. */
function normalise(value: unknown, base: string): unknown {
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return Date.parse(value);
  return localReference(base, value) ?? value;
}

/** Whether the server kept everything that was sent; it may have added to it. */
function isKept(sent: unknown, stored: unknown, base: string): boolean {
  if (Array.isArray(sent)) {
    return (
      Array.isArray(stored) &&
      sent.every((item) => stored.some((other) => isKept(item, other, base)))
    );
  }
  if (isObject(sent)) {
    return (
      isObject(stored) && Object.keys(sent).every((key) => isKept(sent[key], stored[key], base))
    );
  }
  return normalise(sent, base) === normalise(stored, base);
}

/** Members whose form a server may choose. */
const servers = new Set(['resourceType', 'id', 'meta', 'text', 'contained']);

/**
 * Names of the members a server changed or dropped, in the order they were
 * sent: `author`, `date`, `status` … Empty when the record says what we said.
 * @param base FHIR base without a trailing slash
 */
export function listDifferences(sent: object, stored: object, base: string): readonly string[] {
  const [ours, theirs] = [sent, stored] as [Members, Members];
  return Object.keys(ours).filter(
    (key) => !servers.has(key) && !isKept(ours[key], theirs[key], base),
  );
}
