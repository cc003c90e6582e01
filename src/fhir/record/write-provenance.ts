import type { Session } from '../context.ts';
import { fetchAnswer } from '../request.ts';
import { RequestError } from '../request-error.ts';
import type { Transport } from '../transport.ts';
import type { Conclusion } from './conclusion.ts';
import { composeProvenance } from './provenance.ts';

/**
 * Adds a Provenance where the server takes one and the token allows it. The
 * assessment stands either way: it names model and clinician itself.
 */
export async function writeProvenance(
  session: Session,
  conclusion: Conclusion,
  target: string,
  transport: Transport,
): Promise<'written' | 'not-offered' | 'failed'> {
  const capabilities = await session.capabilities;
  const isOffered = capabilities?.types.get('Provenance')?.interactions.has('create') === true;
  if (!isOffered || !session.scopes.allows('Provenance', 'c')) return 'not-offered';
  const body = composeProvenance(conclusion, target);
  try {
    await fetchAnswer(session, { method: 'POST', target: 'Provenance', body }, transport);
    return 'written';
  } catch (error) {
    if (error instanceof RequestError) return 'failed';
    throw error;
  }
}
