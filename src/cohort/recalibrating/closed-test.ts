import { chiSquareUpper } from '../distributions/gamma.ts';
import { type Design, designMatrix, linearPredictor, outcomeColumn } from '../fitting/design.ts';
import { evaluate, workFor } from '../fitting/likelihood.ts';
import { fitLogistic } from '../fitting/logistic.ts';

/** The refit tested against something simpler. */
export interface ClosedTestStep {
  readonly against: 'keep' | 'intercept' | 'intercept-and-slope';
  readonly likelihoodRatio: number;
  readonly df: number;
  readonly p: number;
}

/** Outcome of the closed test. */
export interface ClosedTest {
  /** In the order tested; the ones after the first that is not significant are given too. */
  readonly steps: readonly ClosedTestStep[];
  /** The simplest update the data do not speak against; null when the refit has no finite answer. */
  readonly chosen: 'keep' | 'intercept' | 'intercept-and-slope' | 'refit' | null;
  readonly level: number;
  /** Log likelihood of each, by maximum likelihood. */
  readonly logLikelihood: {
    readonly keep: number;
    readonly intercept: number;
    readonly interceptAndSlope: number;
    readonly refit: number;
  };
}

/**
 * Closed test of updating: the refit is compared with the published model,
 * then with a shifted intercept, then with intercept and slope; the first that
 * is not significantly worse is chosen. With p slopes the tests have p + 1, p
 * and p - 1 degrees of freedom.
 *
 * @source Vergouwe Y et al. Stat Med 2017;36:4529-4539
 * @checked test/reference/recalibration.R, glm of R 4.2.2, 1e-9
 */
export function closedTest(
  design: Design,
  outcomes: ArrayLike<number>,
  published: readonly number[],
  level = 0.05,
): ClosedTest {
  const y = outcomeColumn(outcomes, design.rows);
  const lp = linearPredictor(design, published);
  const keep = evaluate(
    { design, outcomes: y },
    Float64Array.from(published),
    workFor(design.rows, design.columns),
  );
  const shift = fitLogistic(designMatrix([], design.rows), y, { offset: lp });
  const both = fitLogistic(designMatrix([lp]), y);
  const refit = fitLogistic(design, y);
  const p = design.columns - 1;
  const step = (
    against: ClosedTestStep['against'],
    simpler: number,
    df: number,
  ): ClosedTestStep => {
    const likelihoodRatio = Math.max(0, 2 * (refit.logLikelihood - simpler));
    return { against, likelihoodRatio, df, p: df > 0 ? chiSquareUpper(likelihoodRatio, df) : 1 };
  };
  const steps = [
    step('keep', keep, p + 1),
    step('intercept', shift.logLikelihood, p),
    step('intercept-and-slope', both.logLikelihood, p - 1),
  ];
  const chosen = steps.find((test) => test.p >= level)?.against ?? 'refit';
  return {
    steps,
    chosen: refit.converged ? chosen : null,
    level,
    logLikelihood: {
      keep,
      intercept: shift.logLikelihood,
      interceptAndSlope: both.logLikelihood,
      refit: refit.logLikelihood,
    },
  };
}
