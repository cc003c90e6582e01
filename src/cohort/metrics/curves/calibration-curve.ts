import { normalQuantile } from '../../distributions/normal.ts';
import { designMatrix, expit, linearPredictor } from '../../fitting/design.ts';
import { fitLogistic } from '../../fitting/logistic.ts';
import { checkRisks, logOddsOf } from '../checked-risks.ts';
import { quantileOf } from '../discrimination.ts';
import { loess } from './loess.ts';
import { harrellKnots, splineColumns } from './restricted-cubic-spline.ts';

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
function gridOf(risks: Float64Array, count: number): Float64Array {
  const sorted = risks.slice().sort();
  const low = quantileOf(sorted, 0.01);
  const high = quantileOf(sorted, 0.99);
  return Float64Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}

/**
 * Calibration curve by logistic regression on a restricted cubic spline of the
 * model's log odds, with a pointwise band (delta method on the log odds).
 *
 * @param knots 3 to 5; fewer are used when risks are tied
 * @returns null when the spline cannot be fitted (too few events, separated)
 * @source  Harrell FE, Lee KL, Mark DB. Stat Med 1996;15:361-387. Austin PC, Steyerberg EW. Stat Med 2014;33:517-535
 * @checked test/reference/calibration.R, glm with rcs of rms 6.5, 1e-8
 */
export function splineCalibrationCurve(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: { readonly knots?: 3 | 4 | 5; readonly points?: number; readonly level?: number } = {},
): CalibrationCurve | null {
  const { risks: p, outcomes: y } = checkRisks(risks, outcomes, true);
  const logOdds = logOddsOf(p);
  const knots = harrellKnots(logOdds, options.knots ?? 3);
  const build = (values: Float64Array) => designMatrix([values, ...splineColumns(values, knots)]);
  const design = build(logOdds);
  const fit = fitLogistic(design, y);
  if (!fit.converged) return null;
  const atPatients = Array.from(linearPredictor(design, fit.coefficients), expit);
  const grid = gridOf(p, options.points ?? 101);
  const places = build(logOddsOf(grid));
  const heights = linearPredictor(places, fit.coefficients);
  const z = normalQuantile((1 + (options.level ?? 0.95)) / 2);
  const points = Array.from(grid, (risk, i) => {
    let variance = 0;
    for (let j = 0; j < places.columns; j += 1) {
      for (let k = 0; k < places.columns; k += 1) {
        variance +=
          (places.x[i * places.columns + j] as number) *
          (places.x[i * places.columns + k] as number) *
          (fit.covariance[j]?.[k] as number);
      }
    }
    const reach = z * Math.sqrt(variance);
    const height = heights[i] as number;
    return {
      risk,
      observed: expit(height),
      low: expit(height - reach),
      high: expit(height + reach),
    };
  });
  return {
    smoother: `logistic regression on a restricted cubic spline of the log odds, ${knots.length} knots`,
    points,
    atPatients,
    error: calibrationError(p, atPatients),
  };
}

/** Above this many patients loess at every risk would take minutes; between so many quantiles it is straight. */
const DIRECT_LIMIT = 5000;
const PLACES = 501;

/** Heights of loess at every risk; `places` given: at so many quantiles of the risks, interpolated. */
export function loessHeights(
  risks: Float64Array,
  outcomes: Float64Array,
  span: number,
  places?: number,
): Float64Array {
  if (places === undefined) return loess(risks, outcomes, risks, { span });
  const sorted = risks.slice().sort();
  const at = Float64Array.from(
    new Set(Array.from({ length: places }, (_, k) => quantileOf(sorted, k / (places - 1)))),
  );
  const heights = loess(risks, outcomes, at, { span });
  return risks.map((risk) => {
    let low = 0;
    let high = at.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((at[middle] as number) <= risk) low = middle;
      else high = middle;
    }
    const width = (at[high] as number) - (at[low] as number);
    const share = width > 0 ? (risk - (at[low] as number)) / width : 0;
    return (
      (heights[low] as number) + share * ((heights[high] as number) - (heights[low] as number))
    );
  });
}

/**
 * Calibration curve by loess on the risks themselves: span 0.75, degree 2,
 * computed directly (above 5,000 patients at 501 quantiles, straight between
 * them; `smoother` says so). Heights may leave [0, 1]; they are not cut for
 * the averages.
 *
 * @source  Austin PC, Steyerberg EW. Stat Med 2019;38:4051-4065
 * @checked test/reference/calibration.R, loess(surface = "direct") of R 4.2.2, 1e-8
 */
export function loessCalibrationCurve(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: { readonly span?: number; readonly points?: number } = {},
): CalibrationCurve {
  const { risks: p, outcomes: y, n } = checkRisks(risks, outcomes);
  const span = options.span ?? 0.75;
  const large = n > DIRECT_LIMIT;
  const atPatients = Array.from(loessHeights(p, y, span, large ? PLACES : undefined));
  const grid = gridOf(p, options.points ?? 101);
  const heights = loess(p, y, grid, { span });
  return {
    smoother: `loess on the risks, span ${span}, degree 2, ${large ? `direct at ${PLACES} quantiles` : 'direct'}`,
    points: Array.from(grid, (risk, i) => ({ risk, observed: heights[i] as number })),
    atPatients,
    error: calibrationError(p, atPatients),
  };
}
