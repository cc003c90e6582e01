import { seededRandom } from '../../distributions/random.ts';
import type { Interval } from '../interval.ts';
import { calibrationError, type CalibrationError } from './calibration-curve.ts';
import { quantileOf } from '../../distributions/quantile.ts';
import { loess } from './loess.ts';
import { splineCalibrationCurve } from './spline-curve.ts';

/** Percentile intervals of the four averages of one curve. */
export type CalibrationErrorIntervals = Readonly<Record<keyof CalibrationError, Interval>>;

function intervalsOf(
  found: readonly CalibrationError[],
  level: number,
): CalibrationErrorIntervals | null {
  if (found.length < 2) return null;
  const tail = (1 - level) / 2;
  const of = (key: keyof CalibrationError): Interval => {
    const sorted = Float64Array.from(found, (error) => error[key]).sort();
    return { low: quantileOf(sorted, tail), high: quantileOf(sorted, 1 - tail) };
  };
  return { ici: of('ici'), e50: of('e50'), e90: of('e90'), emax: of('emax') };
}

/**
 * Bootstrap percentile intervals of ICI, E50, E90 and Emax from both smoothers.
 *
 * @returns also how many resamples had no spline curve (no events, separated)
 * @source Austin PC, Steyerberg EW. Stat Med 2019;38:4051-4065
 */
export function bootstrapCalibrationError(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: {
    readonly resamples: number;
    readonly seed: number;
    readonly knots?: 3 | 4 | 5;
    readonly level?: number;
  },
): {
  readonly loess: CalibrationErrorIntervals | null;
  readonly rcs: CalibrationErrorIntervals | null;
  readonly withoutSpline: number;
} {
  const { resamples, seed, knots = 3, level = 0.95 } = options;
  const random = seededRandom(seed);
  const n = risks.length;
  const p = new Float64Array(n);
  const y = new Float64Array(n);
  const byLoess: CalibrationError[] = [];
  const bySpline: CalibrationError[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let i = 0; i < n; i += 1) {
      const row = random.integer(n);
      p[i] = risks[row] as number;
      y[i] = outcomes[row] as number;
    }
    byLoess.push(calibrationError(p, loess(p, y, p)));
    const curve = splineCalibrationCurve(p, y, { knots, points: 2 });
    if (curve !== null) bySpline.push(curve.error);
  }
  return {
    loess: intervalsOf(byLoess, level),
    rcs: intervalsOf(bySpline, level),
    withoutSpline: resamples - bySpline.length,
  };
}
