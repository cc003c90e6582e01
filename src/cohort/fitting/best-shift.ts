import { expit, logit } from './design.ts';

/**
 * What to add to all log odds so that the average risk is the event rate: the
 * root of `sum w (y - expit(offset + a))`, by Newton's steps kept within a
 * bracket, so that it is found from any offset.
 *
 * @param offset  finite log odds, one a row
 * @param weights how often each row counts; absent: once
 * @returns infinite when there are only events or none
 */
export function bestShift(
  offset: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  let total = 0;
  let events = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < offset.length; i += 1) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    if (weight === 0) continue;
    total += weight;
    events += weight * (outcomes[i] as number);
    least = Math.min(least, offset[i] as number);
    most = Math.max(most, offset[i] as number);
  }
  if (events === 0 || events === total) return events === 0 ? -Infinity : Infinity;
  let low = logit(events / total) - most;
  let high = logit(events / total) - least;
  let shift = (low + high) / 2;
  for (let step = 0; step < 200 && high - low > 1e-12 * (1 + Math.abs(shift)); step += 1) {
    let lacking = events;
    let bend = 0;
    for (let i = 0; i < offset.length; i += 1) {
      const weight = weights === undefined ? 1 : (weights[i] as number);
      const risk = expit((offset[i] as number) + shift);
      lacking -= weight * risk;
      bend += weight * risk * (1 - risk);
    }
    if (lacking === 0) return shift;
    if (lacking > 0) low = shift;
    else high = shift;
    const next = shift + lacking / bend;
    const settled = Math.abs(next - shift) < 1e-13 * (1 + Math.abs(shift));
    shift = next > low && next < high ? next : (low + high) / 2;
    if (settled) return shift;
  }
  return shift;
}
