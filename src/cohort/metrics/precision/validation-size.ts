import { normalQuantile } from '../../distributions/normal.ts';
import { expit } from '../../fitting/design.ts';
import { binormalLogOdds, type LogOddsDistribution } from './binormal.ts';

/** Widths of the 95 % intervals a validation should reach. */
export interface TargetWidths {
  readonly oe: number;
  readonly slope: number;
  readonly c: number;
}

/** Riley's usual precision, and half as precise. */
export const targetWidths: { readonly usual: TargetWidths; readonly relaxed: TargetWidths } = {
  usual: { oe: 0.2, slope: 0.2, c: 0.1 },
  relaxed: { oe: 0.4, slope: 0.4, c: 0.2 },
};

/** Patients needed for each criterion, and for all. */
export interface ValidationSize {
  readonly oe: number;
  readonly slope: number;
  readonly c: number;
  readonly n: number;
  readonly events: number;
}

const Z = normalQuantile(0.975);

/**
 * Standard error of C by Newcombe's formula.
 *
 * @source Newcombe RG. Stat Med 2006;25:559-573, method 4, as in Riley RD et al. Stat Med 2021;40:4230-4251
 */
export function standardErrorOfC(n: number, prevalence: number, c: number): number {
  const half = n / 2 - 1;
  const inner = 1 + (half * (1 - c)) / (2 - c) + (half * c) / (1 + c);
  return Math.sqrt((c * (1 - c) * inner) / (n * n * prevalence * (1 - prevalence)));
}

/** Variance of the calibration slope times n, for a calibrated model with these log odds. */
export function slopeVariancePerPatient(distribution: LogOddsDistribution): number {
  const { logOdds, shares } = distribution;
  let a = 0;
  let b = 0;
  let ab = 0;
  for (let k = 0; k < logOdds.length; k += 1) {
    const x = logOdds[k] as number;
    const p = expit(x);
    const v = (shares[k] as number) * p * (1 - p);
    a += v;
    ab += v * x;
    b += v * x * x;
  }
  return a / (a * b - ab * ab);
}

function patientsForC(prevalence: number, c: number, width: number): number {
  let low = 2;
  let high = 4;
  while (2 * Z * standardErrorOfC(high, prevalence, c) > width) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (2 * Z * standardErrorOfC(middle, prevalence, c) > width) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Patients an external validation needs.
 *
 *     O/E:    n = (1 - rate) / (rate se^2),  exp(1.96 se) - exp(-1.96 se) = width
 *     slope:  n = I_a / (se^2 (I_a I_b - I_ab^2))
 *     C:      Newcombe's standard error
 *
 * @param logOdds the model's in the population; absent: binormal from prevalence and C
 * @source Riley RD et al. Stat Med 2021;40:4230-4251. Archer L et al. Stat Med 2021;40:133-146
 * @checked test/reference/sample-size.R. pmvalsampsize differs in three ways: it simulates the
 *   log odds; told one normal with the mean and standard deviation of the binormal, it asks for
 *   3,733 patients at the paper's event rate and C, which that normal does not have (it has
 *   9.6 % and 0.836); and it rounds the standard error of O/E up to the next 0.0001
 */
export function validationSize(
  given: {
    readonly prevalence: number;
    readonly cStatistic: number;
    readonly logOdds?: ArrayLike<number>;
  },
  widths: TargetWidths = targetWidths.usual,
): ValidationSize {
  const { prevalence, cStatistic } = given;
  const distribution =
    given.logOdds === undefined
      ? binormalLogOdds(prevalence, cStatistic)
      : {
          logOdds: Float64Array.from(given.logOdds),
          shares: new Float64Array(given.logOdds.length).fill(1 / given.logOdds.length),
        };
  const seOe = Math.asinh(widths.oe / 2) / Z;
  const seSlope = widths.slope / (2 * Z);
  const oe = Math.ceil((1 - prevalence) / (prevalence * seOe * seOe));
  const slope = Math.ceil(slopeVariancePerPatient(distribution) / (seSlope * seSlope));
  const c = patientsForC(prevalence, cStatistic, widths.c);
  const n = Math.max(oe, slope, c);
  return { oe, slope, c, n, events: Math.ceil(n * prevalence) };
}
