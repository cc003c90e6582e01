/** Predictors of a fit as one block of numbers: row by row, the intercept's ones first. */
export interface Design {
  readonly rows: number;
  /** Intercept included. */
  readonly columns: number;
  /** `x[row * columns + column]`. */
  readonly x: Float64Array;
}

/**
 * Puts predictors side by side behind an intercept.
 *
 * @param predictors one array a predictor, all of one length, every number finite
 * @param rows needed only when there is no predictor
 */
export function designMatrix(predictors: readonly ArrayLike<number>[], rows?: number): Design {
  const n = rows ?? predictors[0]?.length ?? 0;
  const columns = predictors.length + 1;
  const x = new Float64Array(n * columns);
  for (let i = 0; i < n; i += 1) x[i * columns] = 1;
  predictors.forEach((predictor, j) => {
    if (predictor.length !== n) {
      throw new RangeError(`invalid predictor ${j}; not of length ${n}: ${predictor.length}`);
    }
    for (let i = 0; i < n; i += 1) {
      const value = predictor[i] as number;
      if (!Number.isFinite(value))
        throw new RangeError(`invalid predictor ${j}; not finite: ${value}`);
      x[i * columns + j + 1] = value;
    }
  });
  return { rows: n, columns, x };
}

/** The same rows with only these predictors (0 is the first after the intercept). */
export function pickPredictors(design: Design, predictors: readonly number[]): Design {
  const columns = predictors.length + 1;
  const x = new Float64Array(design.rows * columns);
  for (let i = 0; i < design.rows; i += 1) {
    x[i * columns] = 1;
    predictors.forEach((j, k) => {
      x[i * columns + k + 1] = design.x[i * design.columns + j + 1] as number;
    });
  }
  return { rows: design.rows, columns, x };
}

/** Log odds of every row: `x b`, over `into` when given. */
export function linearPredictor(
  design: Design,
  coefficients: ArrayLike<number>,
  into = new Float64Array(design.rows),
): Float64Array {
  const { rows, columns, x } = design;
  if (coefficients.length !== columns) {
    throw new RangeError(`invalid coefficients; not ${columns} of them: ${coefficients.length}`);
  }
  for (let i = 0, at = 0; i < rows; i += 1) {
    let sum = 0;
    for (let j = 0; j < columns; j += 1, at += 1)
      sum += (x[at] as number) * (coefficients[j] as number);
    into[i] = sum;
  }
  return into;
}

/** Outcomes as a typed array, checked: 0 or 1 each, as many as rows. */
export function outcomeColumn(outcomes: ArrayLike<number>, rows: number): Float64Array {
  if (outcomes.length !== rows) {
    throw new RangeError(`invalid outcomes; not of length ${rows}: ${outcomes.length}`);
  }
  const y = Float64Array.from(outcomes);
  for (const value of y) {
    if (value !== 0 && value !== 1) throw new RangeError(`invalid outcome; not 0 or 1: ${value}`);
  }
  return y;
}

/** Probability of log odds. */
export function expit(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}

/** Log odds of a probability in (0, 1). */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
