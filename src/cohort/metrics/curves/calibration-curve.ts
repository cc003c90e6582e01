import { quantileOf } from '../../distributions/quantile.ts';

/** One place of a curve: predicted risk, and the share that had the event there. */
export interface CurvePoint {
  readonly risk: number;
  readonly observed: number;
  /** Pointwise confidence band, where the smoother gives one. */
  readonly low?: number;
  readonly high?: number;
}

/** Averages of the distance between curve and diagonal, over the patients. */
export interface CalibrationError {
  /** Integrated calibration index: the mean. */
  readonly ici: number;
  /** The median. */
  readonly e50: number;
  /** The 90th percentile. */
  readonly e90: number;
  readonly emax: number;
}

/** A smoothed calibration curve. */
export interface CalibrationCurve {
  /** What smoothed it, in words for the figure's legend. */
  readonly smoother: string;
  /** From the 1st to the 99th percentile of the risks, ascending. */
  readonly points: readonly CurvePoint[];
  /** Curve height at each patient's own risk, in the order given. */
  readonly atPatients: readonly number[];
  readonly error: CalibrationError;
}

/**
 * ICI, E50, E90 and Emax of curve heights against risks.
 *
 * @source  Austin PC, Steyerberg EW. Stat Med 2019;38:4051-4065
 * @checked test/reference/calibration.R, 1e-8
 */
export function calibrationError(
  risks: ArrayLike<number>,
  heights: ArrayLike<number>,
): CalibrationError {
  const gaps = Float64Array.from(risks, (risk, i) =>
    Math.abs(risk - (heights[i] as number)),
  ).sort();
  return {
    ici: gaps.reduce((a, b) => a + b, 0) / gaps.length,
    e50: quantileOf(gaps, 0.5),
    e90: quantileOf(gaps, 0.9),
    emax: gaps[gaps.length - 1] as number,
  };
}

/** Evenly spaced risks between the 1st and 99th percentile. */
export function curveGrid(risks: Float64Array, count: number): Float64Array {
  const sorted = risks.slice().sort();
  const low = quantileOf(sorted, 0.01);
  const high = quantileOf(sorted, 0.99);
  return Float64Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}
