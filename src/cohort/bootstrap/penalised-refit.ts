import { crossValidatePenalty, stratifiedFolds } from '../fitting/cross-validation.ts';
import { type Design, logit, outcomeColumn } from '../fitting/design.ts';
import { penalisedPath } from '../fitting/elastic-net.ts';
import { workFor, type Problem } from '../fitting/likelihood.ts';
import { penaltyLadder } from '../fitting/penalty-ladder.ts';
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

/** What a cross-validated refit may be told. */
export interface CrossValidatedOptions {
  readonly seed: number;
  /** A fixed penalty: nothing is cross-validated. */
  readonly lambda?: number;
  /** Default 10, or as many as the rarer outcome allows. */
  readonly folds?: number;
  /** Penalties tried. Default 40. */
  readonly penalties?: number;
}

function isSpread(tally: Float64Array): boolean {
  return tally.filter((size) => size > 0).length > 1;
}

/** Folds of a resample in which all copies of a patient are together; null when one leaves no outcome to fit. */
function foldsByPatient(
  outcomes: Float64Array,
  weights: Float64Array,
  count: number,
  seed: number,
): number[] | null {
  const folds = stratifiedFolds(outcomes, count, seed);
  const drawn: number[] = [];
  const events = new Float64Array(count + 1);
  const others = new Float64Array(count + 1);
  folds.forEach((fold, i) => {
    const weight = weights[i] as number;
    for (let k = 0; k < weight; k += 1) drawn.push(fold);
    const tally = outcomes[i] === 1 ? events : others;
    tally[fold] = (tally[fold] as number) + weight;
  });
  return isSpread(events) && isSpread(others) ? drawn : null;
}

/**
 * Ridge or lasso with the penalty chosen by cross-validation anew inside every
 * resample. Copies of one patient never stand on both sides of a fold.
 */
export function crossValidatedRefit(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  options: CrossValidatedOptions,
): Refit {
  const y = outcomeColumn(outcomes, design.rows);
  const total = y.reduce((a, b) => a + b, 0);
  const count = Math.min(options.folds ?? 10, total, design.rows - total);
  let { seed } = options;
  return {
    fit(weights) {
      const drawn = expandRows(design, y, weights);
      const path = (lambdas: readonly number[]) =>
        Float64Array.from(
          penalisedPath(drawn.design, drawn.outcomes, alpha, lambdas).at(-1)?.coefficients ?? [],
        );
      seed += 1;
      const folds = count < 2 ? null : foldsByPatient(y, weights, count, seed);
      if (folds === null) {
        const b = new Float64Array(design.columns);
        const events = drawn.outcomes.reduce((a, v) => a + v, 0);
        b[0] = logit((events + 0.5) / (drawn.design.rows + 1));
        return b;
      }
      if (options.lambda !== undefined) return path([options.lambda]);
      const ladder = penaltyLadder(drawn.design, drawn.outcomes, alpha, options.penalties ?? 40);
      const cv = crossValidatePenalty(drawn.design, drawn.outcomes, alpha, folds, ladder);
      return path(cv.lambdas.slice(0, cv.lambdas.indexOf(cv.best) + 1));
    },
    separated: () => false,
  };
}
