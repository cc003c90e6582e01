import { type Design, outcomeColumn } from '../fitting/design.ts';
import { evaluate, fillInformation, workFor } from '../fitting/likelihood.ts';
import { symmetric } from '../fitting/logistic.ts';

/** What a Newton round of a pooled fit needs of a hospital, at agreed coefficients. */
export interface LikelihoodPart {
  readonly logLikelihood: number;
  /** `X'(y - p)` */
  readonly gradient: readonly number[];
  /** `X'WX`; the Hessian is its negative. */
  readonly information: readonly (readonly number[])[];
}

/** Gradient and information of a logistic likelihood at these coefficients. */
export function likelihoodPart(
  design: Design,
  outcomes: ArrayLike<number>,
  coefficients: readonly number[],
): LikelihoodPart {
  const y = outcomeColumn(outcomes, design.rows);
  const work = workFor(design.rows, design.columns);
  const logLikelihood = evaluate({ design, outcomes: y }, Float64Array.from(coefficients), work);
  fillInformation(design, work);
  const gradient = Array.from({ length: design.columns }, () => 0);
  for (let i = 0; i < design.rows; i += 1) {
    const residual = (y[i] as number) - (work.probabilities[i] as number);
    for (let j = 0; j < design.columns; j += 1) {
      gradient[j] =
        (gradient[j] as number) + residual * (design.x[i * design.columns + j] as number);
    }
  }
  return { logLikelihood, gradient, information: symmetric(work.information, design.columns) };
}
