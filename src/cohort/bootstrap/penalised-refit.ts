import { crossValidatePenalty, stratifiedFolds } from '../fitting/cross-validation.ts';
import { type Design, logit, outcomeColumn } from '../fitting/design.ts';
import { fitPenalised, penalisedPath } from '../fitting/elastic-net.ts';
import { workFor, type Problem } from '../fitting/likelihood.ts';
import { startingPoint } from '../fitting/logistic.ts';
import { maximise } from '../fitting/maximise.ts';
import { standardise } from '../fitting/standardise.ts';
import { expandRows, RESAMPLE_TOLERANCE, type Refit } from './refit.ts';

/** Ridge at a fixed penalty, predictors standardised anew in each resample. */
export function ridgeRefit(design: Design, outcomes: ArrayLike<number>, lambda: number): Refit {
  const y = outcomeColumn(outcomes, design.rows);
  const work = workFor(design.rows, design.columns);
  return {
    fit(weights) {
      const drawn = expandRows(design, y, weights);
      const { deviations } = standardise(drawn.design, drawn.outcomes);
      const n = drawn.design.rows;
      const penalty = Float64Array.from([
        0,
        ...deviations.map((s) => n * lambda * (s > 0 ? s * s : 1)),
      ]);
      const problem: Problem = { design, outcomes: y, weights, penalty };
      const b = startingPoint(problem);
      maximise(problem, b, work, { tolerance: RESAMPLE_TOLERANCE });
      return b;
    },
    separated: () => false,
  };
}

/** Ridge or lasso with the penalty chosen by cross-validation inside every resample, or fixed at `lambda`. */
export function crossValidatedRefit(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  options: { readonly folds?: number; readonly seed: number; readonly lambda?: number },
): Refit {
  const y = outcomeColumn(outcomes, design.rows);
  let seed = options.seed;
  return {
    fit(weights) {
      const drawn = expandRows(design, y, weights);
      const events = drawn.outcomes.reduce((a, b) => a + b, 0);
      if (events < 2 || events > drawn.design.rows - 2) {
        const b = new Float64Array(design.columns);
        b[0] = logit((events + 0.5) / (drawn.design.rows + 1));
        return b;
      }
      if (options.lambda !== undefined)
        return Float64Array.from(
          fitPenalised(drawn.design, drawn.outcomes, alpha, options.lambda).coefficients,
        );
      seed += 1;
      const folds = stratifiedFolds(drawn.outcomes, Math.min(options.folds ?? 10, events), seed);
      const cv = crossValidatePenalty(drawn.design, drawn.outcomes, alpha, folds);
      const down = cv.lambdas.slice(0, cv.lambdas.indexOf(cv.best) + 1);
      return Float64Array.from(
        penalisedPath(drawn.design, drawn.outcomes, alpha, down).at(-1)?.coefficients ?? [],
      );
    },
    separated: () => false,
  };
}
