import type { Random } from '../../distributions/random.ts';
import { factorise, solveFactored } from '../../linear-algebra/cholesky.ts';
import { expit, linearPredictor, type Design } from '../design.ts';
import { workFor, type Problem } from '../likelihood.ts';
import { startingPoint } from '../logistic.ts';
import { maximise } from '../maximise.ts';

/** Adds a normal draw with covariance `(factor factor')^-1 * scale^2` to `mean`. */
function around(
  mean: Float64Array,
  factor: Float64Array,
  scale: number,
  random: Random,
): Float64Array {
  const p = mean.length;
  const z = Float64Array.from({ length: p }, () => random.normal());
  for (let i = p - 1; i >= 0; i -= 1) {
    let sum = z[i] as number;
    for (let k = i + 1; k < p; k += 1) sum -= (factor[k * p + i] as number) * (z[k] as number);
    z[i] = sum / (factor[i * p + i] as number);
  }
  return mean.map((b, j) => b + scale * (z[j] as number));
}

/** The rows of a design named, as a design. */
export function rowsOf(design: Design, rows: ArrayLike<number>): Design {
  const { columns } = design;
  const x = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number;
    x.set(design.x.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return { rows: rows.length, columns, x };
}

/** Chi-square draw with `df` degrees of freedom. */
function chiSquareDraw(df: number, random: Random): number {
  return 2 * random.gamma(df / 2);
}

/**
 * Predictive mean matching: a linear model drawn from its posterior predicts
 * the missing ones, and each takes the observed value of one of the five
 * patients whose own prediction is nearest. No value is made that nobody had.
 *
 * @param seen   predictors where `values` were observed
 * @param unseen predictors where they are missing
 * @source Little RJA. J Bus Econ Stat 1988;6:287-296; type 1 matching of van Buuren S,
 *         Groothuis-Oudshoorn K. J Stat Softw 2011;45(3)
 */
export function drawByMatching(
  seen: Design,
  values: Float64Array,
  unseen: Design,
  random: Random,
  donors = 5,
): Float64Array {
  const { rows, columns: p, x } = seen;
  const cross = new Float64Array(p * p);
  const b = new Float64Array(p);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < p; j += 1) {
      const a = x[i * p + j] as number;
      b[j] = (b[j] as number) + a * (values[i] as number);
      for (let k = 0; k <= j; k += 1)
        cross[j * p + k] = (cross[j * p + k] as number) + a * (x[i * p + k] as number);
    }
  }
  for (let j = 0; j < p; j += 1) cross[j * p + j] = (cross[j * p + j] as number) * (1 + 1e-5);
  const factor = new Float64Array(p * p);
  if (!factorise(cross, factor, p))
    return unseen.x.length === 0
      ? new Float64Array(0)
      : Float64Array.from({ length: unseen.rows }, () => values[random.integer(rows)] as number);
  solveFactored(factor, b, p);
  const fitted = linearPredictor(seen, b);
  let residual = 0;
  for (let i = 0; i < rows; i += 1)
    residual += ((values[i] as number) - (fitted[i] as number)) ** 2;
  const sigma = Math.sqrt(residual / chiSquareDraw(Math.max(rows - p, 1), random));
  const predicted = linearPredictor(unseen, around(b, factor, sigma, random));
  const order = Uint32Array.from({ length: rows }, (_, i) => i).sort(
    (i, k) => (fitted[i] as number) - (fitted[k] as number),
  );
  const sorted = Float64Array.from(order, (i) => fitted[i] as number);
  return predicted.map((target) => {
    let high = 0;
    for (let low = 0, end = rows; low < end;) {
      high = (low + end) >> 1;
      if ((sorted[high] as number) < target) low = high + 1;
      else end = high;
      high = low;
    }
    let low = high - 1;
    const near: number[] = [];
    while (near.length < Math.min(donors, rows)) {
      const below = low >= 0 ? target - (sorted[low] as number) : Infinity;
      const above = high < rows ? (sorted[high] as number) - target : Infinity;
      if (below <= above) near.push(order[low--] as number);
      else near.push(order[high++] as number);
    }
    return values[near[random.integer(near.length)] as number] as number;
  });
}

/**
 * Yes or no from a logistic model drawn from the approximate posterior of its
 * Firth fit, which is finite even where a predictor separates.
 *
 * @source Rubin DB. Multiple Imputation for Nonresponse in Surveys. 1987, section 5.4;
 *         White IR, Daniel R, Royston P. Comput Stat Data Anal 2010;54:2267-2275 on separation
 */
export function drawYesNo(
  seen: Design,
  values: Float64Array,
  unseen: Design,
  random: Random,
): Float64Array {
  const problem: Problem = { design: seen, outcomes: values, jeffreys: true };
  const work = workFor(seen.rows, seen.columns);
  const b = startingPoint(problem);
  maximise(problem, b, work, { tolerance: 1e-10, maximumIterations: 100 });
  if (!factorise(work.information, work.factor, seen.columns)) {
    return Float64Array.from(
      { length: unseen.rows },
      () => values[random.integer(seen.rows)] as number,
    );
  }
  const drawn = around(b, work.factor, 1, random);
  return linearPredictor(unseen, drawn).map((eta) => (random.bernoulli(expit(eta)) ? 1 : 0));
}
