import type { InputRule } from '../../model/document.ts';
import type { Measured } from '../event.ts';
import type { Window } from './window.ts';

/**
 * Share of time outside a range, 0 to 1, each value held until the next one
 * and the last until the window ends; counted from the first value on.
 *
 *     share = Σ (time held by values outside) / Σ (time held)
 */
export function shareOutside(
  events: readonly Measured[],
  rule: InputRule,
  window: Window,
): { readonly value: number; readonly decided: readonly Measured[] } | null {
  const low = rule.range?.low ?? -Infinity;
  const high = rule.range?.high ?? Infinity;
  const sorted = [...events].sort((one, other) => one.at.earliest - other.at.earliest);
  let outside = 0;
  let total = 0;
  sorted.forEach((event, index) => {
    const until = sorted[index + 1]?.at.earliest ?? window.to.earliest;
    const held = Math.max(0, until - event.at.earliest);
    total += held;
    if (event.value < low || event.value > high) outside += held;
  });
  return total === 0 ? null : { value: outside / total, decided: sorted };
}
