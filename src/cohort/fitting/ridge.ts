import { factorise, solveFactored } from '../linear-algebra/cholesky.ts';
import { type Design } from './design.ts';
import { standardise } from './standardise.ts';
import { workFor, type Problem } from './likelihood.ts';
import {
  problemOf,
  reportFit,
  startingPoint,
  type LogisticFit,
  type LogisticOptions,
} from './logistic.ts';
import { maximise } from './maximise.ts';

/** A ridge fit; `covariance` is the inverse of the penalised information. */
export interface RidgeFit extends LogisticFit {
  /** glmnet's lambda: the penalty per patient on standardised coefficients. */
  readonly lambda: number;
  /** trace[ I (I + penalty)^-1 ], intercept not counted. */
  readonly effectiveDf: number;
}

/** Trace of information over penalised information, without the intercept's one. */
function effectiveDegrees(information: Float64Array, penalty: Float64Array, p: number): number {
  const bent = Float64Array.from(information);
  for (let j = 0; j < p; j += 1)
    bent[j * p + j] = (bent[j * p + j] as number) + (penalty[j] as number);
  const factor = new Float64Array(p * p);
  factorise(bent, factor, p);
  const column = new Float64Array(p);
  let trace = 0;
  for (let j = 0; j < p; j += 1) {
    for (let i = 0; i < p; i += 1)
      column[i] = information[Math.max(i, j) * p + Math.min(i, j)] as number;
    solveFactored(factor, column, p);
    trace += column[j] as number;
  }
  return trace - 1;
}

/**
 * Ridge logistic regression by Fisher scoring: exact, with a covariance.
 *
 *     maximise  l(b) - n lambda / 2 sum (s_j b_j)^2,  s_j^2 the variance with divisor n
 *
 * rms counts the penalty as lambda (n - 1).
 *
 * @source le Cessie S, van Houwelingen JC. Appl Stat 1992;41:191-201
 * @checked test/reference/logistic.R, glmnet 4.1-6 and rms 6.5, 1e-8
 */
export function fitRidge(
  design: Design,
  outcomes: ArrayLike<number>,
  lambda: number,
  options: LogisticOptions = {},
): RidgeFit {
  if (!(lambda >= 0)) throw new RangeError(`invalid lambda; negative: ${lambda}`);
  const { deviations } = standardise(design, outcomes);
  const penalty = Float64Array.from([0, ...deviations.map((s) => design.rows * lambda * s * s)]);
  const problem: Problem = { ...problemOf(design, outcomes, options), penalty };
  const work = workFor(design.rows, design.columns);
  const b = startingPoint(problem);
  const ending = maximise(problem, b, work);
  const effectiveDf = effectiveDegrees(work.information, penalty, design.columns);
  return { ...reportFit(problem, b, work, ending, null), lambda, effectiveDf };
}

/** One penalty tried, and how it does. */
export interface PenaltyTrial {
  readonly lambda: number;
  readonly effectiveDf: number;
  /** Likelihood ratio less 2 (or log n) for each effective degree of freedom: larger is better. */
  readonly aic: number;
  readonly bic: number;
  /** AIC corrected for small samples (Hurvich and Tsai). */
  readonly aicc: number;
}

/**
 * Tries penalties and gives the one with the best corrected AIC, without
 * cross-validation and so without chance.
 *
 * @source Harrell FE. Regression Modeling Strategies, 2nd ed. 2015, section 9.10
 * @checked test/reference/logistic.R, pentrace of rms 6.5, 1e-6 (its convergence)
 */
export function choosePenalty(
  design: Design,
  outcomes: ArrayLike<number>,
  lambdas: readonly number[],
): { readonly best: number; readonly trials: readonly PenaltyTrial[] } {
  const n = design.rows;
  const trials = lambdas.map((lambda) => {
    const fit = fitRidge(design, outcomes, lambda);
    const df = fit.effectiveDf;
    const aic = fit.likelihoodRatio - 2 * df;
    return {
      lambda,
      effectiveDf: df,
      aic,
      bic: fit.likelihoodRatio - Math.log(n) * df,
      aicc: fit.likelihoodRatio - 2 * df * (1 + (df + 1) / (n - df - 1)),
    };
  });
  const best = trials.reduce((a, b) => (b.aicc > a.aicc ? b : a));
  return { best: best.lambda, trials };
}
