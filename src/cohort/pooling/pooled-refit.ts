import { invertSymmetric } from '../linear-algebra/cholesky.ts';
import type { PublishedModel } from '../recalibrating/anchored.ts';
import { checkRound } from './check-round.ts';
import type { LikelihoodPart } from './likelihood-part.ts';
import type { SiteAggregate } from './site-aggregate.ts';

/** Where a pooled fit stands. Handed to the hospitals, which answer at `coefficients`. */
export interface PooledRound {
  readonly round: number;
  /** What every hospital is to use in its next aggregate. */
  readonly coefficients: readonly number[];
  readonly converged: boolean;
  /** Of the last coefficients all have answered at; null before the first answer. */
  readonly answered: {
    readonly coefficients: readonly number[];
    /** Log likelihood of all rows, less the anchor's penalty. */
    readonly objective: number;
    readonly standardErrors: readonly number[];
    readonly covariance: readonly (readonly number[])[];
    readonly n: number;
    readonly events: number;
    readonly sites: readonly string[];
  } | null;
}

/** The first round: everybody starts at these coefficients, usually the published ones. */
export function firstRound(coefficients: readonly number[]): PooledRound {
  return { round: 0, coefficients: [...coefficients], converged: false, answered: null };
}

function add(
  parts: readonly LikelihoodPart[],
  p: number,
): { gradient: number[]; information: number[][]; logLikelihood: number } {
  const gradient = Array.from({ length: p }, () => 0);
  const information = Array.from({ length: p }, () => Array.from({ length: p }, () => 0));
  let logLikelihood = 0;
  for (const part of parts) {
    logLikelihood += part.logLikelihood;
    for (let i = 0; i < p; i += 1) {
      gradient[i] = (gradient[i] as number) + (part.gradient[i] as number);
      const row = information[i] as number[];
      for (let j = 0; j < p; j += 1)
        row[j] = (row[j] as number) + (part.information[i]?.[j] as number);
    }
  }
  return { gradient, information, logLikelihood };
}

/**
 * The next round of a fit over several hospitals' rows, from sums alone. It
 * takes Newton's step, or halves the last one when the likelihood fell, and
 * ends where the fit on the joined rows ends. From published coefficients five
 * or six rounds do.
 *
 *     b' = b + (sum information)^-1 (sum gradient)
 *
 * Hospitals that withhold their likelihood take no part, and `answered.sites`
 * says who did; the same ones must answer in every round.
 *
 * @param sites  aggregates at `current.coefficients`
 * @param anchor holds the fit near a published model (`fitAnchored`)
 * @source Wu Y, Jiang X, Kim J, Ohno-Machado L. J Am Med Inform Assoc 2012;19:758-764
 * @checked test/cohort/pooling, against the fit on the joined rows, 1e-8
 */
export function nextRound(
  current: PooledRound,
  sites: readonly SiteAggregate[],
  anchor?: PublishedModel,
): PooledRound {
  checkRound(sites);
  const b = current.coefficients;
  const p = b.length;
  if (!sites[0]?.coefficients.every((value, j) => value === b[j])) {
    throw new RangeError(`invalid sites; not at the coefficients of round: ${current.round}`);
  }
  const taking = sites.filter((site) => site.likelihood !== null);
  if (taking.length === 0) throw new RangeError('invalid sites; no likelihood given: 0');
  const names = taking.map((site) => site.site).sort();
  if (current.answered !== null && current.answered.sites.join('\n') !== names.join('\n')) {
    throw new RangeError(`invalid sites; not the same as in the last round: ${names.join(', ')}`);
  }
  const { gradient, information, logLikelihood } = add(
    taking.map((site) => site.likelihood as LikelihoodPart),
    p,
  );
  let objective = logLikelihood;
  anchor?.standardErrors.forEach((se, j) => {
    const weight = 1 / (se * se);
    const away = (b[j] as number) - (anchor.coefficients[j] as number);
    objective -= 0.5 * weight * away * away;
    gradient[j] = (gradient[j] as number) - weight * away;
    const row = information[j] as number[];
    row[j] = (row[j] as number) + weight;
  });
  const last = current.answered;
  if (last !== null && objective < last.objective - 1e-9 * (1 + Math.abs(last.objective))) {
    return {
      ...current,
      round: current.round + 1,
      coefficients: b.map((value, j) => (value + (last.coefficients[j] as number)) / 2),
    };
  }
  const covariance = invertSymmetric(information);
  const step = covariance.map((row) =>
    row.reduce((sum, v, j) => sum + v * (gradient[j] as number), 0),
  );
  const decrement = step.reduce((sum, s, j) => sum + s * (gradient[j] as number), 0);
  const answered = {
    coefficients: b,
    objective,
    standardErrors: covariance.map((row, j) => Math.sqrt(row[j] as number)),
    covariance,
    n: taking.reduce((sum, site) => sum + (site.n ?? 0), 0),
    events: taking.reduce((sum, site) => sum + (site.events ?? 0), 0),
    sites: names,
  };
  const converged = decrement < 1e-18;
  return {
    round: current.round + 1,
    coefficients: converged ? b : b.map((value, j) => value + (step[j] as number)),
    converged,
    answered,
  };
}
