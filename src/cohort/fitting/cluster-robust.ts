import { type Design, expit, linearPredictor } from './design.ts';

/**
 * Covariance that holds although rows of one cluster (a hospital, or a patient
 * seen at several landmarks) are alike: the sandwich of Huber and White with
 * clusters as units.
 *
 *     V (sum_c u_c u_c') V,  u_c = sum of x (y - p) over the cluster, V the model's own covariance
 *
 * @param covariance of the maximum likelihood fit
 * @param clusters   one label a row
 * @source  Rogers WH. Stata Tech Bull 1993;13:19-23
 * @checked test/reference/logistic.R, robcov of rms 6.5, 1e-7
 */
export function clusterRobustCovariance(
  design: Design,
  outcomes: ArrayLike<number>,
  coefficients: readonly number[],
  covariance: readonly (readonly number[])[],
  clusters: readonly (string | number)[],
): number[][] {
  const { rows, columns, x } = design;
  if (clusters.length !== rows)
    throw new RangeError(`invalid clusters; not of length ${rows}: ${clusters.length}`);
  const eta = linearPredictor(design, coefficients);
  const scores = new Map<string | number, Float64Array>();
  for (let i = 0; i < rows; i += 1) {
    const cluster = clusters[i] as string | number;
    const score = scores.get(cluster) ?? new Float64Array(columns);
    const residual = (outcomes[i] as number) - expit(eta[i] as number);
    for (let j = 0; j < columns; j += 1)
      score[j] = (score[j] as number) + residual * (x[i * columns + j] as number);
    scores.set(cluster, score);
  }
  // V u for each cluster; their outer products add up to the sandwich.
  const slices = [...scores.values()].map((score) =>
    covariance.map((row) => row.reduce((sum, v, j) => sum + v * (score[j] as number), 0)),
  );
  return covariance.map((_, i) =>
    covariance.map((__, j) =>
      slices.reduce((sum, slice) => sum + (slice[i] as number) * (slice[j] as number), 0),
    ),
  );
}
