import { expit } from './logistic.ts';

/** Nine standard deviations out the normal density is below 1e-17 of its peak. */
const REACH = 9;

/**
 * Log odds of the mean of `expit(X)` for `X ~ N(mean, sd²)`: what a risk becomes
 * when part of its linear predictor is unknown and integrated out.
 *
 * Trapezoidal rule in `z`, whose error for an analytic integrand falls like
 * `exp(-2π·π/(sd·h))` and `exp(-2π²/h²)` (Trefethen & Weideman, SIAM Review
 * 2014;56:385-458); the step keeps both below 1e-16. Both tails are summed, so
 * that the answer keeps its digits near 0 and near 1.
 * @param sd Standard deviation of the log odds, 0 or more; 0 gives `mean` back.
 */
export function logOddsOfMean(mean: number, sd: number): number {
  if (sd === 0) return mean;
  const reach = REACH + sd; // far out in a tail the integrand is exp(sd·z - z²/2), centred at z = sd
  const steps = Math.ceil(reach / Math.min(1 / 8, 1 / (2 * sd)));
  const step = reach / steps;
  let risk = 0;
  let complement = 0;
  for (let i = -steps; i <= steps; i += 1) {
    const z = i * step;
    const weight = Math.exp((-z * z) / 2);
    risk += weight * expit(mean + sd * z);
    complement += weight * expit(-mean - sd * z);
  }
  return Math.log(risk) - Math.log(complement);
}
