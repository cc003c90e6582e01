import { quantileOf } from '../distributions/quantile.ts';
import { seededRandom } from '../distributions/random.ts';
import { cOfSorted, splitScores } from './c-statistic.ts';
import type { Interval } from './interval.ts';

/**
 * Percentile interval of C from resamples drawn within events and within the
 * others, for cohorts with fewer than 30 events, where DeLong's is too short.
 */
export function bootstrapC(
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: { readonly resamples: number; readonly seed: number; readonly level?: number },
): Interval {
  const { events, others } = splitScores(scores, outcomes);
  const random = seededRandom(options.seed);
  const draw = (from: Float64Array) =>
    from.map(() => from[random.integer(from.length)] as number).sort();
  const found = Float64Array.from({ length: options.resamples }, () =>
    cOfSorted(draw(events), draw(others)),
  ).sort();
  const tail = (1 - (options.level ?? 0.95)) / 2;
  return { low: quantileOf(found, tail), high: quantileOf(found, 1 - tail) };
}
