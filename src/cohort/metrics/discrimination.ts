import { normalQuantile, twoSidedP } from '../distributions/normal.ts';
import { expit } from '../fitting/design.ts';
import { cStatistic } from './c-statistic.ts';
import type { Interval } from './interval.ts';

/** How well scores rank, with its intervals. */
export interface Discrimination {
  readonly c: number;
  /** DeLong's. */
  readonly standardError: number;
  /** `c +- z * se`, cut at 0 and 1. */
  readonly deLong: Interval;
  /** The same on the logit scale; null when C is 0 or 1, where it does not exist. */
  readonly logit: Interval | null;
  /** 2 C - 1. */
  readonly somersD: number;
}

/** Rank of each value among all, ties at their mean rank; and the order. */
function midranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number])
      to += 1;
    for (let k = from; k < to; k += 1) ranks[order[k] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

interface Components {
  readonly c: number;
  readonly events: Float64Array;
  readonly others: Float64Array;
}

/** DeLong's structural components through midranks. @source Sun X, Xu W. IEEE Signal Process Lett 2014;21:1389-1393 */
function components(scores: ArrayLike<number>, outcomes: ArrayLike<number>): Components {
  const at = { events: [] as number[], others: [] as number[] };
  for (let i = 0; i < scores.length; i += 1) (outcomes[i] === 1 ? at.events : at.others).push(i);
  const ranks = midranks(scores);
  const of = (rows: number[], size: number) => {
    const within = midranks(rows.map((i) => scores[i] as number));
    return Float64Array.from(rows, (i, k) => ((ranks[i] as number) - (within[k] as number)) / size);
  };
  const events = of(at.events, at.others.length);
  const others = of(at.others, at.events.length).map((value) => 1 - value);
  return { c: cStatistic(scores, outcomes), events, others };
}

function covarianceOf(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const meanA = a.reduce((s, v) => s + v, 0) / n;
  const meanB = b.reduce((s, v) => s + v, 0) / n;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += ((a[i] as number) - meanA) * ((b[i] as number) - meanB);
  return sum / (n - 1) / n;
}

/**
 * C statistic with DeLong's standard error and two intervals.
 *
 *     var C = var(V10) / events + var(V01) / others
 *
 * @returns null without at least two events and two others: there is no variance
 * @source  DeLong ER, DeLong DM, Clarke-Pearson DL. Biometrics 1988;44:837-845.
 *          Logit: Pepe MS. The Statistical Evaluation of Medical Tests. 2003, section 5.2
 * @checked test/reference/discrimination.R, pROC 1.18, 1e-12
 */
export function discrimination(
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  level = 0.95,
): Discrimination | null {
  const { c, events, others } = components(scores, outcomes);
  if (events.length < 2 || others.length < 2) return null;
  const standardError = Math.sqrt(covarianceOf(events, events) + covarianceOf(others, others));
  const reach = normalQuantile((1 + level) / 2) * standardError;
  const middle = Math.log(c / (1 - c));
  const stretch = reach / (c * (1 - c));
  return {
    c,
    standardError,
    deLong: { low: Math.max(0, c - reach), high: Math.min(1, c + reach) },
    logit: c > 0 && c < 1 ? { low: expit(middle - stretch), high: expit(middle + stretch) } : null,
    somersD: 2 * c - 1,
  };
}

/**
 * Whether two scores of the same patients rank differently (DeLong's paired test).
 *
 * @returns the difference `C(a) - C(b)`, its standard error and two-sided p value
 * @checked test/reference/discrimination.R, roc.test of pROC 1.18, 1e-10
 */
export function compareDiscrimination(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): { readonly difference: number; readonly standardError: number; readonly p: number } {
  const first = components(a, outcomes);
  const second = components(b, outcomes);
  const part = (of: 'events' | 'others') =>
    covarianceOf(first[of], first[of]) +
    covarianceOf(second[of], second[of]) -
    2 * covarianceOf(first[of], second[of]);
  const difference = first.c - second.c;
  const standardError = Math.sqrt(Math.max(0, part('events') + part('others')));
  return {
    difference,
    standardError,
    p: standardError === 0 ? 1 : twoSidedP(difference / standardError),
  };
}
