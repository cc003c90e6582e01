import { normalQuantile } from '../../distributions/normal.ts';
import { designMatrix, expit, linearPredictor } from '../../fitting/design.ts';
import { fitLogistic } from '../../fitting/logistic.ts';
import { checkRisks, logOddsOf } from '../checked-risks.ts';
import { calibrationError, curveGrid, type CalibrationCurve } from './calibration-curve.ts';
import { harrellKnots, splineColumns } from './restricted-cubic-spline.ts';

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
  const grid = curveGrid(p, options.points ?? 101);
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
