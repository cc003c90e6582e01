import { poissonInterval } from '../distributions/gamma.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { designMatrix } from '../fitting/design.ts';
import { fitLogistic } from '../fitting/logistic.ts';
import { checkRisks, logOddsOf } from './checked-risks.ts';
import { waldEstimate, type Estimate, type Interval } from './interval.ts';

/**
 * How much all log odds must be raised for the average risk to fit: the
 * intercept with the model's log odds as offset. 0 is right; above, the model
 * reads too low.
 *
 * @param risks each in (0, 1)
 * @returns null when there are only events or none
 * @source  Cox DR. Biometrika 1958;45:562-565
 * @checked test/reference/calibration.R, glm of R 4.2.2, 1e-8
 */
export function calibrationInTheLarge(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  level = 0.95,
): Estimate | null {
  const { risks: p, outcomes: y, n, events } = checkRisks(risks, outcomes, true);
  if (events === 0 || events === n) return null;
  const fit = fitLogistic(designMatrix([], n), y, { offset: logOddsOf(p) });
  return waldEstimate(fit.coefficients[0] as number, fit.standardErrors[0] as number, level);
}

/** Calibration intercept and slope, fitted together. */
export interface WeakCalibration {
  readonly intercept: Estimate;
  /** 1 is right; below, the risks are too extreme. */
  readonly slope: Estimate;
  readonly covariance: readonly (readonly number[])[];
}

/**
 * Logistic regression of the outcome on the model's log odds.
 *
 *     log odds of the outcome = intercept + slope * log odds of the model
 *
 * @param risks each in (0, 1)
 * @returns null when there is no finite answer (all alike, or separated)
 * @source  Cox DR. Biometrika 1958;45:562-565. Van Calster B et al. BMC Med 2019;17:230
 * @checked test/reference/calibration.R, glm of R 4.2.2, 1e-8
 */
export function weakCalibration(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  level = 0.95,
): WeakCalibration | null {
  const { risks: p, outcomes: y } = checkRisks(risks, outcomes, true);
  const fit = fitLogistic(designMatrix([logOddsOf(p)]), y);
  if (!fit.converged) return null;
  const estimate = (j: number) =>
    waldEstimate(fit.coefficients[j] as number, fit.standardErrors[j] as number, level);
  return { intercept: estimate(0), slope: estimate(1), covariance: fit.covariance };
}

/** Events that happened over events that were expected. */
export interface ObservedToExpected extends Interval {
  readonly value: number;
  readonly observed: number;
  readonly expected: number;
  /** Of the logarithm; null where the interval is exact. */
  readonly logStandardError: number | null;
  readonly method: 'log' | 'poisson-exact';
}

/**
 * Ratio of observed to expected events. From ten events its interval is taken
 * on the log scale, below that it is the exact Poisson interval of the count.
 *
 *     se(log O/E) = sqrt((1 - O/n) / O)
 *
 * @source  Debray TPA et al. BMJ 2017;356:i6460. Garwood F. Biometrika 1936;28:437-442
 * @checked test/reference/calibration.R, 1e-12
 */
export function observedToExpected(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  level = 0.95,
): ObservedToExpected {
  const { risks: p, n, events } = checkRisks(risks, outcomes);
  const expected = p.reduce((a, b) => a + b, 0);
  const value = events / expected;
  if (events < 10) {
    const { low, high } = poissonInterval(events, level);
    return {
      value,
      observed: events,
      expected,
      low: low / expected,
      high: high / expected,
      logStandardError: null,
      method: 'poisson-exact',
    };
  }
  const logStandardError = Math.sqrt((1 - events / n) / events);
  const factor = Math.exp(normalQuantile((1 + level) / 2) * logStandardError);
  return {
    value,
    observed: events,
    expected,
    low: value / factor,
    high: value * factor,
    logStandardError,
    method: 'log',
  };
}
