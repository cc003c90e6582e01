import type { Issuer, Site } from '../../clinical/site.ts';
import { isSecureAddress } from '../address.ts';

/** The address in the one form two spellings of a server share, or null when it may not be a FHIR server at all. */
function normalise(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!isSecureAddress(url) || url.search !== '' || url.hash !== '') return null;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/**
 * The site's entry for the server a launch names, or null when it is not one of
 * them. Host case, default port, dot segments and a trailing slash do not
 * matter; scheme, host, port and path do. The caller goes on with the site's
 * own spelling, never with the address from the launch.
 */
export function pickIssuer(iss: string, site: Site): Issuer | null {
  const wanted = normalise(iss);
  if (wanted === null) return null;
  return site.issuers.find((issuer) => normalise(issuer.iss) === wanted) ?? null;
}
