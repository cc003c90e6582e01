import { normalQuantile } from '../distributions/normal.ts';

/** A confidence or prediction interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A number with its standard error and confidence interval. */
export interface Estimate extends Interval {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Estimate with the normal (Wald) interval `value +- z * standardError`.
 *
 * @param level coverage, in (0, 1)
 */
export function waldEstimate(value: number, standardError: number, level = 0.95): Estimate {
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { value, standardError, low: value - reach, high: value + reach };
}
