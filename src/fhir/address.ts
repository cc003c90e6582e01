const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a patient's data may travel to this address: https, or http on this computer, and nobody's name in it. */
export function isSecureAddress(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

/**
 * The address a path, a search or a server's own link means, or null when it
 * leaves the FHIR base of the launch: other origin, other path, a user name in
 * it, or slashes in disguise. The token travels only to addresses this function gave.
 * @param base FHIR base without a trailing slash
 */
export function resolveOnBase(base: string, target: string): URL | null {
  if (!URL.canParse(target, `${base}/`)) return null;
  const url = new URL(target, `${base}/`);
  const home = new URL(base);
  const path = home.pathname.replace(/\/+$/, '');
  if (url.origin !== home.origin || url.username !== '' || url.password !== '') return null;
  if (/%2f|%5c|%00/i.test(url.pathname)) return null;
  if (url.pathname !== path && !url.pathname.startsWith(`${path}/`)) return null;
  url.hash = '';
  return url;
}

/** FHIR's id: letters, digits, `-` and `.`, at most 64 (R4 datatypes, id). */
export function isFhirId(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(text);
}

/**
 * `Type/id` of a reference that means a resource on this server, or null:
 * relative, or absolute under the base, with or without a version.
 */
export function localReference(base: string, reference: unknown): string | null {
  if (typeof reference !== 'string') return null;
  const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  const parts =
    /^([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(
      relative,
    );
  return parts === null ? null : `${parts[1]}/${parts[2]}`;
}
