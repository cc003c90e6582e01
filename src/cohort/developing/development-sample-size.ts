import { coxSnellFromC } from '../metrics/precision/binormal.ts';

/** Patients needed to develop a model, by criterion. */
export interface DevelopmentSize {
  /** For a shrinkage of at least the target. */
  readonly shrinkage: number;
  /** For apparent and adjusted Nagelkerke R2 within 0.05. */
  readonly optimism: number;
  /** For the overall risk within 0.05. */
  readonly overallRisk: number;
  readonly n: number;
  readonly events: number;
  /** Events for each candidate parameter at that size. */
  readonly eventsPerParameter: number;
  readonly coxSnellR2: number;
  readonly largestCoxSnellR2: number;
}

/** Largest Cox-Snell R2 any model can reach at this event rate: `1 - (rate^rate (1-rate)^(1-rate))^2`. */
export function largestCoxSnell(prevalence: number): number {
  return (
    1 -
    Math.exp(2 * (prevalence * Math.log(prevalence) + (1 - prevalence) * Math.log1p(-prevalence)))
  );
}

/**
 * Smallest sample to develop a logistic model on.
 *
 *     shrinkage  n = P / ((S - 1) log(1 - R2 / S)),          S wanted, 0.9
 *     optimism   the same with S = R2 / (R2 + 0.05 max R2)
 *     overall    n = (1.96 / 0.05)^2 rate (1 - rate)
 *
 * @param given.parameters candidate parameters, screened ones included
 * @param given.coxSnellR2 or the C statistic it is worked out from
 * @source Riley RD et al. BMJ 2020;368:m441. From C: Riley RD et al. Stat Med 2021;40:859-864
 * @checked the package pmsampsize's published example: 623, 662, 221
 */
export function developmentSize(given: {
  readonly parameters: number;
  readonly prevalence: number;
  readonly coxSnellR2?: number;
  readonly cStatistic?: number;
  readonly shrinkage?: number;
}): DevelopmentSize {
  const { parameters, prevalence, shrinkage: target = 0.9 } = given;
  if (!(parameters >= 1))
    throw new RangeError(`invalid number of parameters; under 1: ${parameters}`);
  if (!(prevalence > 0 && prevalence < 1))
    throw new RangeError(`invalid prevalence; not in (0, 1): ${prevalence}`);
  const largest = largestCoxSnell(prevalence);
  const r2 =
    given.coxSnellR2 ??
    (given.cStatistic === undefined ? Number.NaN : coxSnellFromC(prevalence, given.cStatistic));
  if (!(r2 > 0 && r2 < largest))
    throw new RangeError(`invalid Cox-Snell R2; not in (0, ${largest}): ${r2}`);
  const patients = (s: number) => Math.ceil(parameters / ((s - 1) * Math.log(1 - r2 / s)));
  const shrinkage = patients(target);
  const optimism = patients(r2 / (r2 + 0.05 * largest));
  const overallRisk = Math.ceil((1.96 / 0.05) ** 2 * prevalence * (1 - prevalence));
  const n = Math.max(shrinkage, optimism, overallRisk);
  const events = Math.ceil(n * prevalence);
  return {
    shrinkage,
    optimism,
    overallRisk,
    n,
    events,
    eventsPerParameter: (n * prevalence) / parameters,
    coxSnellR2: r2,
    largestCoxSnellR2: largest,
  };
}

/**
 * Shrinkage to expect when a model with this C is fitted on n patients.
 * The root S of `n = P / ((S - 1) log(1 - R2 / S))`.
 */
export function expectedShrinkage(given: {
  readonly n: number;
  readonly parameters: number;
  readonly coxSnellR2: number;
}): number {
  const { n, parameters, coxSnellR2 } = given;
  let low = coxSnellR2;
  let high = 1;
  for (let step = 0; step < 100; step += 1) {
    const s = (low + high) / 2;
    if (parameters / ((s - 1) * Math.log(1 - coxSnellR2 / s)) > n) high = s;
    else low = s;
  }
  return (low + high) / 2;
}

/** Events (or patients without, whichever are fewer) for each candidate parameter. */
export function eventsPerParameter(outcomes: ArrayLike<number>, parameters: number): number {
  const events = Array.from(outcomes).reduce((a, b) => a + b, 0);
  return Math.min(events, outcomes.length - events) / parameters;
}

/**
 * Heuristic shrinkage: what is left of the likelihood ratio when chance's
 * share is taken off. Under 0.9 the fit is too large for the data.
 *
 *     (LR - df) / LR,  df counting every candidate screened
 *
 * @source Van Houwelingen JC, le Cessie S. Stat Med 1990;9:1303-1325
 */
export function heuristicShrinkage(likelihoodRatio: number, df: number): number {
  return likelihoodRatio > 0 ? Math.max(0, (likelihoodRatio - df) / likelihoodRatio) : 0;
}
