import { chiSquareUpper } from '../distributions/gamma.ts';
import { invertSymmetric } from './cholesky.ts';

/** How far a patient lies from a cohort, all inputs together. */
export interface Distance {
  /** Mahalanobis distance squared: standard deviations, correlations allowed for. */
  readonly squared: number;
  /** Share of a normal cohort that lies farther out. */
  readonly fartherOut: number;
}

/**
 * Mahalanobis distance of a point from a cohort's mean.
 *
 *     d^2 = (x - m)' S^-1 (x - m)
 *
 * @param covariance of the cohort, in the order of the point
 * @source Mahalanobis PC. Proc Natl Inst Sci India 1936;2:49-55
 */
export function mahalanobis(
  point: ArrayLike<number>,
  mean: ArrayLike<number>,
  covariance: readonly ArrayLike<number>[],
): Distance {
  const p = point.length;
  if (mean.length !== p || covariance.length !== p) {
    throw new RangeError(`invalid cohort; not of ${p} inputs: ${mean.length}`);
  }
  const inverse = invertSymmetric(covariance);
  let squared = 0;
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j < p; j += 1) {
      squared +=
        ((point[i] as number) - (mean[i] as number)) *
        (inverse[i]?.[j] as number) *
        ((point[j] as number) - (mean[j] as number));
    }
  }
  return { squared, fartherOut: chiSquareUpper(squared, p) };
}

/** Mean and covariance (divisor n - 1) of columns, as `mahalanobis` takes them. */
export function centreOf(columns: readonly ArrayLike<number>[]): {
  readonly mean: number[];
  readonly covariance: number[][];
} {
  const n = columns[0]?.length ?? 0;
  const mean = columns.map((column) => Array.from(column).reduce((a, b) => a + b, 0) / n);
  const covariance = columns.map((a, i) =>
    columns.map((b, j) => {
      let sum = 0;
      for (let k = 0; k < n; k += 1)
        sum += ((a[k] as number) - (mean[i] as number)) * ((b[k] as number) - (mean[j] as number));
      return sum / (n - 1);
    }),
  );
  return { mean, covariance };
}
