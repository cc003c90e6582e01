import { twoSidedP } from '../distributions/normal.ts';
import { type Design, outcomeColumn, pickPredictors } from '../fitting/design.ts';
import { workFor, type Problem } from '../fitting/likelihood.ts';
import { symmetric } from '../fitting/logistic.ts';
import { maximise } from '../fitting/maximise.ts';
import { tryInvertSymmetric } from '../linear-algebra/cholesky.ts';
import { firthRefit, RESAMPLE_TOLERANCE, RUNAWAY, startFromRate, type Refit } from './refit.ts';

/** How predictors are chosen. */
export interface Selection {
  /** First, each predictor alone must reach this p value. Absent: no screening. */
  readonly screen?: number;
  /** Then the least significant is dropped until all reach this Wald p value; 0.157 is AIC's. */
  readonly stay: number;
}

/**
 * Backward elimination, screening included, by maximum likelihood; then the
 * final fit, by Firth with FLIC when asked. The whole of it is repeated in
 * every resample.
 *
 * @source Harrell FE. Regression Modeling Strategies, 2nd ed. 2015, section 4.3, which advises against it
 */
export function selectionRefit(
  design: Design,
  outcomes: ArrayLike<number>,
  selection: Selection,
  final: 'ml' | 'firth' = 'ml',
): Refit {
  const y = outcomeColumn(outcomes, design.rows);
  let runaway = false;
  const fitOn = (predictors: number[], weights: Float64Array) => {
    const some = pickPredictors(design, predictors);
    const problem: Problem = { design: some, outcomes: y, weights };
    const work = workFor(some.rows, some.columns);
    const b = new Float64Array(some.columns);
    startFromRate(b, problem);
    const ending = maximise(problem, b, work, {
      tolerance: RESAMPLE_TOLERANCE,
      maximumIterations: RUNAWAY,
    });
    runaway = !ending.converged;
    const covariance = ending.converged
      ? tryInvertSymmetric(symmetric(work.information, some.columns))
      : null;
    const p = predictors.map((_, k) =>
      covariance === null
        ? 0
        : twoSidedP((b[k + 1] as number) / Math.sqrt(covariance[k + 1]?.[k + 1] as number)),
    );
    return { b, p };
  };
  return {
    fit(weights) {
      let kept = Array.from({ length: design.columns - 1 }, (_, j) => j);
      const { screen } = selection;
      if (screen !== undefined)
        kept = kept.filter((j) => (fitOn([j], weights).p[0] as number) < screen);
      let found = fitOn(kept, weights);
      while (kept.length > 0 && Math.max(...found.p) > selection.stay) {
        const worst = found.p.indexOf(Math.max(...found.p));
        kept = kept.filter((_, k) => k !== worst);
        found = fitOn(kept, weights);
      }
      const ended =
        final === 'firth' ? firthRefit(pickPredictors(design, kept), y).fit(weights) : found.b;
      if (final === 'firth') runaway = false;
      const b = new Float64Array(design.columns);
      b[0] = ended[0] as number;
      kept.forEach((j, k) => {
        b[j + 1] = ended[k + 1] as number;
      });
      return b;
    },
    separated: () => runaway,
  };
}
