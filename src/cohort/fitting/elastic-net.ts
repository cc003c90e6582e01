import { type Design, expit, logit } from './design.ts';
import { evaluate, workFor, type Work } from './likelihood.ts';
import { standardise, type Standardised } from './standardise.ts';

/** Where a penalised fit stands: intercept first, on the predictors' own scale. */
export interface PenalisedFit {
  readonly coefficients: readonly number[];
  readonly lambda: number;
  readonly alpha: number;
  /** Of the plain likelihood at these coefficients. */
  readonly logLikelihood: number;
  /** Predictors with a coefficient other than zero. */
  readonly kept: number;
  readonly converged: boolean;
}

const soften = (z: number, threshold: number): number =>
  Math.abs(z) <= threshold ? 0 : z - Math.sign(z) * threshold;

/** One pass of coordinate descent on the quadratic approximation; gives the largest squared change. */
function descend(
  data: Standardised,
  b: Float64Array,
  w: Float64Array,
  residual: Float64Array,
  l1: number,
  l2: number,
  only: boolean,
): number {
  const n = residual.length;
  let largest = 0;
  for (let j = 0; j < b.length; j += 1) {
    const column = data.columns[j - 1];
    const before = b[j] as number;
    if (j > 0 && (data.deviations[j - 1] === 0 || (only && before === 0))) continue;
    let gradient = 0;
    let curvature = 0;
    for (let i = 0; i < n; i += 1) {
      const x = column === undefined ? 1 : (column[i] as number);
      gradient += x * (residual[i] as number);
      curvature += (w[i] as number) * x * x;
    }
    gradient /= n;
    curvature /= n;
    const after =
      j === 0
        ? before + gradient / curvature
        : soften(gradient + curvature * before, l1) / (curvature + l2);
    const change = after - before;
    if (change === 0) continue;
    b[j] = after;
    for (let i = 0; i < n; i += 1) {
      residual[i] =
        (residual[i] as number) -
        (w[i] as number) * change * (column === undefined ? 1 : (column[i] as number));
    }
    largest = Math.max(largest, curvature * change * change);
  }
  return largest;
}

/** Penalised coefficients on the standardised scale, over `b`. Quadratic approximation outside, descent inside. */
function solve(data: Standardised, b: Float64Array, lambda: number, alpha: number): boolean {
  const n = data.outcomes.length;
  const w = new Float64Array(n);
  const residual = new Float64Array(n);
  const before = new Float64Array(b.length);
  for (let outer = 0; outer < 200; outer += 1) {
    for (let i = 0; i < n; i += 1) {
      let eta = b[0] as number;
      for (let j = 1; j < b.length; j += 1)
        eta += (b[j] as number) * ((data.columns[j - 1] as Float64Array)[i] as number);
      const p = expit(eta);
      w[i] = Math.max(p * (1 - p), 1e-9);
      residual[i] = (data.outcomes[i] as number) - p;
    }
    before.set(b);
    for (let pass = 0; pass < 10_000; pass += 1) {
      if (
        descend(data, b, w, residual, lambda * alpha, lambda * (1 - alpha), pass % 10 !== 0) <
          1e-26 &&
        pass % 10 === 0
      )
        break;
    }
    let moved = 0;
    for (let j = 0; j < b.length; j += 1)
      moved = Math.max(moved, Math.abs((b[j] as number) - (before[j] as number)));
    if (moved < 1e-12) return true;
  }
  return false;
}

function unstandardise(data: Standardised, b: Float64Array): number[] {
  let intercept = b[0] as number;
  const slopes = data.means.map((mean, j) => {
    const deviation = data.deviations[j] as number;
    const slope = deviation > 0 ? (b[j + 1] as number) / deviation : 0;
    intercept -= slope * mean;
    return slope;
  });
  return [intercept, ...slopes];
}

/**
 * Ridge (`alpha` 0), lasso (`alpha` 1) or between, along decreasing penalties,
 * each starting from the last. Predictors are standardised inside; the
 * intercept is not penalised.
 *
 *     minimise  -l(b)/n + lambda [ (1 - alpha)/2 sum (s b)^2 + alpha sum |s b| ]
 *
 * @param lambdas from large to small
 * @source Friedman J, Hastie T, Tibshirani R. J Stat Softw 2010;33(1)
 * @checked test/reference/logistic.R, glmnet 4.1-6, 1e-8
 */
export function penalisedPath(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  lambdas: readonly number[],
): PenalisedFit[] {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`invalid alpha; not in [0, 1]: ${alpha}`);
  const data = standardise(design, outcomes);
  const rate = data.outcomes.reduce((a, y) => a + y, 0) / design.rows;
  if (!(rate > 0 && rate < 1)) throw new RangeError(`invalid outcomes; all alike: ${rate}`);
  const work: Work = workFor(design.rows, design.columns);
  const b = new Float64Array(design.columns);
  b[0] = logit(rate);
  return lambdas.map((lambda) => {
    if (!(lambda >= 0)) throw new RangeError(`invalid lambda; negative: ${lambda}`);
    const converged = solve(data, b, lambda, alpha);
    const coefficients = unstandardise(data, b);
    const logLikelihood = evaluate(
      { design, outcomes: data.outcomes },
      Float64Array.from(coefficients),
      work,
    );
    const kept = coefficients.filter((value, j) => j > 0 && value !== 0).length;
    return { coefficients, lambda, alpha, logLikelihood, kept, converged };
  });
}

/** One penalised fit; see `penalisedPath`. */
export function fitPenalised(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  lambda: number,
): PenalisedFit {
  return penalisedPath(design, outcomes, alpha, [lambda])[0] as PenalisedFit;
}
