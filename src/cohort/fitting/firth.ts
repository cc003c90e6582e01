import { chiSquareQuantile, chiSquareUpper } from '../distributions/gamma.ts';
import { findRoot } from '../distributions/find-root.ts';
import { type Design, linearPredictor } from './design.ts';
import { workFor, type Problem } from './likelihood.ts';
import {
  fitLogistic,
  problemOf,
  reportFit,
  startingPoint,
  type LogisticFit,
  type LogisticOptions,
} from './logistic.ts';
import { designMatrix } from './design.ts';
import { maximise } from './maximise.ts';

/** What a Firth fit may also be told. */
export interface FirthOptions extends LogisticOptions {
  /** Coverage of the profile intervals. Default 0.95. */
  readonly level?: number;
  /** Whether tests and profile intervals are wanted, which take most of the time. Default true. */
  readonly intervals?: boolean;
}

/** A fit with Jeffreys' prior. `likelihoodRatio`, `p` and `logLikelihood` are of the plain likelihood. */
export interface FirthFit extends LogisticFit {
  /** Log likelihood plus half the log determinant of the information. */
  readonly penalisedLogLikelihood: number;
  /** Penalised likelihood ratio test of each coefficient, intercept first. */
  readonly penalisedP: readonly number[];
  /** Where the profile of the penalised likelihood falls by half a chi-square quantile, intercept first. */
  readonly profile: readonly { readonly low: number; readonly high: number }[];
  /** Intercept of FLIC: the average risk is the event rate again. The slopes stay. */
  readonly flicIntercept: number;
}

/** Height of the penalised likelihood with coefficient `j` held at `value`, the others at their best. */
function profileAt(problem: Problem, best: LogisticFit, j: number, value: number): number {
  const { rows, columns } = problem.design;
  const held = new Uint8Array(columns);
  held[j] = 1;
  const row = best.covariance[j] as readonly number[];
  const away = (value - (best.coefficients[j] as number)) / (row[j] as number);
  const b = Float64Array.from(best.coefficients, (start, k) => start + away * (row[k] as number));
  b[j] = value;
  return maximise(problem, b, workFor(rows, columns), { held, tolerance: 1e-18 }).objective;
}

function profileEnd(
  problem: Problem,
  best: LogisticFit,
  top: number,
  j: number,
  drop: number,
  side: 1 | -1,
): number {
  const from = best.coefficients[j] as number;
  const unit = best.standardErrors[j] as number;
  const below = (steps: number) =>
    profileAt(problem, best, j, from + side * steps * unit) - top + drop;
  let far = 2;
  while (below(far) > 0 && far < 500) far *= 1.6;
  return far < 500 ? from + side * unit * findRoot(below, 0, far) : side * Infinity;
}

/**
 * Intercept that makes the average risk equal the event rate while the other
 * coefficients stay (the first step of FLIC), by maximum likelihood with the
 * rest as offset.
 *
 * @source Puhr R, Heinze G, Nold M, Lusa L, Geroldinger A. Stat Med 2017;36:2302-2317
 */
export function flicIntercept(
  design: Design,
  outcomes: ArrayLike<number>,
  coefficients: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  const slopes = Float64Array.from(coefficients);
  slopes[0] = 0;
  const offset = linearPredictor(design, slopes);
  const alone = fitLogistic(designMatrix([], design.rows), outcomes, {
    offset,
    ...(weights === undefined ? {} : { weights }),
  });
  return alone.coefficients[0] as number;
}

/**
 * Firth's logistic regression: maximum likelihood with Jeffreys' prior, finite
 * under separation and with less bias in small samples.
 *
 *     l*(b) = l(b) + 1/2 log |X'WX|
 *
 * Standard errors come from the information at the answer. Tests and profile
 * intervals keep the determinant of the whole model, as logistf does.
 *
 * @source Firth D. Biometrika 1993;80:27-38. Heinze G, Schemper M. Stat Med 2002;21:2409-2419
 * @checked test/reference/firth.R, brglm2 0.9, 1e-8
 */
export function fitFirth(
  design: Design,
  outcomes: ArrayLike<number>,
  options: FirthOptions = {},
): FirthFit {
  const problem: Problem = { ...problemOf(design, outcomes, options), jeffreys: true };
  const work = workFor(design.rows, design.columns);
  const b = startingPoint(problem);
  const ending = maximise(problem, b, work);
  const plain = reportFit(problem, b, work, ending, null);
  const terms = plain.coefficients.map((_, j) => j);
  const drop = chiSquareQuantile(options.level ?? 0.95, 1) / 2;
  const top = ending.objective;
  const usable = ending.converged && options.intervals !== false;
  return {
    ...plain,
    penalisedLogLikelihood: top,
    penalisedP: terms.map((j) =>
      usable ? chiSquareUpper(2 * (top - profileAt(problem, plain, j, 0)), 1) : Number.NaN,
    ),
    profile: terms.map((j) =>
      usable
        ? {
            low: profileEnd(problem, plain, top, j, drop, -1),
            high: profileEnd(problem, plain, top, j, drop, 1),
          }
        : { low: Number.NaN, high: Number.NaN },
    ),
    flicIntercept: flicIntercept(design, outcomes, b, options.weights),
  };
}
