import type { Codebook } from '../clinical/codebook.ts';
import type { Issuer, Site } from '../clinical/site.ts';
import type { AnyResource } from '../fhir/answer.ts';
import type { ConnectionRow } from '../fhir/connection/connection-row.ts';
import { explainConnection } from '../fhir/connection/explain-connection.ts';

interface Answer {
  readonly json: unknown;
  readonly allowsOrigin: string | null;
}

/** A deadline for each of the two requests, in milliseconds. */
const deadline = 15_000;

async function fetchJson(address: string, accept: string, origin: string): Promise<Answer | null> {
  try {
    const response = await fetch(address, {
      headers: { Accept: accept, Origin: origin },
      signal: AbortSignal.timeout(deadline),
    });
    const json: unknown = response.ok ? await response.json().catch(() => null) : null;
    return { json, allowsOrigin: response.headers.get('Access-Control-Allow-Origin') };
  } catch {
    return null;
  }
}

function corsRow(answers: readonly (Answer | null)[], origin: string): ConnectionRow {
  const feature = 'CORS';
  if (answers.every((answer) => answer === null))
    return {
      feature,
      verdict: 'unknown',
      meaning: 'The server could not be reached from here.',
      ask: 'Is the address right, and may this computer reach it (DNS, TLS, firewall)?',
    };
  const isAllowed = answers.every(
    (answer) => answer?.allowsOrigin === '*' || answer?.allowsOrigin === origin,
  );
  return isAllowed
    ? { feature, verdict: 'yes', meaning: `Browsers at ${origin} may read the answers.` }
    : {
        feature,
        verdict: 'no',
        meaning: `Browsers at ${origin} may not read the answers, so the app cannot start.`,
        ask: `Allow the origin ${origin} (CORS) on the FHIR and authorization servers.`,
      };
}

/**
 * Asks a server the two questions that need no token, and explains the answers.
 *
 * @param origin the address the app will be served from, for the CORS answer
 * @param now milliseconds since 1970 UTC
 */
export async function probeIssuer(
  issuer: Issuer,
  site: Site,
  codebook: Codebook,
  origin: string,
  now: number,
): Promise<readonly ConnectionRow[]> {
  const base = issuer.iss.replace(/\/+$/, '');
  const [configuration, metadata] = await Promise.all([
    fetchJson(`${base}/.well-known/smart-configuration`, 'application/json', origin),
    fetchJson(`${base}/metadata`, 'application/fhir+json', origin),
  ]);
  const statement = metadata?.json;
  const isResource = typeof statement === 'object' && statement !== null;
  return [
    corsRow([configuration, metadata], origin),
    ...explainConnection(
      {
        configuration: configuration?.json ?? null,
        capabilityStatement: isResource ? (statement as AnyResource) : null,
      },
      issuer,
      site,
      codebook,
      now,
    ),
  ];
}
