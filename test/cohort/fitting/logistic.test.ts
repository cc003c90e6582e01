import { describe, expect, it } from 'vitest';
import { crossValidatePenalty } from '../../../src/cohort/fitting/cross-validation.ts';
import { designMatrix } from '../../../src/cohort/fitting/design.ts';
import { fitPenalised } from '../../../src/cohort/fitting/elastic-net.ts';
import { fitFirth } from '../../../src/cohort/fitting/firth.ts';
import { fitLogistic } from '../../../src/cohort/fitting/logistic.ts';
import { choosePenalty, fitRidge } from '../../../src/cohort/fitting/ridge.ts';
import { describeSeparation } from '../../../src/cohort/fitting/separation.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';

interface Reference {
  ml: {
    coefficients: number[];
    covariance: number[][];
    logLik: number;
    nullDeviance: number;
    aic: number;
  };
  offset: { coefficients: number[]; covariance: number[][]; logLik: number };
  weighted: { coefficients: number[]; covariance: number[][] };
  firth: {
    coefficients: number[];
    covariance: number[][];
    penalisedLogLik: number;
    profile: number[][];
    p: number[];
    flic: number;
  };
  separated: { ich: number[]; coefficients: number[]; covariance: number[][] };
  ridge: { lambda: number; coefficients: number[] }[];
  lasso: { lambda: number; coefficients: number[] }[];
  elastic: { alpha: number; lambda: number; coefficients: number[] }[];
  fold: number[];
  cv: {
    alpha: number;
    lambda: number[];
    deviance: number[];
    error: number[];
    best: number;
    oneError: number;
  }[];
  pentrace: {
    penalty: number[];
    df: number[];
    aic: number[];
    bic: number[];
    aicc: number[];
    best: number;
  };
  penalised2: { coefficients: number[]; covariance: number[][] };
}

const r = readReference<Reference>('logistic');
const d = readCohort('cohort-227');
const gwr100 = d.gwr.map((g) => 100 * g);
const design = designMatrix([gwr100, d.stroke, d.ffp, d.plt]);

describe('agrees with R', () => {
  it('maximum likelihood: coefficients, covariance, likelihood and AIC of glm', () => {
    const fit = fitLogistic(design, d.ich);
    expect(disagreement(fit.coefficients, r.ml.coefficients)).toBeLessThan(1e-8);
    expect(disagreement(fit.covariance, r.ml.covariance)).toBeLessThan(1e-8);
    expect(
      disagreement(
        [fit.logLikelihood, -2 * fit.nullLogLikelihood, fit.aic],
        [r.ml.logLik, r.ml.nullDeviance, r.ml.aic],
      ),
    ).toBeLessThan(1e-9);
    expect(fit.converged).toBe(true);
  });

  it('maximum likelihood with an offset, and with weights', () => {
    const some = fitLogistic(designMatrix([gwr100, d.ffp]), d.ich, {
      offset: d.plt.map((p) => -0.02 * p),
    });
    expect(disagreement(some.coefficients, r.offset.coefficients)).toBeLessThan(1e-8);
    expect(disagreement(some.covariance, r.offset.covariance)).toBeLessThan(1e-8);
    expect(disagreement(some.logLikelihood, r.offset.logLik)).toBeLessThan(1e-9);
    const weighted = fitLogistic(design, d.ich, {
      weights: d.ich.map((_, i) => 1 + ((i + 1) % 3)),
    });
    expect(disagreement(weighted.coefficients, r.weighted.coefficients)).toBeLessThan(1e-8);
    expect(disagreement(weighted.covariance, r.weighted.covariance)).toBeLessThan(1e-8);
  });

  it("Firth's method: coefficients, covariance, penalised likelihood, tests, profile intervals and FLIC", () => {
    const fit = fitFirth(design, d.ich);
    expect(disagreement(fit.coefficients, r.firth.coefficients)).toBeLessThan(1e-8);
    expect(disagreement(fit.covariance, r.firth.covariance)).toBeLessThan(1e-8);
    expect(disagreement(fit.penalisedLogLikelihood, r.firth.penalisedLogLik)).toBeLessThan(1e-9);
    expect(disagreement(fit.penalisedP, r.firth.p)).toBeLessThan(1e-8);
    expect(
      disagreement(
        fit.profile.map((i) => [i.low, i.high]),
        r.firth.profile,
      ),
    ).toBeLessThan(1e-8);
    expect(disagreement(fit.flicIntercept, r.firth.flic)).toBeLessThan(1e-8);
  });

  it("Firth's method under separation, where maximum likelihood runs away", () => {
    const fit = fitFirth(design, r.separated.ich);
    expect(disagreement(fit.coefficients, r.separated.coefficients)).toBeLessThan(1e-8);
    expect(disagreement(fit.covariance, r.separated.covariance)).toBeLessThan(1e-8);
  });

  it.each([
    ...r.ridge.map((x) => ({ alpha: 0, ...x })),
    ...r.lasso.map((x) => ({ alpha: 1, ...x })),
    ...r.elastic,
  ])('glmnet at alpha $alpha, lambda $lambda', ({ alpha, lambda, coefficients }) => {
    expect(
      disagreement(fitPenalised(design, d.ich, alpha, lambda).coefficients, coefficients),
    ).toBeLessThan(1e-8);
    if (alpha === 0)
      expect(disagreement(fitRidge(design, d.ich, lambda).coefficients, coefficients)).toBeLessThan(
        1e-8,
      );
  });

  it.each(r.cv)('cv.glmnet with the same folds at alpha $alpha', (theirs) => {
    const ours = crossValidatePenalty(design, d.ich, theirs.alpha, r.fold, theirs.lambda);
    expect(disagreement(ours.deviance, theirs.deviance)).toBeLessThan(1e-6);
    expect(disagreement(ours.standardError, theirs.error)).toBeLessThan(1e-6);
    expect([ours.best, ours.oneError]).toEqual([theirs.best, theirs.oneError]);
  });

  it('ridge of rms, with its covariance, and the penalty its pentrace chooses', () => {
    const lambdas = r.pentrace.penalty.map((p) => p / (d.ich.length - 1));
    const chosen = choosePenalty(design, d.ich, lambdas);
    expect(
      disagreement(
        chosen.trials.map((t) => [t.effectiveDf, t.aic, t.bic, t.aicc]),
        r.pentrace.df.map((df, i) => [
          df,
          r.pentrace.aic[i],
          r.pentrace.bic[i],
          r.pentrace.aicc[i],
        ]),
      ),
    ).toBeLessThan(1e-6);
    expect(chosen.best).toBeCloseTo(r.pentrace.best / (d.ich.length - 1), 12);
    const fit = fitRidge(design, d.ich, 2 / (d.ich.length - 1));
    expect(disagreement(fit.coefficients, r.penalised2.coefficients)).toBeLessThan(1e-8);
  });
});

describe('separation', () => {
  it('is proved and said in words: everybody with a stroke bled', () => {
    const fit = fitLogistic(design, r.separated.ich);
    expect(fit.converged).toBe(false);
    expect(fit.separation).toEqual({ kind: 'quasi', columns: [2] });
    expect(describeSeparation(fit.separation!, ['gwr', 'stroke', 'ffp', 'plt'])).toMatch(
      /^stroke separates events/,
    );
  });

  it('is complete when one number tells events from the others', () => {
    const x = [1, 2, 3, 4, 5, 6];
    expect(fitLogistic(designMatrix([x]), [0, 0, 0, 1, 1, 1]).separation?.kind).toBe('complete');
    expect(fitLogistic(designMatrix([x]), [0, 0, 1, 0, 1, 1]).separation).toBeNull();
    expect(
      fitLogistic(designMatrix([[1, 2, 3, 3, 4, 5]]), [0, 0, 0, 1, 1, 1]).separation?.kind,
    ).toBe('quasi');
  });

  it('is also no events at all', () => {
    expect(fitLogistic(designMatrix([[1, 2, 3]]), [0, 0, 0]).separation?.kind).toBe('complete');
  });
});
