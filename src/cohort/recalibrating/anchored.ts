import { bestShift } from '../fitting/best-shift.ts';
import { type Design, linearPredictor } from '../fitting/design.ts';
import { workFor, type Problem } from '../fitting/likelihood.ts';
import { problemOf, reportFit, type LogisticFit } from '../fitting/logistic.ts';
import { maximise } from '../fitting/maximise.ts';

/** A model as it was published: intercept first, with the standard errors that were printed. */
export interface PublishedModel {
  readonly coefficients: readonly number[];
  /**
   * One for each coefficient. Infinite: not anchored at all, as a
   * reconstructed intercept should be; zero: held where it is.
   */
  readonly standardErrors: readonly number[];
}

/**
 * Fit anchored on a published model: each coefficient may move, the more so
 * the less sure the publication was of it.
 *
 *     maximise  l(b) - 1/2 sum ((b_j - published_j) / se_j)^2
 *
 * `covariance` is the inverse of information plus penalty.
 *
 * @source the normal-prior (data augmentation) form of Greenland S. Stat Med 2007;26:1971-1987
 * @checked test/reference/recalibration.R, optim and Newton in R, 1e-8
 */
export function fitAnchored(
  design: Design,
  outcomes: ArrayLike<number>,
  published: PublishedModel,
): LogisticFit {
  const { columns } = design;
  if (published.coefficients.length !== columns || published.standardErrors.length !== columns) {
    throw new RangeError(
      `invalid published model; not of ${columns} coefficients: ${published.coefficients.length}`,
    );
  }
  const held = Uint8Array.from(published.standardErrors, (se) => (se === 0 ? 1 : 0));
  const penalty = Float64Array.from(published.standardErrors, (se) =>
    se === 0 ? 0 : 1 / (se * se),
  );
  const centre = Float64Array.from(published.coefficients);
  const problem: Problem = { ...problemOf(design, outcomes), penalty, centre };
  const work = workFor(design.rows, columns);
  const b = Float64Array.from(published.coefficients);
  const shift = bestShift(linearPredictor(design, b), outcomes);
  if (held[0] === 0 && Number.isFinite(shift)) b[0] = (b[0] as number) + shift;
  return reportFit(
    problem,
    b,
    work,
    maximise(problem, b, work, { held, maximumIterations: 100 }),
    null,
  );
}
