import { twoSidedP } from '../distributions/normal.ts';
import { discrimination, type Discrimination } from '../metrics/discrimination.ts';
import type { Interval } from '../metrics/interval.ts';
import { waldEstimate } from '../metrics/interval.ts';
import { crossValidatePenalty, stratifiedFolds } from '../fitting/cross-validation.ts';
import { type Design, linearPredictor } from '../fitting/design.ts';
import { fitPenalised } from '../fitting/elastic-net.ts';
import { fitFirth } from '../fitting/firth.ts';
import { fitLogistic, type LogisticFit } from '../fitting/logistic.ts';
import { fitRidge } from '../fitting/ridge.ts';
import { describeSeparation } from '../fitting/separation.ts';

/** How coefficients are found. */
export type FitMethod = 'ml' | 'firth' | 'ridge' | 'lasso';

/** One predictor's line in the table of a paper. */
export interface OddsRatio extends Interval {
  readonly name: string;
  readonly value: number;
  /** Null where the method gives none (ridge, lasso). */
  readonly p: number | null;
}

/** A developed model, ready for a table and for JSON. The intercept comes first. */
export interface FittedModel {
  readonly method: FitMethod;
  /** Of the predictors, without the intercept. */
  readonly names: readonly string[];
  readonly n: number;
  readonly events: number;
  readonly coefficients: readonly number[];
  /** Null for lasso, which has no honest ones. Ridge's are of the penalised fit. */
  readonly standardErrors: readonly number[] | null;
  readonly covariance: readonly (readonly number[])[] | null;
  /** Wald for maximum likelihood, profile for Firth; empty for ridge and lasso. */
  readonly oddsRatios: readonly OddsRatio[];
  /** Of the plain likelihood at the coefficients. */
  readonly logLikelihood: number;
  readonly penalisedLogLikelihood: number | null;
  readonly nullLogLikelihood: number;
  readonly likelihoodRatio: number;
  /** Coefficients without the intercept; effective ones for ridge, kept ones for lasso. */
  readonly df: number;
  readonly p: number | null;
  readonly aic: number;
  /** Intercept that makes the average risk the event rate; only Firth's own differs. */
  readonly flicIntercept: number | null;
  readonly lambda: number | null;
  readonly lambdaFrom: 'given' | 'cross-validation' | null;
  /** Apparent: in the patients it was fitted on. */
  readonly discrimination: Discrimination | null;
  readonly converged: boolean;
  readonly singular: boolean;
  readonly separation: {
    readonly kind: 'complete' | 'quasi';
    readonly terms: readonly string[];
    readonly words: string;
  } | null;
}

/** What a fit may be told. */
export interface FitModelOptions {
  readonly method: FitMethod;
  readonly names?: readonly string[];
  /** Penalty on glmnet's scale; absent: cross-validated deviance chooses. */
  readonly lambda?: number;
  readonly folds?: number;
  readonly seed?: number;
  readonly level?: number;
}

function chosenPenalty(
  design: Design,
  outcomes: ArrayLike<number>,
  options: FitModelOptions,
): { lambda: number; from: 'given' | 'cross-validation' } {
  if (options.lambda !== undefined) return { lambda: options.lambda, from: 'given' };
  const folds = stratifiedFolds(outcomes, options.folds ?? 10, options.seed ?? 20250301);
  const cv = crossValidatePenalty(design, outcomes, options.method === 'lasso' ? 1 : 0, folds);
  return { lambda: cv.best, from: 'cross-validation' };
}

function wald(fit: LogisticFit, names: readonly string[], level: number | undefined): OddsRatio[] {
  return names.map((name, k) => {
    const b = fit.coefficients[k + 1] as number;
    const se = fit.standardErrors[k + 1] as number;
    const { low, high } = waldEstimate(b, se, level);
    return {
      name,
      value: Math.exp(b),
      low: Math.exp(low),
      high: Math.exp(high),
      p: twoSidedP(b / se),
    };
  });
}

/**
 * Fits a logistic model by the method named, with the table a paper prints.
 *
 * @param design from `designMatrix`; `names` in the order of its predictors
 */
export function fitModel(
  design: Design,
  outcomes: ArrayLike<number>,
  options: FitModelOptions,
): FittedModel {
  const { method, level } = options;
  const names = options.names ?? Array.from({ length: design.columns - 1 }, (_, k) => `x${k + 1}`);
  if (names.length !== design.columns - 1) {
    throw new RangeError(`invalid names; not ${design.columns - 1} of them: ${names.length}`);
  }
  const plain = fitLogistic(design, outcomes);
  const { separation } = plain;
  const base = {
    method,
    names,
    n: plain.n,
    events: plain.events,
    nullLogLikelihood: plain.nullLogLikelihood,
    singular: plain.singular,
    separation:
      separation === null
        ? null
        : {
            kind: separation.kind,
            terms: separation.columns.filter((j) => j > 0).map((j) => names[j - 1] as string),
            words: describeSeparation(separation, names, method === 'ml'),
          },
    penalisedLogLikelihood: null,
    flicIntercept: null,
    lambda: null,
    lambdaFrom: null,
  };
  const from = (fit: LogisticFit) => ({
    coefficients: fit.coefficients,
    standardErrors: fit.standardErrors,
    covariance: fit.covariance,
    logLikelihood: fit.logLikelihood,
    likelihoodRatio: fit.likelihoodRatio,
    df: fit.df,
    p: fit.p,
    aic: fit.aic,
    discrimination: discrimination(linearPredictor(design, fit.coefficients), outcomes, level),
    converged: fit.converged,
  });
  switch (method) {
    case 'ml':
      return { ...base, ...from(plain), oddsRatios: wald(plain, names, level) };
    case 'firth': {
      const fit = fitFirth(design, outcomes, level === undefined ? {} : { level });
      const oddsRatios = names.map((name, k) => ({
        name,
        value: Math.exp(fit.coefficients[k + 1] as number),
        low: Math.exp(fit.profile[k + 1]?.low as number),
        high: Math.exp(fit.profile[k + 1]?.high as number),
        p: fit.penalisedP[k + 1] as number,
      }));
      return {
        ...base,
        ...from(fit),
        oddsRatios,
        penalisedLogLikelihood: fit.penalisedLogLikelihood,
        flicIntercept: fit.flicIntercept,
      };
    }
    case 'ridge': {
      const { lambda, from: lambdaFrom } = chosenPenalty(design, outcomes, options);
      const fit = fitRidge(design, outcomes, lambda);
      const aic = 2 * (fit.effectiveDf + 1) - 2 * fit.logLikelihood;
      return {
        ...base,
        ...from(fit),
        oddsRatios: [],
        df: fit.effectiveDf,
        p: null,
        aic,
        lambda,
        lambdaFrom,
      };
    }
    case 'lasso': {
      const { lambda, from: lambdaFrom } = chosenPenalty(design, outcomes, options);
      const fit = fitPenalised(design, outcomes, 1, lambda);
      return {
        ...base,
        coefficients: fit.coefficients,
        standardErrors: null,
        covariance: null,
        oddsRatios: [],
        logLikelihood: fit.logLikelihood,
        likelihoodRatio: 2 * (fit.logLikelihood - plain.nullLogLikelihood),
        df: fit.kept,
        p: null,
        aic: 2 * (fit.kept + 1) - 2 * fit.logLikelihood,
        lambda,
        lambdaFrom,
        discrimination: discrimination(linearPredictor(design, fit.coefficients), outcomes, level),
        converged: fit.converged,
      };
    }
    default:
      return method satisfies never;
  }
}
