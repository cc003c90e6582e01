import { contributions } from './contributions.ts';
import type { InputValues } from './contributions.ts';
import type { ModelDocument } from './document.ts';
import { statisticalVariance, Z95 } from './risk.ts';

/** An odds ratio with its 95 % interval. */
export interface OddsRatio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Odds of this patient against the document's reference patient,
 * `exp(Σ contributions)`. The intercept cancels, so this rests on published
 * figures alone. An input that is missing stands at its mean on both sides. The
 * interval is from the printed standard errors, without the variance at the
 * centre, which cancels too.
 * @throws RangeError when a value cannot be used (see `takenValue`).
 */
export function oddsToReference(model: ModelDocument, values: InputValues): OddsRatio {
  const logOdds = contributions(model, values).reduce((sum, share) => sum + share.logOdds, 0);
  const variance = statisticalVariance(model, values, true) - model.centreVariance;
  const reach = Z95 * Math.sqrt(Math.max(0, variance));
  return {
    value: Math.exp(logOdds),
    low: Math.exp(logOdds - reach),
    high: Math.exp(logOdds + reach),
  };
}
