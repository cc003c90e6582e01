import { chiSquareUpper } from '../distributions/gamma.ts';
import { tryInvertSymmetric } from '../linear-algebra/cholesky.ts';
import { bestShift } from './best-shift.ts';
import { type Design, logit, outcomeColumn } from './design.ts';
import { workFor, type Problem, type Work } from './likelihood.ts';
import { maximise } from './maximise.ts';
import { findSeparation, type Separation } from './separation.ts';

/** A fitted logistic model. The intercept comes first everywhere. */
export interface LogisticFit {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly logLikelihood: number;
  /** Of the intercept (and offset) alone. */
  readonly nullLogLikelihood: number;
  /** 2 (logLikelihood - nullLogLikelihood). */
  readonly likelihoodRatio: number;
  readonly df: number;
  /** Of the likelihood ratio. */
  readonly p: number;
  readonly aic: number;
  readonly n: number;
  readonly events: number;
  readonly iterations: number;
  /** False when there is no finite answer or the columns are linearly dependent; standard errors are then NaN or without meaning. */
  readonly converged: boolean;
  readonly singular: boolean;
  readonly separation: Separation | null;
}

/** What a fit may also be given. */
export interface LogisticOptions {
  readonly weights?: ArrayLike<number>;
  /** Added to the log odds of each row, not estimated. */
  readonly offset?: ArrayLike<number>;
}

/** Symmetric matrix from the lower triangle of a flat one. */
export function symmetric(flat: Float64Array, p: number): number[][] {
  return Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (__, j) => flat[Math.max(i, j) * p + Math.min(i, j)] as number),
  );
}

/**
 * Start of every fit: the intercept at which the average risk is the event
 * rate, all else zero; without an offset a half event is added when there is none.
 */
export function startingPoint(problem: Problem): Float64Array {
  const b = new Float64Array(problem.design.columns);
  if (problem.offset !== undefined) {
    const shift = bestShift(problem.offset, problem.outcomes, problem.weights);
    if (Number.isFinite(shift)) b[0] = shift;
    return b;
  }
  let total = 0;
  let events = 0;
  for (let i = 0; i < problem.design.rows; i += 1) {
    const weight = problem.weights?.[i] ?? 1;
    total += weight;
    events += weight * (problem.outcomes[i] as number);
  }
  b[0] = logit(
    (events + (events === 0 ? 0.5 : 0)) / (total + (events === 0 || events === total ? 1 : 0)),
  );
  return b;
}

/** Log likelihood of intercept and offset alone. */
export function nullLogLikelihood(problem: Problem): number {
  const { rows, x, columns } = problem.design;
  const alone = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) alone[i] = x[i * columns] as number;
  const { jeffreys: _, penalty: __, centre: ___, ...plain } = problem;
  const nothing: Problem = { ...plain, design: { rows, columns: 1, x: alone } };
  return maximise(nothing, startingPoint(nothing), workFor(rows, 1)).logLikelihood;
}

/** The rows, checked and in typed arrays. */
export function problemOf(
  design: Design,
  outcomes: ArrayLike<number>,
  options: LogisticOptions = {},
): Problem {
  return {
    design,
    outcomes: outcomeColumn(outcomes, design.rows),
    ...(options.weights === undefined ? {} : { weights: Float64Array.from(options.weights) }),
    ...(options.offset === undefined ? {} : { offset: Float64Array.from(options.offset) }),
  };
}

/** Puts a finished maximisation into words and numbers. `covariance` null: could not be had. */
export function reportFit(
  problem: Problem,
  b: Float64Array,
  work: Work,
  ending: { logLikelihood: number; iterations: number; converged: boolean; singular: boolean },
  separation: Separation | null,
): LogisticFit {
  const { rows, columns } = problem.design;
  const information = symmetric(work.information, columns);
  problem.penalty?.forEach((penalty, j) => {
    (information[j] as number[])[j] = ((information[j] as number[])[j] as number) + penalty;
  });
  const inverse = ending.singular ? null : tryInvertSymmetric(information);
  const covariance = inverse ?? information.map((row) => row.map(() => Number.NaN));
  const nothing = nullLogLikelihood(problem);
  const likelihoodRatio = 2 * (ending.logLikelihood - nothing);
  let n = 0;
  let events = 0;
  for (let i = 0; i < rows; i += 1) {
    n += problem.weights?.[i] ?? 1;
    events += (problem.weights?.[i] ?? 1) * (problem.outcomes[i] as number);
  }
  return {
    coefficients: Array.from(b),
    standardErrors: covariance.map((row, j) => Math.sqrt(row[j] as number)),
    covariance,
    logLikelihood: ending.logLikelihood,
    nullLogLikelihood: nothing,
    likelihoodRatio,
    df: columns - 1,
    p: columns > 1 ? chiSquareUpper(likelihoodRatio, columns - 1) : 1,
    aic: 2 * columns - 2 * ending.logLikelihood,
    n,
    events,
    iterations: ending.iterations,
    converged: ending.converged && separation === null && inverse !== null,
    singular: inverse === null && separation === null,
    separation,
  };
}

/** A fit that has an answer is there in some ten steps; one that runs away gains one log odds a step. */
const RUNAWAY = 25;

/**
 * Logistic regression by maximum likelihood (Fisher scoring to a Newton
 * decrement under 1e-20).
 *
 *     log(p / (1 - p)) = offset + b0 + b1 x1 + …
 *
 * Linear dependence gives `singular`, separation gives `separation`; then the
 * coefficients are where the fit stood when it was stopped, not an answer.
 *
 * @checked test/reference/logistic.R, glm of R 4.2.2, 1e-8
 */
export function fitLogistic(
  design: Design,
  outcomes: ArrayLike<number>,
  options: LogisticOptions = {},
): LogisticFit {
  const problem = problemOf(design, outcomes, options);
  const work = workFor(design.rows, design.columns);
  const b = startingPoint(problem);
  let ending = maximise(problem, b, work, { maximumIterations: RUNAWAY });
  const separation =
    ending.converged || ending.singular
      ? null
      : findSeparation(design, problem.outcomes, work.step, b, problem.weights);
  if (!ending.converged && !ending.singular && separation === null)
    ending = maximise(problem, b, work);
  return reportFit(problem, b, work, ending, separation);
}
