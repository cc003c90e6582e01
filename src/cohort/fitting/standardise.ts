import { type Design, outcomeColumn } from './design.ts';

/** Predictors centred, and divided by their standard deviation (divisor n), column by column. */
export interface Standardised {
  readonly columns: readonly Float64Array[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly outcomes: Float64Array;
}

/** glmnet's standardisation. A constant predictor gets deviation 0 and never enters. */
export function standardise(design: Design, outcomes: ArrayLike<number>): Standardised {
  const n = design.rows;
  const means: number[] = [];
  const deviations: number[] = [];
  const columns = Array.from({ length: design.columns - 1 }, (_, j) => {
    const column = Float64Array.from(
      { length: n },
      (__, i) => design.x[i * design.columns + j + 1] as number,
    );
    const mean = column.reduce((a, b) => a + b, 0) / n;
    const deviation = Math.sqrt(column.reduce((a, b) => a + (b - mean) ** 2, 0) / n);
    means.push(mean);
    deviations.push(deviation);
    return column.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
  });
  return { columns, means, deviations, outcomes: outcomeColumn(outcomes, n) };
}
