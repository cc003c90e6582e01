import { localReference } from '../address.ts';
import type { AnyResource } from '../answer.ts';
import { dropRepeats } from '../drop-repeats.ts';
import type { Session } from '../context.ts';
import { searchAll } from '../search.ts';
import type { Transport } from '../transport.ts';
import { uriSystem } from './canonical.ts';
import type { Rung } from './plan-write.ts';

/** Whether a resource carries this run's identifier. */
function carries(row: AnyResource, identifier: string): boolean {
  const identifiers = [row['identifier'], row['masterIdentifier']].flat();
  return identifiers.some(
    (entry) => (entry as { value?: unknown } | undefined)?.value === identifier,
  );
}

/**
 * Looks for what this run may already have written. `null`: surely nothing.
 * `unknown`: the server cannot say.
 */
export async function findWritten(
  session: Session,
  rung: Rung,
  identifier: string,
  transport: Transport,
): Promise<AnyResource | null | 'unknown'> {
  if (!session.scopes.allows(rung, 's')) return 'unknown';
  const capabilities = await session.capabilities;
  const stated = capabilities?.types.get(rung)?.searchParameters;
  if (stated !== undefined && stated.size > 0 && !stated.has('identifier')) return 'unknown';
  const query = {
    id: rung,
    type: rung,
    parameters: [
      { name: 'patient', value: session.patient },
      { name: 'identifier', value: `${uriSystem}|${identifier}` },
    ],
    serves: [],
  };
  const found = await searchAll(session, query, { transport, readSystem: (uri) => uri });
  if (found.kind !== 'complete' || found.suppressed !== null) return 'unknown';
  const ours = dropRepeats(found.rows).find((row) => {
    const { reference } = (row['subject'] ?? {}) as { reference?: unknown };
    const isOurs = localReference(session.base, reference) === `Patient/${session.patient}`;
    return isOurs && carries(row, identifier);
  });
  return ours ?? null;
}
