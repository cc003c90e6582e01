/** Gamma, chi-square and Poisson probabilities. */
import { findRoot } from './find-root.ts';

/**
 * Logarithm of the gamma function for positive arguments: Stirling's series
 * from 15 upwards, the recurrence below.
 *
 * @source Abramowitz and Stegun 6.1.41
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`invalid argument of logGamma; not positive: ${x}`);
  let product = 1;
  let z = x;
  for (; z < 15; z += 1) product *= z;
  const w = 1 / (z * z);
  const series =
    (1 / 12 -
      w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) /
    z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < 10_000 && term > sum * 1e-17; k += 1) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 10_000; k += 1) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / (Math.abs(a * d + b) < tiny ? tiny : a * d + b);
    c = Math.abs(b + a / c) < tiny ? tiny : b + a / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

/**
 * Probability that a gamma variable with this shape and scale 1 exceeds `x`.
 *
 * @source Abramowitz and Stegun 6.5.29 (series) and 6.5.31 (continued fraction)
 */
export function gammaUpper(shape: number, x: number): number {
  if (x <= 0) return 1;
  return x < shape + 1 ? 1 - lowerSeries(shape, x) : upperFraction(shape, x);
}

/** Probability that a chi-square variable with `df` degrees of freedom exceeds `x`. */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2);
}

/** The value a chi-square variable with `df` degrees of freedom stays below with `probability`. */
export function chiSquareQuantile(probability: number, df: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`invalid probability; not in (0, 1): ${probability}`);
  }
  let high = df + 10;
  while (chiSquareUpper(high, df) > 1 - probability) high *= 2;
  return findRoot((x) => 1 - chiSquareUpper(x, df) - probability, 0, high);
}

/**
 * Exact confidence interval of the mean of a Poisson count.
 *
 *     low = chi2(a/2, 2k)/2,  high = chi2(1 - a/2, 2k + 2)/2
 *
 * @source Garwood F. Biometrika 1936;28:437-442
 */
export function poissonInterval(count: number, level = 0.95): { low: number; high: number } {
  const tail = (1 - level) / 2;
  return {
    low: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2,
    high: chiSquareQuantile(1 - tail, 2 * count + 2) / 2,
  };
}
