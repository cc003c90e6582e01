import { rubin, type PooledEstimate } from '../fitting/imputation/rubin.ts';
import { calibrationInTheLarge, observedToExpected, weakCalibration } from './calibration.ts';
import { discrimination } from './discrimination.ts';
import { brierScore } from './overall.ts';

/** A validation over several imputations, pooled by Rubin's rules. */
export interface ImputedValidation {
  readonly imputations: number;
  /** Pooled on the logit scale, given on its own; null where an imputation had none. */
  readonly c: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly onLogit: PooledEstimate;
  } | null;
  readonly calibrationInTheLarge: PooledEstimate | null;
  readonly calibrationIntercept: PooledEstimate | null;
  readonly calibrationSlope: PooledEstimate | null;
  /** Pooled on the log scale, given on its own. */
  readonly oe: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly onLog: PooledEstimate;
  } | null;
  /** Mean over imputations. */
  readonly brier: number;
}

interface Part {
  readonly value: number;
  readonly variance: number;
}

function back(
  estimate: PooledEstimate,
  f: (x: number) => number,
): { value: number; low: number; high: number } {
  return { value: f(estimate.value), low: f(estimate.low), high: f(estimate.high) };
}

function poolParts(
  parts: readonly (Part | null)[],
  n: number,
  level: number,
): PooledEstimate | null {
  const there = parts.filter((part): part is Part => part !== null);
  if (there.length !== parts.length || there.length < 2) return null;
  return rubin(
    there.map((part) => part.value),
    there.map((part) => part.variance),
    { completeDf: n - 2, level },
  );
}

/**
 * Performance when inputs were multiply imputed: each imputation is validated
 * by itself, then the numbers are pooled.
 *
 * @param imputations risks of the same patients, one array an imputation, each risk in (0, 1)
 * @source Marshall A et al. BMC Med Res Methodol 2009;9:57. Wood AM, Royston P, White IR. Biom J 2015;57:614-632
 */
export function validateImputed(
  imputations: readonly ArrayLike<number>[],
  outcomes: ArrayLike<number>,
  level = 0.95,
): ImputedValidation {
  if (imputations.length < 2)
    throw new RangeError(`invalid imputations; fewer than two: ${imputations.length}`);
  const n = outcomes.length;
  const pool = (of: (risks: ArrayLike<number>) => Part | null) =>
    poolParts(imputations.map(of), n, level);
  const onLogit = pool((risks) => {
    const found = discrimination(risks, outcomes, level);
    if (found === null || found.c <= 0 || found.c >= 1) return null;
    return {
      value: Math.log(found.c / (1 - found.c)),
      variance: (found.standardError / (found.c * (1 - found.c))) ** 2,
    };
  });
  const onLog = pool((risks) => {
    const { value, logStandardError } = observedToExpected(risks, outcomes, level);
    return logStandardError === null
      ? null
      : { value: Math.log(value), variance: logStandardError ** 2 };
  });
  const weak = imputations.map((risks) => weakCalibration(risks, outcomes, level));
  const weakPart = (of: 'intercept' | 'slope') =>
    poolParts(
      weak.map((found) =>
        found === null ? null : { value: found[of].value, variance: found[of].standardError ** 2 },
      ),
      n,
      level,
    );
  return {
    imputations: imputations.length,
    c: onLogit === null ? null : { ...back(onLogit, (x) => 1 / (1 + Math.exp(-x))), onLogit },
    calibrationInTheLarge: pool((risks) => {
      const found = calibrationInTheLarge(risks, outcomes, level);
      return found === null ? null : { value: found.value, variance: found.standardError ** 2 };
    }),
    calibrationIntercept: weakPart('intercept'),
    calibrationSlope: weakPart('slope'),
    oe: onLog === null ? null : { ...back(onLog, Math.exp), onLog },
    brier:
      imputations.reduce((sum, risks) => sum + brierScore(risks, outcomes), 0) / imputations.length,
  };
}
