/** Student's t distribution, for any positive degrees of freedom. */
import { findRoot } from './find-root.ts';
import { logGamma } from './gamma.ts';
import { normalQuantile } from './normal.ts';

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

/**
 * Regularised incomplete beta function.
 *
 * @source Abramowitz and Stegun 26.5.8, evaluated by Lentz's method
 */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** Two-sided p value of a t statistic with `df` degrees of freedom, which need not be whole. */
export function studentTwoSidedP(t: number, df: number): number {
  return incompleteBeta(df / 2, 0.5, df / (df + t * t));
}

/**
 * The value a t variable stays below with the given probability; the normal's for infinite `df`.
 *
 * @param probability in (0, 1)
 */
export function studentQuantile(probability: number, df: number): number {
  if (!Number.isFinite(df)) return normalQuantile(probability);
  if (probability === 0.5) return 0;
  const tail = Math.min(probability, 1 - probability);
  let high = 2;
  while (studentTwoSidedP(high, df) / 2 > tail) high *= 2;
  const size = findRoot((t) => studentTwoSidedP(t, df) / 2 - tail, 0, high);
  return probability < 0.5 ? -size : size;
}
