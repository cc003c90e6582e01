/**
 * Probability of log odds, `1 / (1 + exp(-x))`. Exact at both ends: never NaN,
 * never outside 0-1, and small probabilities keep their digits.
 */
export function expit(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const odds = Math.exp(logOdds);
  return odds / (1 + odds);
}

/**
 * Log odds of a probability, `ln(p / (1 - p))`; infinite at 0 and 1.
 * @throws RangeError when the probability is not in [0, 1].
 */
export function logit(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`invalid probability; not in [0, 1]: ${probability}`);
  }
  return Math.log(probability) - Math.log1p(-probability);
}
