import type { ClinicalEvent, Measured } from '../event.ts';
import { HOUR } from '../moment.ts';
import type { Target } from '../site.ts';
import { measurementsOf } from './measurements.ts';
import type { Span } from './measurements.ts';

/** The share of time a value spent in a target, and how much time that rests on. */
export interface TimeInRange {
  /** 0-1; of the counted hours only. */
  readonly share: number;
  readonly below: number;
  readonly above: number;
  /** Hours between measurements near enough to each other to say. */
  readonly hoursCounted: number;
  /** Hours of the whole span. */
  readonly hoursAsked: number;
  readonly measurements: number;
}

/**
 * Time in target by linear interpolation between neighbouring measurements
 * (Rosendaal FR et al., Thromb Haemost 1993;69:236-239). Time between two
 * measurements further apart than `longestGap`, or of which one is censored or
 * dated only to the day, is not counted; nor is time before the first and after the
 * last. The site's target ends are inside.
 * @param known Events known at the moment.
 * @param longestGap Hours.
 * @returns `null` when no time can be counted, or a unit is not the target's.
 */
export function timeInRange(
  known: readonly ClinicalEvent[],
  target: Target,
  span: Span,
  longestGap = 24,
): TimeInRange | null {
  const values = measurementsOf(known, target.concept, span);
  if (values.some(({ unit }) => unit !== target.unit)) return null;
  let within = 0;
  let below = 0;
  let above = 0;
  let counted = 0;
  values.slice(1).forEach((value, i) => {
    const previous = values[i];
    if (previous === undefined || !isUsable(previous) || !isUsable(value)) return;
    const hours = (value.at.latest - previous.at.latest) / HOUR;
    if (hours <= 0 || hours > longestGap) return;
    const under = shareBelow(previous.value, value.value, target.low ?? -Infinity);
    const over = shareBelow(-previous.value, -value.value, -(target.high ?? Infinity));
    below += under * hours;
    above += over * hours;
    within += Math.max(0, 1 - under - over) * hours;
    counted += hours;
  });
  if (counted === 0) return null;
  return {
    share: within / counted,
    below: below / counted,
    above: above / counted,
    hoursCounted: counted,
    hoursAsked: (span.to - span.from) / HOUR,
    measurements: values.length,
  };
}

function isUsable({ comparator, at }: Measured): boolean {
  return comparator === undefined && at.earliest === at.latest;
}

/** Share of the straight line from one value to the next that lies below a limit. */
function shareBelow(from: number, to: number, limit: number): number {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  if (high < limit) return 1;
  if (low >= limit) return 0;
  return (limit - low) / (high - low);
}
