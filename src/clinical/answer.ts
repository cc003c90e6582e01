import { boundRisk } from '../model/bound.ts';
import { contributions } from '../model/contributions.ts';
import { oddsToReference } from '../model/odds.ts';
import { evaluateRisk } from '../model/risk.ts';
import type { Answer, AssessmentContext } from './assessment.ts';
import { valuesOf } from './inputs/pick-inputs.ts';
import type { Picked } from './inputs/picked.ts';
import type { Refusal } from './refusal.ts';

/**
 * The model's answer when nothing forbids asking it. Beyond its range alone
 * there is no risk, but a bound (design ruling 12); no upper one while an amount
 * may be larger than recorded.
 */
export function pickAnswer(
  { model, site }: AssessmentContext,
  picked: readonly Picked[],
  refusals: readonly Refusal[],
): Answer {
  const values = valuesOf(picked);
  const [refused, ...others] = refusals;
  if (refused !== undefined) {
    const beyond = refused === 'out-of-range' && others.length === 0;
    const edge = beyond ? boundRisk(model, values, site.calibration) : null;
    const isOpen = edge?.direction === 'at-most' && picked.some(({ input }) => input.atLeast);
    return { risk: null, oddsToReference: null, contributions: [], bound: isOpen ? null : edge };
  }
  return {
    risk: evaluateRisk(model, values, site.calibration),
    oddsToReference: oddsToReference(model, values).value,
    contributions: contributions(model, values),
    bound: null,
  };
}
