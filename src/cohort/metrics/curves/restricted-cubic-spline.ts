import { quantileOf } from '../../distributions/quantile.ts';

/**
 * Knots at evenly spaced quantiles from the 10th (three knots) or 5th to the
 * 90th or 95th percentile; in fewer than 100 values the outer ones are the
 * fifth smallest and fifth largest.
 *
 * @param count 3 to 5
 * @returns distinct knots, ascending; fewer than `count` when values are tied
 * @source  Harrell FE. Regression Modeling Strategies, 2nd ed. 2015, table 2.3
 * @checked test/reference/calibration.R, rcspline.eval of Hmisc 4.8, exact
 */
export function harrellKnots(values: ArrayLike<number>, count: number): number[] {
  if (!(count === 3 || count === 4 || count === 5)) {
    throw new RangeError(`invalid number of knots; not 3, 4 or 5: ${count}`);
  }
  const sorted = Float64Array.from(values).sort();
  const outer = count > 3 ? 0.05 : 0.1;
  const knots = Array.from({ length: count }, (_, k) =>
    quantileOf(sorted, outer + ((1 - 2 * outer) * k) / (count - 1)),
  );
  if (sorted.length < 100 && sorted.length >= 10) {
    knots[0] = sorted[4] as number;
    knots[count - 1] = sorted[sorted.length - 5] as number;
  }
  return [...new Set(knots)].sort((a, b) => a - b);
}

const cube = (x: number): number => (x > 0 ? x * x * x : 0);

/**
 * Columns of a restricted cubic spline after the linear one: cubic between
 * the knots, straight beyond the outer two.
 *
 *     s_j(x) = [ (x-t_j)+^3 - (x-t_{k-1})+^3 (t_k-t_j)/(t_k-t_{k-1})
 *                + (x-t_k)+^3 (t_{k-1}-t_j)/(t_k-t_{k-1}) ] / (t_k-t_1)^2
 *
 * @returns `knots.length - 2` columns; none with fewer than three knots
 * @source Durrleman S, Simon R. Stat Med 1989;8:551-561, in Harrell's scaling
 */
export function splineColumns(values: ArrayLike<number>, knots: readonly number[]): Float64Array[] {
  const k = knots.length;
  if (k < 3) return [];
  const first = knots[0] as number;
  const penultimate = knots[k - 2] as number;
  const last = knots[k - 1] as number;
  return knots
    .slice(0, k - 2)
    .map((knot) =>
      Float64Array.from(
        values,
        (x) =>
          (cube(x - knot) -
            (cube(x - penultimate) * (last - knot)) / (last - penultimate) +
            (cube(x - last) * (penultimate - knot)) / (last - penultimate)) /
          (last - first) ** 2,
      ),
    );
}
