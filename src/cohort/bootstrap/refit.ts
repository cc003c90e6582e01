import { type Design, expit, linearPredictor, logit, outcomeColumn } from '../fitting/design.ts';
import { workFor, type Problem } from '../fitting/likelihood.ts';
import { maximise } from '../fitting/maximise.ts';

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
export const RESAMPLE_TOLERANCE = 1e-12;
/** Steps after which a resample's fit is called separated; one with an answer needs about ten. */
export const RUNAWAY = 25;

/** Fills `b` with the log odds of the events and zeros; a half event is added to either side. */
export function startFromRate(b: Float64Array, problem: Problem): void {
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
      startFromRate(b, problem);
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
      startFromRate(b, problem);
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
