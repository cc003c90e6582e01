import type { Site } from '../../clinical/site.ts';
import type { Capabilities } from '../capabilities.ts';
import type { GrantedScopes } from '../launch/granted-scopes.ts';

/** A kind of resource an assessment can be written as, best first. */
export type Rung = 'RiskAssessment' | 'Observation' | 'DocumentReference';

/** The ladder, top first. */
export const rungs: readonly Rung[] = ['RiskAssessment', 'Observation', 'DocumentReference'];

/** Why a rung is, or is not, the one. */
export interface WriteStep {
  readonly type: Rung;
  readonly because: 'offered' | 'switched-off' | 'not-in-capabilities' | 'not-granted' | 'lower';
}

/** Where an assessment may go. Without an offer there is only text to copy. */
export interface WritePlan {
  readonly offered: Rung | null;
  readonly steps: readonly WriteStep[];
}

/**
 * The first rung that the site turned on, the server says it can create, and
 * the token allows. A server that states no capabilities is not tried.
 */
export function planWrite(
  site: Site,
  capabilities: Capabilities | null,
  scopes: GrantedScopes,
): WritePlan {
  let offered: Rung | null = null;
  const steps = rungs.map((type): WriteStep => {
    if (!site.writeBack.enabled || !site.writeBack.resources.includes(type)) {
      return { type, because: 'switched-off' };
    }
    if (capabilities?.types.get(type)?.interactions.has('create') !== true) {
      return { type, because: 'not-in-capabilities' };
    }
    if (!scopes.allows(type, 'c')) return { type, because: 'not-granted' };
    if (offered !== null) return { type, because: 'lower' };
    offered = type;
    return { type, because: 'offered' };
  });
  return { offered, steps };
}
