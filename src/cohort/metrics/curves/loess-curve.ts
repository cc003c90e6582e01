import { checkRisks } from '../checked-risks.ts';
import { calibrationError, curveGrid, type CalibrationCurve } from './calibration-curve.ts';
import { loess } from './loess.ts';

/**
 * Calibration curve by loess on the risks themselves: span 0.75, degree 2, as
 * R's `loess(y ~ risk)` and so the published code of ICI, E50 and E90 compute it.
 * Heights may leave [0, 1]; they are not cut for the averages.
 *
 * @source  Austin PC, Steyerberg EW. Stat Med 2019;38:4051-4065
 * @checked test/reference/calibration.R, 1e-8
 */
export function loessCalibrationCurve(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: { readonly span?: number; readonly points?: number } = {},
): CalibrationCurve {
  const { risks: p, outcomes: y } = checkRisks(risks, outcomes);
  const span = options.span ?? 0.75;
  const atPatients = Array.from(loess(p, y, p, { span }));
  const grid = curveGrid(p, options.points ?? 101);
  const heights = loess(p, y, grid, { span });
  return {
    smoother: `loess on the risks, span ${span}, degree 2`,
    points: Array.from(grid, (risk, i) => ({ risk, observed: heights[i] as number })),
    atPatients,
    error: calibrationError(p, atPatients),
  };
}
