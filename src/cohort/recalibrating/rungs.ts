import { type Design, designMatrix, linearPredictor } from '../fitting/design.ts';
import { fitFirth } from '../fitting/firth.ts';
import { fitLogistic } from '../fitting/logistic.ts';
import { fitAnchored, type PublishedModel } from './anchored.ts';

/** The ladder of updating, from touching nothing to starting anew. */
export type Rung = 'keep' | 'intercept' | 'intercept-and-slope' | 'anchored' | 'refit';

export const rungs: readonly Rung[] = [
  'keep',
  'intercept',
  'intercept-and-slope',
  'anchored',
  'refit',
];

/** A model after one rung. */
export interface UpdatedModel {
  readonly rung: Rung;
  /** Intercept first; null when this rung has no finite answer here. */
  readonly coefficients: readonly number[] | null;
  /** Of all coefficients; where slopes move together (`intercept-and-slope`) of rank two. Null for `keep`. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** What was added to the log odds, and what they were multiplied by. */
  readonly shift: number | null;
  readonly stretch: number | null;
}

function without(rung: Rung): UpdatedModel {
  return { rung, coefficients: null, covariance: null, shift: null, stretch: null };
}

function shifted(
  design: Design,
  outcomes: ArrayLike<number>,
  published: readonly number[],
): UpdatedModel {
  const offset = linearPredictor(design, published);
  const fit = fitLogistic(designMatrix([], design.rows), outcomes, { offset });
  if (!fit.converged) return without('intercept');
  const shift = fit.coefficients[0] as number;
  const variance = fit.covariance[0]?.[0] as number;
  return {
    rung: 'intercept',
    coefficients: published.map((b, j) => (j === 0 ? b + shift : b)),
    covariance: published.map((_, i) =>
      published.map((__, j) => (i === 0 && j === 0 ? variance : 0)),
    ),
    shift,
    stretch: 1,
  };
}

function stretched(
  design: Design,
  outcomes: ArrayLike<number>,
  published: readonly number[],
): UpdatedModel {
  const fit = fitLogistic(designMatrix([linearPredictor(design, published)]), outcomes);
  if (!fit.converged) return without('intercept-and-slope');
  const [shift, stretch] = fit.coefficients as readonly [number, number];
  const [[v00, v01], [, v11]] = fit.covariance as unknown as [[number, number], [number, number]];
  return {
    rung: 'intercept-and-slope',
    coefficients: published.map((b, j) => (j === 0 ? shift + stretch * b : stretch * b)),
    covariance: published.map((a, i) =>
      published.map(
        (b, j) =>
          (i === 0 && j === 0 ? v00 : 0) +
          (i === 0 ? v01 * b : 0) +
          (j === 0 ? v01 * a : 0) +
          v11 * a * b,
      ),
    ),
    shift,
    stretch,
  };
}

/**
 * One rung of the ladder.
 *
 *     keep                 b
 *     intercept            a + b x                    (Steyerberg's method 1)
 *     intercept-and-slope  a + s (b x)                (method 2)
 *     anchored             b + delta, delta held back by the published standard errors
 *     refit                Firth's method with FLIC's intercept; never plain maximum likelihood
 *
 * @source Steyerberg EW et al. Stat Med 2004;23:2567-2586. Puhr R et al. Stat Med 2017;36:2302-2317
 */
export function updateModel(
  rung: Rung,
  design: Design,
  outcomes: ArrayLike<number>,
  published: PublishedModel,
): UpdatedModel {
  const before = published.coefficients;
  switch (rung) {
    case 'keep':
      return { rung, coefficients: before, covariance: null, shift: 0, stretch: 1 };
    case 'intercept':
      return shifted(design, outcomes, before);
    case 'intercept-and-slope':
      return stretched(design, outcomes, before);
    case 'anchored': {
      const fit = fitAnchored(design, outcomes, published);
      return fit.converged
        ? {
            rung,
            coefficients: fit.coefficients,
            covariance: fit.covariance,
            shift: null,
            stretch: null,
          }
        : without(rung);
    }
    case 'refit': {
      const fit = fitFirth(design, outcomes, { intervals: false });
      if (!fit.converged) return without(rung);
      const coefficients = fit.coefficients.map((b, j) => (j === 0 ? fit.flicIntercept : b));
      return { rung, coefficients, covariance: fit.covariance, shift: null, stretch: null };
    }
    default:
      return rung satisfies never;
  }
}
