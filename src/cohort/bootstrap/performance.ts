import { expit } from '../fitting/design.ts';
import { cOfSorted } from '../metrics/c-statistic.ts';

/**
 * What optimism is taken of. `nagelkerke` is of the risks as they are; rms
 * recalibrates them first, which hides part of the loss.
 */
export type Measure = 'c' | 'dxy' | 'intercept' | 'slope' | 'brier' | 'logLoss' | 'nagelkerke';

export const measures: readonly Measure[] = [
  'c',
  'dxy',
  'intercept',
  'slope',
  'brier',
  'logLoss',
  'nagelkerke',
];

/** One set of measures; NaN where one is not defined (no events, a constant score). */
export type Performance = Record<Measure, number>;

/**
 * Calibration intercept and slope by a two-parameter Newton fit without
 * allocation. NaN for both without spread or without both kinds of patient.
 */
export function calibrationLine(
  logOdds: Float64Array,
  outcomes: Float64Array,
  weights: Float64Array | undefined,
  into: { intercept: number; slope: number },
): void {
  const n = logOdds.length;
  let total = 0;
  let mean = 0;
  let events = 0;
  for (let i = 0; i < n; i += 1) {
    const w = weights === undefined ? 1 : (weights[i] as number);
    total += w;
    mean += w * (logOdds[i] as number);
    events += w * (outcomes[i] as number);
  }
  mean /= total;
  let spread = 0;
  for (let i = 0; i < n; i += 1) {
    const w = weights === undefined ? 1 : (weights[i] as number);
    spread += w * ((logOdds[i] as number) - mean) ** 2;
  }
  const sd = Math.sqrt(spread / total);
  into.intercept = Number.NaN;
  into.slope = Number.NaN;
  if (!(sd > 1e-9) || events === 0 || events === total) return;
  let a = Math.log(events / (total - events));
  let b = 0;
  for (let step = 0; step < 30; step += 1) {
    let u0 = 0;
    let u1 = 0;
    let i00 = 0;
    let i01 = 0;
    let i11 = 0;
    for (let i = 0; i < n; i += 1) {
      const w = weights === undefined ? 1 : (weights[i] as number);
      if (w === 0) continue;
      const z = ((logOdds[i] as number) - mean) / sd;
      const p = expit(a + b * z);
      const r = w * ((outcomes[i] as number) - p);
      const v = w * p * (1 - p);
      u0 += r;
      u1 += r * z;
      i00 += v;
      i01 += v * z;
      i11 += v * z * z;
    }
    const det = i00 * i11 - i01 * i01;
    if (!(det > 1e-300)) break;
    const da = (i11 * u0 - i01 * u1) / det;
    const db = (i00 * u1 - i01 * u0) / det;
    a += da;
    b += db;
    if (u0 * da + u1 * db < 1e-20) break;
  }
  into.slope = b / sd;
  into.intercept = a - (b * mean) / sd;
}

/** Memory of a performance measurement, reused. */
export interface PerformanceMemory {
  readonly events: Float64Array;
  readonly others: Float64Array;
  readonly line: { intercept: number; slope: number };
}

/** Memory for so many patients, each as often as it was drawn. */
export function performanceMemory(rows: number): PerformanceMemory {
  return {
    events: new Float64Array(rows),
    others: new Float64Array(rows),
    line: { intercept: 0, slope: 0 },
  };
}

/** Largest log odds at which a risk is still told from 1. */
const CAP = 36;

/**
 * All measures of log odds in rows that count `weights` times (whole numbers
 * that add up to the rows), over `into`.
 */
export function measure(
  logOdds: Float64Array,
  outcomes: Float64Array,
  weights: Float64Array | undefined,
  memory: PerformanceMemory,
  into: Performance,
): void {
  let eventCount = 0;
  let otherCount = 0;
  let squares = 0;
  let likelihood = 0;
  for (let i = 0; i < logOdds.length; i += 1) {
    const w = weights === undefined ? 1 : (weights[i] as number);
    if (w === 0) continue;
    const eta = logOdds[i] as number;
    const y = outcomes[i] as number;
    for (let k = 0; k < w; k += 1) {
      if (y === 1) memory.events[eventCount++] = eta;
      else memory.others[otherCount++] = eta;
    }
    const capped = Math.min(Math.max(eta, -CAP), CAP);
    const p = expit(capped);
    squares += w * (y - p) * (y - p);
    likelihood += w * (y * capped - Math.max(capped, 0) - Math.log1p(Math.exp(-Math.abs(capped))));
  }
  const total = eventCount + otherCount;
  const c = cOfSorted(
    memory.events.subarray(0, eventCount).sort(),
    memory.others.subarray(0, otherCount).sort(),
  );
  calibrationLine(logOdds, outcomes, weights, memory.line);
  const rate = eventCount / total;
  const nothing =
    rate > 0 && rate < 1
      ? eventCount * Math.log(rate) + otherCount * Math.log1p(-rate)
      : Number.NaN;
  into.c = c;
  into.dxy = 2 * c - 1;
  into.intercept = memory.line.intercept;
  into.slope = memory.line.slope;
  into.brier = squares / total;
  into.logLoss = -likelihood / total;
  into.nagelkerke =
    (1 - Math.exp((2 * (nothing - likelihood)) / total)) / (1 - Math.exp((2 * nothing) / total));
}
