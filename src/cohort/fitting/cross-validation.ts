import { seededRandom } from '../distributions/random.ts';
import { type Design, expit, linearPredictor } from './design.ts';
import { penalisedPath } from './elastic-net.ts';
import { penaltyLadder } from './penalty-ladder.ts';

/** Out-of-fold deviance along the penalties. */
export interface CrossValidation {
  readonly alpha: number;
  /** From large to small. */
  readonly lambdas: readonly number[];
  /** Mean deviance per patient, out of fold. */
  readonly deviance: readonly number[];
  readonly standardError: readonly number[];
  /** Penalty of the smallest deviance. */
  readonly best: number;
  /** Largest penalty within one standard error of it. */
  readonly oneError: number;
}

/** The rows whose fold is, or is not, this one. */
function pickRows(
  design: Design,
  keep: (row: number) => boolean,
): { design: Design; rows: number[] } {
  const rows = Array.from({ length: design.rows }, (_, i) => i).filter(keep);
  const { columns } = design;
  const x = new Float64Array(rows.length * columns);
  rows.forEach((row, i) =>
    x.set(design.x.subarray(row * columns, (row + 1) * columns), i * columns),
  );
  return { design: { rows: rows.length, columns, x }, rows };
}

/**
 * Folds of nearly equal size with the events spread evenly, 1 … `count`.
 */
export function stratifiedFolds(
  outcomes: ArrayLike<number>,
  count: number,
  seed: number,
): number[] {
  const random = seededRandom(seed);
  const folds = Array.from({ length: outcomes.length }, () => 0);
  let next = 0;
  for (const outcome of [1, 0]) {
    const rows = Array.from({ length: outcomes.length }, (_, i) => i).filter(
      (i) => outcomes[i] === outcome,
    );
    for (const row of random.shuffle(rows)) {
      folds[row] = (next % count) + 1;
      next += 1;
    }
  }
  return folds;
}

/** A fit that is only compared with others need not move a deviance beyond its eighth digit. */
const CHOICE_TOLERANCE = 1e-8;

/** Mean deviance of rows under coefficients: -2 l / n. */
function meanDeviance(
  design: Design,
  outcomes: ArrayLike<number>,
  coefficients: readonly number[],
): number {
  const eta = linearPredictor(design, coefficients);
  let sum = 0;
  for (let i = 0; i < design.rows; i += 1) {
    const p = Math.min(Math.max(expit(eta[i] as number), 1e-5), 1 - 1e-5);
    sum -= 2 * (outcomes[i] === 1 ? Math.log(p) : Math.log1p(-p));
  }
  return sum / design.rows;
}

/**
 * Cross-validated choice of the penalty, standardised anew within each fold.
 *
 * @param folds  the fold of each row, 1 … k
 * @checked test/reference/logistic.R, cv.glmnet 4.1-6, 1e-6 (its convergence)
 */
export function crossValidatePenalty(
  design: Design,
  outcomes: ArrayLike<number>,
  alpha: number,
  folds: readonly number[],
  lambdas: readonly number[] = penaltyLadder(design, outcomes, alpha),
): CrossValidation {
  const names = [...new Set(folds)];
  const sizes: number[] = [];
  const perFold = names.map((fold) => {
    const inside = pickRows(design, (row) => folds[row] !== fold);
    const outside = pickRows(design, (row) => folds[row] === fold);
    sizes.push(outside.rows.length);
    const held = outside.rows.map((row) => outcomes[row] as number);
    const path = penalisedPath(
      inside.design,
      inside.rows.map((row) => outcomes[row] as number),
      alpha,
      lambdas,
      CHOICE_TOLERANCE,
    );
    return path.map((fit) => meanDeviance(outside.design, held, fit.coefficients));
  });
  const total = sizes.reduce((a, b) => a + b, 0);
  const average = (of: (fold: number) => number) =>
    sizes.reduce((sum, size, k) => sum + size * of(k), 0) / total;
  const deviance = lambdas.map((_, l) => average((k) => perFold[k]?.[l] as number));
  const standardError = lambdas.map((_, l) =>
    Math.sqrt(
      average((k) => ((perFold[k]?.[l] as number) - (deviance[l] as number)) ** 2) /
        (names.length - 1),
    ),
  );
  const at = deviance.indexOf(Math.min(...deviance));
  const limit = (deviance[at] as number) + (standardError[at] as number);
  return {
    alpha,
    lambdas,
    deviance,
    standardError,
    best: lambdas[at] as number,
    oneError: Math.max(...lambdas.filter((_, l) => (deviance[l] as number) <= limit)),
  };
}
