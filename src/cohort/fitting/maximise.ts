import { factorise, solveFactored } from '../linear-algebra/cholesky.ts';
import { evaluate, fillInformation, logPrior, type Problem, type Work } from './likelihood.ts';

/** How a maximisation ended. */
export interface Ending {
  /** At the end, priors excluded. */
  readonly logLikelihood: number;
  /** At the end, priors included; what was maximised. */
  readonly objective: number;
  readonly iterations: number;
  /** False: separated, singular, or out of iterations. */
  readonly converged: boolean;
  readonly singular: boolean;
}

/** How hard to try. */
export interface Effort {
  /** Stop when the Newton decrement (squared distance left, in standard errors) falls below. */
  readonly tolerance?: number;
  readonly maximumIterations?: number;
  /** Coefficients held at their start: 1 held, 0 free. */
  readonly held?: Uint8Array;
}

/** Adds h (1/2 - p) to the residual of every row; h is the row's leverage times its weight. */
function addFirthScore(problem: Problem, work: Work): void {
  const { rows, columns, x } = problem.design;
  const { bentFactor, bent, variances, probabilities, score } = work;
  for (let i = 0, at = 0; i < rows; i += 1, at += columns) {
    const variance = variances[i] as number;
    if (variance === 0) continue;
    let leverage = 0;
    for (let j = 0; j < columns; j += 1) {
      let sum = x[at + j] as number;
      for (let k = 0; k < j; k += 1)
        sum -= (bentFactor[j * columns + k] as number) * (bent[k] as number);
      const z = sum / (bentFactor[j * columns + j] as number);
      bent[j] = z;
      leverage += z * z;
    }
    const pull = variance * leverage * (0.5 - (probabilities[i] as number));
    for (let j = 0; j < columns; j += 1)
      score[j] = (score[j] as number) + pull * (x[at + j] as number);
  }
}

function fillScore(problem: Problem, b: Float64Array, work: Work): void {
  const { design, outcomes, weights, penalty, centre } = problem;
  const { rows, columns, x } = design;
  const { score, probabilities } = work;
  score.fill(0);
  for (let i = 0, at = 0; i < rows; i += 1, at += columns) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    if (weight === 0) continue;
    const residual = weight * ((outcomes[i] as number) - (probabilities[i] as number));
    for (let j = 0; j < columns; j += 1)
      score[j] = (score[j] as number) + residual * (x[at + j] as number);
  }
  if (problem.jeffreys === true) addFirthScore(problem, work);
  if (penalty !== undefined) {
    for (let j = 0; j < columns; j += 1) {
      score[j] =
        (score[j] as number) - (penalty[j] as number) * ((b[j] as number) - (centre?.[j] ?? 0));
    }
  }
}

/** Information plus penalty, held coefficients cut out, in `bent`. */
function bend(problem: Problem, held: Uint8Array | undefined, work: Work): void {
  const { columns } = problem.design;
  const { bent, information, score } = work;
  bent.set(information);
  for (let j = 0; j < columns; j += 1) {
    bent[j * columns + j] = (bent[j * columns + j] as number) + (problem.penalty?.[j] ?? 0);
    if (held?.[j] !== 1) continue;
    score[j] = 0;
    for (let k = 0; k < columns; k += 1) {
      bent[Math.max(j, k) * columns + Math.min(j, k)] = j === k ? 1 : 0;
    }
  }
}

function objectiveAt(
  problem: Problem,
  b: Float64Array,
  work: Work,
): { likelihood: number; objective: number } {
  const likelihood = evaluate(problem, b, work);
  fillInformation(problem.design, work);
  return { likelihood, objective: likelihood + logPrior(problem, b, work) };
}

/**
 * Maximises a logistic likelihood with its priors by Fisher scoring with step
 * halving, over `b`, which is the start and becomes the answer. Afterwards
 * `work` holds probabilities, variances, information, and in `step` the last
 * step taken, which under separation is the direction of escape.
 *
 *     score = X'(y - p + h (1/2 - p)) - penalty (b - centre)
 *
 * @source McCullagh P, Nelder JA. Generalized Linear Models, 2nd ed. 1989, section 4.4.
 *         Firth D. Biometrika 1993;80:27-38. Heinze G, Schemper M. Stat Med 2002;21:2409-2419
 */
export function maximise(
  problem: Problem,
  b: Float64Array,
  work: Work,
  effort: Effort = {},
): Ending {
  const { columns } = problem.design;
  const {
    tolerance = 1e-20,
    maximumIterations = problem.jeffreys === true ? 2000 : 40,
    held,
  } = effort;
  const { step, trial, score } = work;
  let { likelihood, objective } = objectiveAt(problem, b, work);
  // Fisher's information is not the curvature of Jeffreys' prior: full steps may overshoot for ever.
  let stride = 1;
  let before = Infinity;
  for (let iteration = 1; iteration <= maximumIterations; iteration += 1) {
    fillScore(problem, b, work);
    bend(problem, held, work);
    if (!factorise(work.bent, work.factor, columns)) {
      return {
        logLikelihood: likelihood,
        objective,
        iterations: iteration,
        converged: false,
        singular: true,
      };
    }
    step.set(score);
    solveFactored(work.factor, step, columns);
    let decrement = 0;
    for (let j = 0; j < columns; j += 1) decrement += (score[j] as number) * (step[j] as number);
    // Below this a gain is lost in the rounding of the objective itself.
    const blind = decrement < 1e-12 * (1 + Math.abs(objective));
    if (blind && decrement > 0.98 * before) stride /= 2;
    before = decrement;
    let size = blind ? stride : Math.min(1, 2 * stride);
    let taken = false;
    for (let halving = 0; halving < 40 && !taken; halving += 1) {
      for (let j = 0; j < columns; j += 1) trial[j] = (b[j] as number) + size * (step[j] as number);
      const next = objectiveAt(problem, trial, work);
      taken = blind || next.objective >= objective + 0.1 * size * decrement;
      if (taken) {
        ({ likelihood, objective } = next);
        b.set(trial);
        stride = size;
      } else size /= 2;
    }
    if (!taken) {
      ({ likelihood, objective } = objectiveAt(problem, b, work));
      return {
        logLikelihood: likelihood,
        objective,
        iterations: iteration,
        converged: decrement < 1e-9,
        singular: false,
      };
    }
    if (decrement < tolerance) {
      return {
        logLikelihood: likelihood,
        objective,
        iterations: iteration,
        converged: true,
        singular: false,
      };
    }
  }
  return {
    logLikelihood: likelihood,
    objective,
    iterations: maximumIterations,
    converged: false,
    singular: false,
  };
}
