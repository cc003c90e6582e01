import type { RiskBin } from '../metrics/curves/risk-histogram.ts';
import type { SiteAggregate } from './site-aggregate.ts';

/** Net benefit over all hospitals that gave their counts at a threshold. */
export interface PooledDecision {
  readonly threshold: number;
  readonly sites: number;
  readonly n: number;
  readonly events: number;
  readonly model: number;
  readonly all: number;
  readonly none: 0;
}

/** Net benefit summed over the hospitals that gave their counts, threshold by threshold. */
export function pooledDecisions(sites: readonly SiteAggregate[]): PooledDecision[] {
  const thresholds = [
    ...new Set(sites.flatMap((site) => site.thresholds.map((t) => t.threshold))),
  ].sort((a, b) => a - b);
  return thresholds.map((threshold) => {
    let count = 0;
    let n = 0;
    let events = 0;
    let hits = 0;
    let alarms = 0;
    for (const site of sites) {
      const at = site.thresholds.find((t) => t.threshold === threshold);
      if (at === undefined || site.n === null || site.events === null) continue;
      count += 1;
      n += site.n;
      events += site.events;
      hits += at.truePositives;
      alarms += at.falsePositives;
    }
    const odds = threshold / (1 - threshold);
    return {
      threshold,
      sites: count,
      n,
      events,
      model: hits / n - (alarms / n) * odds,
      all: events / n - ((n - events) / n) * odds,
      none: 0,
    };
  });
}

/** Sums bins between the borders that every hospital's histogram has. */
export function commonHistogram(sites: readonly SiteAggregate[]): RiskBin[] {
  const given = sites.map((site) => site.histogram).filter((bins) => bins.length > 0);
  const borders = (given[0] ?? [])
    .map((bin) => bin.to)
    .filter((to) => given.every((bins) => bins.some((bin) => bin.to === to)));
  let from = given[0]?.[0]?.from ?? 0;
  return borders.map((to) => {
    const inside = given.flat().filter((bin) => bin.from >= from && bin.to <= to);
    const joined = {
      from,
      to,
      n: inside.reduce((s, b) => s + b.n, 0),
      events: inside.reduce((s, b) => s + b.events, 0),
    };
    from = to;
    return joined;
  });
}
