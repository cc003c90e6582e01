import { normalQuantile } from '../distributions/normal.ts';
import { studentQuantile } from '../distributions/student-t.ts';
import type { Interval } from '../metrics/interval.ts';

/** Several hospitals' estimates of one number, combined. */
export interface RandomEffects extends Interval {
  readonly sites: number;
  /** Mean over hospitals. */
  readonly value: number;
  readonly standardError: number;
  /** Variance between hospitals (REML), and its square root. */
  readonly tau2: number;
  readonly tau: number;
  /** Share of the total variance that lies between hospitals, 0-1. */
  readonly i2: number;
  /** Where the next hospital's true value may lie; null with one hospital. */
  readonly prediction: Interval | null;
}

interface Weighted {
  readonly mean: number;
  readonly total: number;
  readonly squares: number;
}

function weigh(values: readonly number[], variances: readonly number[], tau2: number): Weighted {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const w = 1 / ((variances[i] as number) + tau2);
    total += w;
    sum += w * (values[i] as number);
  }
  const mean = sum / total;
  const squares = values.reduce(
    (s, y, i) => s + (y - mean) ** 2 / ((variances[i] as number) + tau2),
    0,
  );
  return { mean, total, squares };
}

/** Score and information of the restricted likelihood of tau2. */
function restricted(
  values: readonly number[],
  variances: readonly number[],
  tau2: number,
): { score: number; information: number } {
  const { mean, total } = weigh(values, variances, tau2);
  let w2 = 0;
  let w3 = 0;
  let fit = 0;
  for (let i = 0; i < values.length; i += 1) {
    const w = 1 / ((variances[i] as number) + tau2);
    w2 += w * w;
    w3 += w * w * w;
    fit += w * w * ((values[i] as number) - mean) ** 2;
  }
  return {
    score: 0.5 * (fit - total + w2 / total),
    information: 0.5 * (w2 - (2 * w3) / total + (w2 / total) ** 2),
  };
}

/** REML variance between hospitals: Fisher scoring, never below 0. */
function betweenVariance(values: readonly number[], variances: readonly number[]): number {
  let tau2 = 0;
  const k = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / k;
  tau2 = Math.max(
    0,
    values.reduce((s, y) => s + (y - mean) ** 2, 0) / (k - 1) -
      variances.reduce((a, b) => a + b, 0) / k,
  );
  for (let step = 0; step < 1000; step += 1) {
    const { score, information } = restricted(values, variances, tau2);
    let move = score / information;
    while (tau2 + move < 0) move /= 2;
    tau2 += move;
    if (Math.abs(move) < 1e-15 * Math.max(1, tau2)) break;
    if (tau2 < 1e-12 && score < 0) return 0;
  }
  return tau2;
}

/**
 * Random-effects mean of hospitals' estimates: REML for the variance between
 * them, Hartung-Knapp for the interval, and the interval for a next hospital.
 *
 *     mean = sum w y / sum w,  w = 1 / (v + tau2)
 *     se^2 = [ sum w (y - mean)^2 / (k - 1) ] / sum w,  interval by t with k - 1 df
 *     prediction = mean +- t sqrt(se^2 + tau2)
 *
 * One hospital alone keeps its own normal interval.
 *
 * @param variances squared standard errors, each positive
 * @source  Viechtbauer W. J Educ Behav Stat 2005;30:261-293. Knapp G, Hartung J. Stat Med 2003;22:2693-2710
 * @checked test/reference/pooling.R, rma(test = "knha") of metafor 3.8, 1e-8
 */
export function randomEffects(
  values: readonly number[],
  variances: readonly number[],
  level = 0.95,
): RandomEffects {
  const k = values.length;
  if (k === 0 || variances.length !== k)
    throw new RangeError(`invalid variances; not ${k} of them: ${variances.length}`);
  for (const v of variances)
    if (!(v > 0)) throw new RangeError(`invalid variance; not positive: ${v}`);
  if (k === 1) {
    const value = values[0] as number;
    const standardError = Math.sqrt(variances[0] as number);
    const reach = normalQuantile((1 + level) / 2) * standardError;
    return {
      sites: 1,
      value,
      standardError,
      low: value - reach,
      high: value + reach,
      tau2: 0,
      tau: 0,
      i2: 0,
      prediction: null,
    };
  }
  const tau2 = betweenVariance(values, variances);
  const { mean, total, squares } = weigh(values, variances, tau2);
  const standardError = Math.sqrt(squares / (k - 1) / total);
  const t = studentQuantile((1 + level) / 2, k - 1);
  const ahead = t * Math.sqrt(standardError * standardError + tau2);
  const w = variances.map((v) => 1 / v);
  const sum = w.reduce((a, b) => a + b, 0);
  const typical = ((k - 1) * sum) / (sum * sum - w.reduce((a, b) => a + b * b, 0));
  return {
    sites: k,
    value: mean,
    standardError,
    low: mean - t * standardError,
    high: mean + t * standardError,
    tau2,
    tau: Math.sqrt(tau2),
    i2: tau2 / (tau2 + typical),
    prediction: { low: mean - ahead, high: mean + ahead },
  };
}
