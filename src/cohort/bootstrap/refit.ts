import { twoSidedP } from '../distributions/normal.ts';
import {
  type Design,
  expit,
  linearPredictor,
  logit,
  outcomeColumn,
  pickPredictors,
} from '../fitting/design.ts';
import { crossValidatePenalty, stratifiedFolds } from '../fitting/cross-validation.ts';
import { fitPenalised, penalisedPath, standardise } from '../fitting/elastic-net.ts';
import { workFor, type Problem } from '../fitting/likelihood.ts';
import { startingPoint, symmetric } from '../fitting/logistic.ts';
import { maximise } from '../fitting/maximise.ts';
import { tryInvertSymmetric } from '../linear-algebra/cholesky.ts';

/** Everything done to get from rows to coefficients, done again on a resample. */
export interface Refit {
  /** Coefficients (intercept first, 0 for predictors left out) when each row counts `weights` times. */
  fit(weights: Float64Array): Float64Array;
  /** Whether the last fit was separated, and its coefficients are where it was stopped. */
  separated(): boolean;
}

/** The rows as often as they count, side by side. */
export function expandRows(
  design: Design,
  outcomes: Float64Array,
  weights: Float64Array,
): { design: Design; outcomes: Float64Array } {
  const { columns } = design;
  const rows = weights.reduce((a, b) => a + b, 0);
  const x = new Float64Array(rows * columns);
  const y = new Float64Array(rows);
  let at = 0;
  for (let i = 0; i < design.rows; i += 1) {
    for (let k = 0; k < (weights[i] as number); k += 1, at += 1) {
      x.set(design.x.subarray(i * columns, (i + 1) * columns), at * columns);
      y[at] = outcomes[i] as number;
    }
  }
  return { design: { rows, columns, x }, outcomes: y };
}

/** Far enough for a resample: the answer moves by less than a millionth of a standard error. */
const RESAMPLE_TOLERANCE = 1e-12;
const RUNAWAY = 25;

function start(b: Float64Array, problem: Problem): void {
  let total = 0;
  let events = 0;
  for (let i = 0; i < problem.design.rows; i += 1) {
    const w = problem.weights?.[i] ?? 1;
    total += w;
    events += w * (problem.outcomes[i] as number);
  }
  b.fill(0);
  b[0] = logit((events + 0.5) / (total + 1));
}

/** Maximum likelihood. A separated resample is kept where it stood after 25 steps. */
export function maximumLikelihoodRefit(design: Design, outcomes: ArrayLike<number>): Refit {
  const y = outcomeColumn(outcomes, design.rows);
  const work = workFor(design.rows, design.columns);
  const b = new Float64Array(design.columns);
  let runaway = false;
  return {
    fit(weights) {
      const problem: Problem = { design, outcomes: y, weights };
      start(b, problem);
      runaway = !maximise(problem, b, work, {
        tolerance: RESAMPLE_TOLERANCE,
        maximumIterations: RUNAWAY,
      }).converged;
      return b;
    },
    separated: () => runaway,
  };
}

/** Firth's method with FLIC's intercept; never separated. */
export function firthRefit(design: Design, outcomes: ArrayLike<number>): Refit {
  const y = outcomeColumn(outcomes, design.rows);
  const work = workFor(design.rows, design.columns);
  const b = new Float64Array(design.columns);
  return {
    fit(weights) {
      const problem: Problem = { design, outcomes: y, weights, jeffreys: true };
      start(b, problem);
      maximise(problem, b, work, { tolerance: RESAMPLE_TOLERANCE });
      b[0] = (b[0] as number) + shiftToRate(design, y, weights, b);
      return b;
    },
    separated: () => false,
  };
}

/** Shift of the log odds that makes the average risk the event rate; 0 when there is no finite one. */
function shiftToRate(
  design: Design,
  y: Float64Array,
  weights: Float64Array,
  b: Float64Array,
): number {
  const eta = linearPredictor(design, b);
  let shift = 0;
  for (let step = 0; step < 50; step += 1) {
    let score = 0;
    let information = 0;
    let events = 0;
    let total = 0;
    for (let i = 0; i < eta.length; i += 1) {
      const w = weights[i] as number;
      const p = expit((eta[i] as number) + shift);
      score += w * ((y[i] as number) - p);
      information += w * p * (1 - p);
      events += w * (y[i] as number);
      total += w;
    }
    if (events === 0 || events === total || !(information > 0)) return 0;
    const move = Math.max(-2, Math.min(2, score / information));
    shift += move;
    if (Math.abs(move) < 1e-12) break;
  }
  return shift;
}

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
    start(b, problem);
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
