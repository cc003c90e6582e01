import type { Design } from './design.ts';
import { standardise } from './standardise.ts';

/**
 * Penalties worth trying, from the smallest that keeps nothing down by a factor
 * of 10,000 in equal steps of the logarithm.
 *
 *     largest = max |x'(y - mean y)| / (n max(alpha, 0.001))
 */
export function penaltyLadder(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  count = 100,
): number[] {
  const data = standardise(design, outcomes);
  const n = design.rows;
  const rate = data.outcomes.reduce((a, y) => a + y, 0) / n;
  const largest =
    data.columns.reduce((most, column) => {
      let sum = 0;
      for (let i = 0; i < n; i += 1)
        sum += (column[i] as number) * ((data.outcomes[i] as number) - rate);
      return Math.max(most, Math.abs(sum) / n);
    }, 0) / Math.max(alpha, 0.001);
  const lowest = n > design.columns - 1 ? 1e-4 : 1e-2;
  return Array.from({ length: count }, (_, k) => largest * lowest ** (k / (count - 1)));
}
