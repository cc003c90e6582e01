import type { AnyResource } from '../../fhir/answer.ts';
import type { ServerStatements } from '../../fhir/connection/explain-connection.ts';

/**
 * What a server says of itself, asked without a token and without a patient:
 * its SMART configuration and its CapabilityStatement. What did not come is null.
 */
export async function fetchStatements(iss: string): Promise<ServerStatements> {
  const base = iss.replace(/\/$/, '');
  const [configuration, statement] = await Promise.all([
    fetchJson(`${base}/.well-known/smart-configuration`, 'application/json'),
    fetchJson(`${base}/metadata`, 'application/fhir+json'),
  ]);
  return { configuration, capabilityStatement: isResource(statement) ? statement : null };
}

async function fetchJson(address: string, accept: string): Promise<unknown> {
  try {
    const answer = await fetch(address, {
      headers: { Accept: accept },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(30_000),
    });
    return answer.ok ? ((await answer.json()) as unknown) : null;
  } catch {
    return null;
  }
}

function isResource(json: unknown): json is AnyResource {
  return (
    typeof json === 'object' &&
    json !== null &&
    'resourceType' in json &&
    json.resourceType === 'CapabilityStatement'
  );
}
