import { expit, logit } from '../fitting/design.ts';
import type { RiskBin } from '../metrics/curves/risk-histogram.ts';
import type { Interval } from '../metrics/interval.ts';
import { randomEffects, type RandomEffects } from './random-effects.ts';
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

/** A combined number on its own scale, from one worked out on another. */
export interface Transformed extends Interval {
  readonly value: number;
  readonly prediction: Interval | null;
}

/** Several hospitals' validations as one. Null where no hospital gave the number. */
export interface CombinedValidation {
  readonly sites: number;
  /** Sums over the hospitals that gave them. */
  readonly n: number;
  readonly events: number;
  readonly expected: number;
  /** Worked out on the logit scale. */
  readonly c: Transformed | null;
  readonly calibrationInTheLarge: RandomEffects | null;
  readonly calibrationSlope: RandomEffects | null;
  readonly calibrationIntercept: RandomEffects | null;
  /** Worked out on the log scale. */
  readonly observedToExpected: Transformed | null;
  readonly heterogeneity: {
    readonly logitC: RandomEffects | null;
    readonly logObservedToExpected: RandomEffects | null;
  };
  readonly decisions: readonly PooledDecision[];
  /** Patients and events by risk, in the finest bins all hospitals have in common. */
  readonly histogram: readonly RiskBin[];
  /** Hospitals that gave nothing about events, by name. */
  readonly silent: readonly string[];
}

interface Given {
  readonly value: number;
  readonly variance: number;
}

function combine(given: readonly (Given | null)[]): RandomEffects | null {
  const there = given.filter((g): g is Given => g !== null && g.variance > 0);
  return there.length === 0
    ? null
    : randomEffects(
        there.map((g) => g.value),
        there.map((g) => g.variance),
      );
}

function transform(effects: RandomEffects | null, back: (x: number) => number): Transformed | null {
  if (effects === null) return null;
  const { prediction } = effects;
  return {
    value: back(effects.value),
    low: back(effects.low),
    high: back(effects.high),
    prediction:
      prediction === null ? null : { low: back(prediction.low), high: back(prediction.high) },
  };
}

function decisions(sites: readonly SiteAggregate[]): PooledDecision[] {
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
function commonHistogram(sites: readonly SiteAggregate[]): RiskBin[] {
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

/**
 * One calibration and discrimination from several hospitals' aggregates, with
 * the interval in which the next hospital may lie.
 *
 * @param sites of one round: the same coefficients in all
 * @source Debray TPA et al. BMJ 2017;356:i6460. Snell KIE et al. J Clin Epidemiol 2016;69:40-50
 */
export function combineValidations(sites: readonly SiteAggregate[]): CombinedValidation {
  checkRound(sites);
  const sum = (of: (site: SiteAggregate) => number | null) =>
    sites.reduce((total, site) => total + (site.events === null ? 0 : (of(site) ?? 0)), 0);
  const logitC = combine(
    sites.map(({ c }) =>
      c === null || c.value <= 0 || c.value >= 1
        ? null
        : { value: logit(c.value), variance: (c.standardError / (c.value * (1 - c.value))) ** 2 },
    ),
  );
  const logRatio = combine(
    sites.map(({ logObservedToExpected: r }) =>
      r === null ? null : { value: r.value, variance: r.standardError ** 2 },
    ),
  );
  return {
    sites: sites.length,
    n: sum((site) => site.n),
    events: sum((site) => site.events),
    expected: sum((site) => site.expected),
    c: transform(logitC, expit),
    calibrationInTheLarge: combine(
      sites.map(({ calibrationInTheLarge: r }) =>
        r === null ? null : { value: r.value, variance: r.standardError ** 2 },
      ),
    ),
    calibrationSlope: combine(
      sites.map(({ calibration: r }) =>
        r === null ? null : { value: r.slope, variance: r.covariance[1]?.[1] as number },
      ),
    ),
    calibrationIntercept: combine(
      sites.map(({ calibration: r }) =>
        r === null ? null : { value: r.intercept, variance: r.covariance[0]?.[0] as number },
      ),
    ),
    observedToExpected: transform(logRatio, Math.exp),
    heterogeneity: { logitC, logObservedToExpected: logRatio },
    decisions: decisions(sites),
    histogram: commonHistogram(sites),
    silent: sites.filter((site) => site.events === null).map((site) => site.site),
  };
}

/** Throws unless all aggregates are of the same model at the same coefficients, one from each hospital. */
export function checkRound(sites: readonly SiteAggregate[]): void {
  const first = sites[0];
  if (first === undefined) throw new RangeError('invalid sites; none given: 0');
  const names = new Set<string>();
  for (const site of sites) {
    if (names.has(site.site)) throw new RangeError(`invalid sites; given twice: ${site.site}`);
    names.add(site.site);
    const same =
      site.coefficients.length === first.coefficients.length &&
      site.coefficients.every((b, j) => b === first.coefficients[j]) &&
      site.predictors.every((name, j) => name === first.predictors[j]);
    if (!same)
      throw new RangeError(`invalid site; not of the same round as ${first.site}: ${site.site}`);
  }
}
