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
  /** A resample of sorted scores, sorted: as many of each as were drawn, in their order. */
  const draw = (from: Float64Array): Float64Array => {
    const times = new Uint32Array(from.length);
    for (let one = 0; one < from.length; one += 1) times[random.integer(from.length)]! += 1;
    const drawn = new Float64Array(from.length);
    for (let at = 0, next = 0; at < from.length; at += 1)
      for (let left = times[at]!; left > 0; left -= 1) drawn[next++] = from[at]!;
    return drawn;
  };
  const found = Float64Array.from({ length: options.resamples }, () =>
    cOfSorted(draw(events), draw(others)),
  ).sort();
  const tail = (1 - (options.level ?? 0.95)) / 2;
  return { low: quantileOf(found, tail), high: quantileOf(found, 1 - tail) };
}
