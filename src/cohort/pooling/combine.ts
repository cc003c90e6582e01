import { expit, logit } from '../fitting/design.ts';
import type { RiskBin } from '../metrics/curves/risk-histogram.ts';
import type { Interval } from '../metrics/interval.ts';
import { checkRound } from './check-round.ts';
import { commonHistogram, pooledDecisions, type PooledDecision } from './pooled-counts.ts';
import { randomEffects, type RandomEffects } from './random-effects.ts';
import type { SiteAggregate } from './site-aggregate.ts';

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
    decisions: pooledDecisions(sites),
    histogram: commonHistogram(sites),
    silent: sites.filter((site) => site.events === null).map((site) => site.site),
  };
}
