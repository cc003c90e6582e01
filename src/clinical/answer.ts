import { boundRisk } from '../model/bound.ts';
import { contributions, type InputValues } from '../model/contributions.ts';
import { oddsToReference } from '../model/odds.ts';
import { evaluateRisk } from '../model/risk.ts';
import type { Answer, AssessmentContext } from './assessment.ts';
import type { Refusal } from './refusal.ts';

/**
 * The model's answer when nothing forbids asking it. Beyond its range alone
 * there is no risk, but a bound (design ruling 12).
 */
export function pickAnswer(
  { model, site }: AssessmentContext,
  values: InputValues,
  refusals: readonly Refusal[],
): Answer {
  const [refused, ...others] = refusals;
  if (refused !== undefined) {
    const beyond = refused === 'out-of-range' && others.length === 0;
    const bound = beyond ? boundRisk(model, values, site.calibration) : null;
    return { risk: null, oddsToReference: null, contributions: [], bound };
  }
  return {
    risk: evaluateRisk(model, values, site.calibration),
    oddsToReference: oddsToReference(model, values).value,
    contributions: contributions(model, values),
    bound: null,
  };
}
