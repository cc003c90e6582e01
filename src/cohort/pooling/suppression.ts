import type { RiskBin } from '../metrics/curves/risk-histogram.ts';

/** A count that could point at a person: more than none, fewer than the smallest cell allowed. */
export function isSmallCell(count: number, minimum: number): boolean {
  return count > 0 && count < minimum;
}

function isReleasable(bin: RiskBin, minimum: number): boolean {
  return !isSmallCell(bin.events, minimum) && !isSmallCell(bin.n - bin.events, minimum);
}

/**
 * Joins neighbouring bins until events and others in each are none or enough.
 * Joining, unlike blanking, leaves nothing to be had by subtraction.
 *
 * @returns bins without gaps that hold every patient; none when the whole is too small
 */
export function joinSmallBins(bins: readonly RiskBin[], minimum: number): RiskBin[] {
  const joined: RiskBin[] = [];
  let open: RiskBin | null = null;
  for (const bin of bins) {
    open =
      open === null
        ? bin
        : { from: open.from, to: bin.to, n: open.n + bin.n, events: open.events + bin.events };
    if (open.n > 0 && isReleasable(open, minimum)) {
      joined.push(open);
      open = null;
    }
  }
  while (open !== null && joined.length > 0 && !isReleasable(open, minimum)) {
    const last = joined.pop() as RiskBin;
    open = { from: last.from, to: open.to, n: last.n + open.n, events: last.events + open.events };
  }
  if (open !== null && (open.n === 0 || isReleasable(open, minimum))) joined.push(open);
  return joined.every((bin) => isReleasable(bin, minimum)) ? joined : [];
}

/** True and false positives at a threshold, among so many with and without the event. */
export interface PositiveCounts {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/**
 * Keeps the thresholds whose four cells are none or enough, and whose
 * difference from the one kept before is, too: two close thresholds would
 * otherwise show the few patients between them.
 */
export function releasableThresholds(
  counts: readonly PositiveCounts[],
  n: number,
  events: number,
  minimum: number,
): PositiveCounts[] {
  const kept: PositiveCounts[] = [];
  const ordered = [...counts].sort((a, b) => a.threshold - b.threshold);
  for (const at of ordered) {
    const before = kept.at(-1);
    const cells = [
      at.truePositives,
      at.falsePositives,
      events - at.truePositives,
      n - events - at.falsePositives,
      (before?.truePositives ?? at.truePositives) - at.truePositives,
      (before?.falsePositives ?? at.falsePositives) - at.falsePositives,
    ];
    if (!cells.some((cell) => isSmallCell(cell, minimum)))
      kept.push({
        threshold: at.threshold,
        truePositives: at.truePositives,
        falsePositives: at.falsePositives,
      });
  }
  return kept;
}
