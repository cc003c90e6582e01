import { quantileOf } from '../../distributions/quantile.ts';
import { checkRisks } from '../checked-risks.ts';
import { calibrationError, curveGrid, type CalibrationCurve } from './calibration-curve.ts';
import { loess } from './loess.ts';

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
  const grid = curveGrid(p, options.points ?? 101);
  const heights = loess(p, y, grid, { span });
  return {
    smoother: `loess on the risks, span ${span}, degree 2, ${large ? `direct at ${PLACES} quantiles` : 'direct'}`,
    points: Array.from(grid, (risk, i) => ({ risk, observed: heights[i] as number })),
    atPatients,
    error: calibrationError(p, atPatients),
  };
}
