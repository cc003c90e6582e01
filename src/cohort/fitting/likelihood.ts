import { factorise, logDeterminant } from '../linear-algebra/cholesky.ts';
import type { Design } from './design.ts';

/** What is maximised: rows, and how each counts. */
export interface Problem {
  readonly design: Design;
  readonly outcomes: Float64Array;
  /** How often each row counts; a row of weight 0 is not there. Absent: once. */
  readonly weights?: Float64Array;
  /** Added to the log odds of each row. */
  readonly offset?: Float64Array;
  /** Jeffreys' prior on the coefficients (Firth). */
  readonly jeffreys?: boolean;
  /** Normal prior: half of `penalty[j] * (b[j] - centre[j])^2` is taken off. */
  readonly penalty?: Float64Array;
  readonly centre?: Float64Array;
}

/** Memory of one fit, reused by the next: nothing is allocated while fitting. */
export interface Work {
  readonly probabilities: Float64Array;
  readonly variances: Float64Array;
  /** Lower triangle of X'WX, penalty excluded. */
  readonly information: Float64Array;
  readonly factor: Float64Array;
  readonly score: Float64Array;
  readonly step: Float64Array;
  readonly trial: Float64Array;
  readonly bent: Float64Array;
  readonly bentFactor: Float64Array;
}

/** Memory for problems of this many rows and columns. */
export function workFor(rows: number, columns: number): Work {
  return {
    probabilities: new Float64Array(rows),
    variances: new Float64Array(rows),
    information: new Float64Array(columns * columns),
    factor: new Float64Array(columns * columns),
    score: new Float64Array(columns),
    step: new Float64Array(columns),
    trial: new Float64Array(columns),
    bent: new Float64Array(columns * columns),
    bentFactor: new Float64Array(columns * columns),
  };
}

/** Log odds beyond this give a likelihood of one row that is 1 to a double. */
const FURTHEST = 700;

/**
 * Fills probabilities and variances at `b` and gives the log likelihood.
 *
 *     sum w [ y eta - log(1 + exp(eta)) ],  eta = offset + x b
 */
export function evaluate(problem: Problem, b: Float64Array, work: Work): number {
  const { design, outcomes, weights, offset } = problem;
  const { rows, columns, x } = design;
  const { probabilities, variances } = work;
  let sum = 0;
  for (let i = 0, at = 0; i < rows; i += 1) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    if (weight === 0) {
      at += columns;
      variances[i] = 0;
      continue;
    }
    let eta = offset === undefined ? 0 : (offset[i] as number);
    for (let j = 0; j < columns; j += 1, at += 1) eta += (x[at] as number) * (b[j] as number);
    const far = Math.exp(-Math.min(Math.abs(eta), FURTHEST));
    const p = eta >= 0 ? 1 / (1 + far) : far / (1 + far);
    probabilities[i] = p;
    variances[i] = (weight * far) / ((1 + far) * (1 + far));
    sum += weight * ((outcomes[i] as number) * eta - Math.max(eta, 0) - Math.log1p(far));
  }
  return sum;
}

/** Fills the lower triangle of X'WX from the variances of the last `evaluate`. */
export function fillInformation(design: Design, work: Work): void {
  const { rows, columns, x } = design;
  const { information, variances } = work;
  information.fill(0);
  for (let i = 0, at = 0; i < rows; i += 1, at += columns) {
    const variance = variances[i] as number;
    if (variance === 0) continue;
    for (let j = 0; j < columns; j += 1) {
      const scaled = variance * (x[at + j] as number);
      for (let k = 0; k <= j; k += 1) {
        information[j * columns + k] =
          (information[j * columns + k] as number) + scaled * (x[at + k] as number);
      }
    }
  }
}

/** What the priors add to the log likelihood at `b`; needs `fillInformation` when Jeffreys' is on. */
export function logPrior(problem: Problem, b: Float64Array, work: Work): number {
  const { columns } = problem.design;
  let sum = 0;
  if (problem.jeffreys === true) {
    if (!factorise(work.information, work.bentFactor, columns)) return -Infinity;
    sum += 0.5 * logDeterminant(work.bentFactor, columns);
  }
  if (problem.penalty !== undefined) {
    for (let j = 0; j < columns; j += 1) {
      const away = (b[j] as number) - (problem.centre?.[j] ?? 0);
      sum -= 0.5 * (problem.penalty[j] as number) * away * away;
    }
  }
  return sum;
}
