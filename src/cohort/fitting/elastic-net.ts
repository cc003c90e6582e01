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

/** The likelihood's quadratic approximation: curvature X'WX/n (whole matrix) and slope X'(y - p)/n. */
interface Quadratic {
  readonly curvature: Float64Array;
  readonly slope: Float64Array;
}

/**
 * Fills the approximation at `b`, on the standardised scale with a column of ones first.
 *
 * @returns the log likelihood at `b` over n
 */
function approximate(data: Standardised, b: Float64Array, into: Quadratic): number {
  const p = b.length;
  const n = data.outcomes.length;
  const { curvature, slope } = into;
  const row = new Float64Array(p);
  row[0] = 1;
  curvature.fill(0);
  slope.fill(0);
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    let eta = b[0] as number;
    for (let j = 1; j < p; j += 1) {
      const x = (data.columns[j - 1] as Float64Array)[i] as number;
      row[j] = x;
      eta += (b[j] as number) * x;
    }
    const risk = expit(eta);
    sum +=
      (data.outcomes[i] as number) * eta - Math.max(eta, 0) - Math.log1p(Math.exp(-Math.abs(eta)));
    const weight = Math.max(risk * (1 - risk), 1e-9) / n;
    const residual = ((data.outcomes[i] as number) - risk) / n;
    for (let j = 0; j < p; j += 1) {
      const x = row[j] as number;
      slope[j] = (slope[j] as number) + residual * x;
      for (let k = 0; k <= j; k += 1)
        curvature[j * p + k] = (curvature[j * p + k] as number) + weight * x * (row[k] as number);
    }
  }
  for (let j = 0; j < p; j += 1)
    for (let k = 0; k < j; k += 1) curvature[k * p + j] = curvature[j * p + k] as number;
  return sum / n;
}

/** Coordinate descent on the approximation until nothing moves; changes `b` and uses up `slope`. */
function descend(
  quadratic: Quadratic,
  b: Float64Array,
  l1: number,
  l2: number,
  tolerance: number,
): void {
  const p = b.length;
  const { curvature, slope } = quadratic;
  for (let pass = 0; pass < 10_000; pass += 1) {
    let largest = 0;
    for (let j = 0; j < p; j += 1) {
      const bend = curvature[j * p + j] as number;
      if (!(bend > 0)) continue;
      const before = b[j] as number;
      const pull = (slope[j] as number) + bend * before;
      const change = (j === 0 ? pull / bend : soften(pull, l1) / (bend + l2)) - before;
      if (change === 0) continue;
      b[j] = before + change;
      for (let k = 0; k < p; k += 1)
        slope[k] = (slope[k] as number) - change * (curvature[j * p + k] as number);
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < tolerance / 10) return;
  }
}

/** What the penalty takes off, intercept excepted. */
function penaltyOf(b: Float64Array, l1: number, l2: number): number {
  let sum = 0;
  for (let j = 1; j < b.length; j += 1)
    sum += l1 * Math.abs(b[j] as number) + (l2 / 2) * (b[j] as number) ** 2;
  return sum;
}

/**
 * Penalised coefficients on the standardised scale, over `b`. Approximation
 * outside, descent inside; a step that makes things worse, as the full one may
 * where events are rare or separated, is halved.
 */
function solve(
  data: Standardised,
  b: Float64Array,
  lambda: number,
  alpha: number,
  tolerance: number,
): boolean {
  const quadratic: Quadratic = {
    curvature: new Float64Array(b.length * b.length),
    slope: new Float64Array(b.length),
  };
  const [l1, l2] = [lambda * alpha, lambda * (1 - alpha)];
  let before = Float64Array.from(b);
  let best = Infinity;
  for (let outer = 0; outer < 500; outer += 1) {
    const objective = penaltyOf(b, l1, l2) - approximate(data, b, quadratic);
    if (objective > best + 1e-12 * (1 + best)) {
      b.forEach((value, j) => (b[j] = (value + (before[j] as number)) / 2));
      continue;
    }
    best = objective;
    before = Float64Array.from(b);
    descend(quadratic, b, l1, l2, tolerance);
    if (before.every((value, j) => Math.abs((b[j] as number) - value) < tolerance)) return true;
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
 * @param lambdas   from large to small
 * @param tolerance largest movement, on the standardised scale, that counts as none
 * @source Friedman J, Hastie T, Tibshirani R. J Stat Softw 2010;33(1)
 * @checked test/reference/logistic.R, glmnet 4.1-6, 1e-8
 */
export function penalisedPath(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  lambdas: readonly number[],
  tolerance = 1e-12,
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
    const converged = solve(data, b, lambda, alpha, tolerance);
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
