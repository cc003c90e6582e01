import { type Design, expit, linearPredictor, outcomeColumn } from '../fitting/design.ts';
import {
  calibrationInTheLarge,
  observedToExpected,
  weakCalibration,
} from '../metrics/calibration.ts';
import { riskHistogram, type RiskBin } from '../metrics/curves/risk-histogram.ts';
import { discrimination } from '../metrics/discrimination.ts';
import { decisionCurve } from '../metrics/net-benefit.ts';
import { likelihoodPart, type LikelihoodPart } from './likelihood-part.ts';
import {
  isSmallCell,
  joinSmallBins,
  releasableThresholds,
  type PositiveCounts,
} from './suppression.ts';

/** Why a site keeps something back. */
export type WithheldReason =
  | {
      readonly code: 'few-patients' | 'few-events' | 'few-without-event';
      readonly minimumCell: number;
    }
  | { readonly code: 'few-in-predictor'; readonly predictor: string; readonly minimumCell: number }
  | { readonly code: 'no-variance' };

/** A number and its standard error, as hospitals exchange it. */
export interface Shared {
  readonly value: number;
  readonly standardError: number;
}

/** One hospital's answer at agreed coefficients: sums only, no rows, no small cells. */
export interface SiteAggregate {
  readonly format: 'site-aggregate/1';
  readonly site: string;
  /** Intercept first; the same in every hospital of a round. */
  readonly coefficients: readonly number[];
  readonly predictors: readonly string[];
  readonly minimumCell: number;
  readonly n: number | null;
  readonly events: number | null;
  /** Sum of risks. */
  readonly expected: number | null;
  readonly c: Shared | null;
  readonly calibrationInTheLarge: Shared | null;
  readonly calibration: {
    readonly intercept: number;
    readonly slope: number;
    readonly covariance: readonly (readonly number[])[];
  } | null;
  readonly logObservedToExpected: Shared | null;
  readonly linearPredictor: { readonly mean: number; readonly sd: number } | null;
  readonly histogram: readonly RiskBin[];
  readonly thresholds: readonly PositiveCounts[];
  readonly likelihood: LikelihoodPart | null;
  readonly withheld: readonly WithheldReason[];
}

/** What a site aggregate is made with. */
export interface AggregateOptions {
  readonly site: string;
  readonly predictors: readonly string[];
  /** Thresholds agreed beforehand, each in (0, 1). */
  readonly thresholds: readonly number[];
  /** Counts from 1 to one less than this are not given out. Default 10. */
  readonly minimumCell?: number;
}

function shared(value: number, standardError: number): Shared | null {
  return Number.isFinite(value) && standardError > 0 ? { value, standardError } : null;
}

/** Yes-no predictors in which one of the two answers is rare: their sums would show single patients. */
function rarePredictors(design: Design, names: readonly string[], minimum: number): string[] {
  return names.filter((_, k) => {
    const counts = new Map<number, number>();
    for (let i = 0; i < design.rows && counts.size <= 2; i += 1) {
      const value = design.x[i * design.columns + k + 1] as number;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts.size <= 2 && [...counts.values()].some((count) => isSmallCell(count, minimum));
  });
}

/**
 * Everything a hospital gives to a pool, and nothing else.
 *
 * @param design       inputs on the coefficients' scale, in their order
 * @param coefficients agreed between the hospitals, intercept first
 * @source Debray TPA et al. BMJ 2017;356:i6460. Wu Y et al. J Am Med Inform Assoc 2012;19:758-764 (GLORE)
 */
export function siteAggregate(
  design: Design,
  outcomes: ArrayLike<number>,
  coefficients: readonly number[],
  options: AggregateOptions,
): SiteAggregate {
  const { site, predictors, minimumCell = 10 } = options;
  if (predictors.length !== design.columns - 1) {
    throw new RangeError(
      `invalid predictors; not ${design.columns - 1} of them: ${predictors.length}`,
    );
  }
  const y = outcomeColumn(outcomes, design.rows);
  const n = design.rows;
  const events = y.reduce((a, b) => a + b, 0);
  const withheld: WithheldReason[] = [];
  const head = {
    format: 'site-aggregate/1' as const,
    site,
    coefficients: [...coefficients],
    predictors: [...predictors],
    minimumCell,
  };
  const nothing = {
    events: null,
    expected: null,
    c: null,
    calibrationInTheLarge: null,
    calibration: null,
    logObservedToExpected: null,
    linearPredictor: null,
    histogram: [],
    thresholds: [],
    likelihood: null,
  };
  if (n < minimumCell)
    return { ...head, ...nothing, n: null, withheld: [{ code: 'few-patients', minimumCell }] };
  if (isSmallCell(events, minimumCell)) withheld.push({ code: 'few-events', minimumCell });
  if (isSmallCell(n - events, minimumCell))
    withheld.push({ code: 'few-without-event', minimumCell });
  if (withheld.length > 0) return { ...head, ...nothing, n, withheld };

  const logOdds = linearPredictor(design, coefficients);
  const risks = logOdds.map(expit);
  const mean = logOdds.reduce((a, b) => a + b, 0) / n;
  const rare = rarePredictors(design, predictors, minimumCell);
  for (const predictor of rare) withheld.push({ code: 'few-in-predictor', predictor, minimumCell });
  const inside = risks.every((p) => p > 0 && p < 1);
  const large = inside ? calibrationInTheLarge(risks, y) : null;
  const weak = inside ? weakCalibration(risks, y) : null;
  const ranked = discrimination(logOdds, y);
  const ratio = observedToExpected(risks, y);
  const c = ranked === null ? null : shared(ranked.c, ranked.standardError);
  if (c === null || weak === null) withheld.push({ code: 'no-variance' });
  return {
    ...head,
    n,
    events,
    expected: ratio.expected,
    c,
    calibrationInTheLarge: large === null ? null : shared(large.value, large.standardError),
    calibration:
      weak === null
        ? null
        : { intercept: weak.intercept.value, slope: weak.slope.value, covariance: weak.covariance },
    logObservedToExpected:
      ratio.logStandardError === null
        ? null
        : shared(Math.log(ratio.value), ratio.logStandardError),
    linearPredictor: {
      mean,
      sd: Math.sqrt(logOdds.reduce((s, x) => s + (x - mean) ** 2, 0) / (n - 1)),
    },
    histogram: joinSmallBins(riskHistogram(risks, y), minimumCell),
    thresholds: releasableThresholds(
      decisionCurve(risks, y, options.thresholds),
      n,
      events,
      minimumCell,
    ),
    likelihood: rare.length > 0 ? null : likelihoodPart(design, y, coefficients),
    withheld,
  };
}
