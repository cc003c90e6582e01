import {
  calibrationInTheLarge,
  observedToExpected,
  weakCalibration,
  type ObservedToExpected,
} from './calibration.ts';
import { checkRisks, logOddsOf } from './checked-risks.ts';
import { type CalibrationCurve } from './curves/calibration-curve.ts';
import {
  bootstrapCalibrationError,
  type CalibrationErrorIntervals,
} from './curves/curve-intervals.ts';
import { riskHistogram, type RiskBin } from './curves/risk-histogram.ts';
import { discrimination } from './discrimination.ts';
import { expectedC } from './expected-c.ts';
import type { Estimate, Interval } from './interval.ts';
import { decisionCurve, decisionThresholds, type DecisionPoint } from './net-benefit.ts';
import { brierScore, logLoss, scaledBrier } from './overall.ts';
import { validationPrecision, type ValidationPrecision } from './precision/validation-precision.ts';
import { loessCalibrationCurve } from './curves/loess-curve.ts';
import { splineCalibrationCurve } from './curves/spline-curve.ts';
import { bootstrapC } from './bootstrap-c.ts';

/** Why a part of a validation is empty. */
export type Gap =
  | 'no-events'
  | 'only-events'
  | 'too-few-for-variance'
  | 'slope-not-estimable'
  | 'spline-not-estimable';

/** A number by each smoother; null where there is no curve. */
export interface BySmoother {
  readonly loess: number;
  readonly rcs: number | null;
}

/** External validation of risks against outcomes. Numbers only, ready for JSON. */
export interface Validation {
  readonly n: number;
  readonly events: number;
  readonly auc: number | null;
  /** DeLong's. */
  readonly aucCi: Interval | null;
  readonly aucLogitCi: Interval | null;
  /** Stratified bootstrap, percentile; under 30 events, where the other two are too short. */
  readonly aucBootstrapCi: Interval | null;
  readonly aucStandardError: number | null;
  /** C these patients would show if every risk were right; explains a change by case mix. */
  readonly aucExpected: number | null;
  readonly brier: number;
  readonly scaledBrier: number | null;
  readonly logLoss: number;
  readonly calibrationInTheLarge: number | null;
  readonly citl: Estimate | null;
  readonly calibrationIntercept: number | null;
  readonly intercept: Estimate | null;
  readonly calibrationSlope: number | null;
  readonly slope: Estimate | null;
  readonly calibrationCovariance: readonly (readonly number[])[] | null;
  readonly oe: number;
  readonly oeCi: Interval;
  readonly observedToExpected: ObservedToExpected;
  readonly ici: BySmoother;
  /** These three from loess; both smoothers' are in `curves`. */
  readonly e50: number;
  readonly e90: number;
  readonly emax: number;
  readonly curveErrorCi: {
    readonly loess: CalibrationErrorIntervals | null;
    readonly rcs: CalibrationErrorIntervals | null;
  } | null;
  readonly curves: { readonly loess: CalibrationCurve; readonly rcs: CalibrationCurve | null };
  readonly histogram: readonly RiskBin[];
  readonly netBenefit: readonly DecisionPoint[];
  readonly precision: ValidationPrecision;
  /** Mean and standard deviation (divisor n - 1) of the model's log odds. */
  readonly linearPredictor: { readonly mean: number; readonly sd: number };
  readonly gaps: readonly Gap[];
}

/** What a validation may also be told. */
export interface ValidationOptions {
  readonly level?: number;
  readonly thresholds?: readonly number[];
  readonly knots?: 3 | 4 | 5;
  /** Resamples for the intervals of ICI, E50, E90, Emax; 0 leaves them out. Default 0. */
  readonly resamples?: number;
  readonly seed?: number;
}

function meanAndSd(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
  return { mean, sd };
}

/** Fewer events than this: C gets a stratified bootstrap interval. */
const FEW_EVENTS = 30;

/**
 * Everything a statistician expects of an external validation, from risks and
 * outcomes alone. What cannot be had is null and named in `gaps`.
 *
 * @param risks    each in (0, 1)
 * @param outcomes 1 where the event happened, else 0
 * @source TRIPOD+AI items 12 and 23. BMJ 2024;385:e078378. Van Calster B et al. BMC Med 2019;17:230
 */
export function validatePredictions(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: ValidationOptions = {},
): Validation {
  const { level = 0.95, knots = 3, resamples = 0, seed = 20250301 } = options;
  const { risks: p, outcomes: y, n, events } = checkRisks(risks, outcomes, true);
  const gaps: Gap[] = [];
  const ranked = discrimination(p, y, level);
  const mixed = events > 0 && events < n;
  if (events === 0) gaps.push('no-events');
  else if (events === n) gaps.push('only-events');
  else if (ranked === null) gaps.push('too-few-for-variance');
  const citl = calibrationInTheLarge(p, y, level);
  const weak = weakCalibration(p, y, level);
  if (mixed && weak === null) gaps.push('slope-not-estimable');
  const loess = loessCalibrationCurve(p, y);
  const rcs = splineCalibrationCurve(p, y, { knots, level });
  if (mixed && rcs === null) gaps.push('spline-not-estimable');
  const oe = observedToExpected(p, y, level);
  const scaled = scaledBrier(p, y);
  return {
    n,
    events,
    auc: ranked?.c ?? null,
    aucCi: ranked?.deLong ?? null,
    aucLogitCi: ranked?.logit ?? null,
    aucBootstrapCi:
      ranked !== null && events < FEW_EVENTS
        ? bootstrapC(p, y, { resamples: 2000, seed, level })
        : null,
    aucStandardError: ranked?.standardError ?? null,
    aucExpected: n > 1 ? expectedC(logOddsOf(p)) : null,
    brier: brierScore(p, y),
    scaledBrier: Number.isNaN(scaled) ? null : scaled,
    logLoss: logLoss(p, y),
    calibrationInTheLarge: citl?.value ?? null,
    citl,
    calibrationIntercept: weak?.intercept.value ?? null,
    intercept: weak?.intercept ?? null,
    calibrationSlope: weak?.slope.value ?? null,
    slope: weak?.slope ?? null,
    calibrationCovariance: weak?.covariance ?? null,
    oe: oe.value,
    oeCi: { low: oe.low, high: oe.high },
    observedToExpected: oe,
    ici: { loess: loess.error.ici, rcs: rcs?.error.ici ?? null },
    e50: loess.error.e50,
    e90: loess.error.e90,
    emax: loess.error.emax,
    curveErrorCi:
      resamples > 0 ? bootstrapCalibrationError(p, y, { resamples, seed, knots, level }) : null,
    curves: { loess, rcs },
    histogram: riskHistogram(p, y),
    netBenefit: decisionCurve(p, y, options.thresholds ?? decisionThresholds),
    precision: validationPrecision(p, y, {
      c: ranked?.c ?? 0.5,
      cInterval: ranked?.deLong ?? null,
      oe,
      slope: weak?.slope ?? null,
    }),
    linearPredictor: meanAndSd(logOddsOf(p)),
    gaps,
  };
}
