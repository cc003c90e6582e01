import { expit } from '../fitting/design.ts';

/**
 * C statistic these patients would show if the model's risks were right in
 * every one of them (model-based concordance). A C under the development's
 * with this number just as low means more alike patients, not a worse model.
 *
 *     sum_ij p_i (1 - p_j) [p_i > p_j] / sum_ij p_i (1 - p_j),  i not j, ties half
 *
 * @param logOdds of the model, one a patient
 * @returns NaN with fewer than two patients
 * @source van Klaveren D, Gonen M, Steyerberg EW, Vergouwe Y. Stat Med 2016;35:4136-4152
 */
export function expectedC(logOdds: ArrayLike<number>): number {
  const sorted = Float64Array.from(logOdds).sort();
  let below = 0;
  let concordant = 0;
  let events = 0;
  let others = 0;
  let same = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    const p = expit(sorted[from] as number);
    const count = to - from;
    concordant += count * p * below + (count * (count - 1) * p * (1 - p)) / 2;
    below += count * (1 - p);
    events += count * p;
    others += count * (1 - p);
    same += count * p * (1 - p);
    from = to;
  }
  return concordant / (events * others - same);
}
