import { checkRisks, logOddsOf } from '../checked-risks.ts';
import type { Interval } from '../interval.ts';
import {
  targetWidths,
  validationSize,
  type TargetWidths,
  type ValidationSize,
} from './validation-size.ts';

/** One criterion: what was wanted and what was had. */
export interface PrecisionCriterion {
  readonly measure: 'O/E' | 'calibration slope' | 'C statistic';
  /** Width of the interval obtained; null when there is none. */
  readonly width: number | null;
  readonly target: number;
  readonly verdict: 'sufficient' | 'insufficient';
  /** One sentence for the report. */
  readonly words: string;
}

/** Whether a validation was large enough to conclude from. */
export interface ValidationPrecision {
  readonly criteria: readonly PrecisionCriterion[];
  readonly verdict: 'sufficient' | 'insufficient';
  /** Patients needed at the usual precision, with this event rate, C and spread of risks; null when C is no better than chance. */
  readonly needed: ValidationSize | null;
  readonly neededRelaxed: ValidationSize | null;
  readonly words: string;
}

function criterion(
  measure: PrecisionCriterion['measure'],
  interval: Interval | null,
  target: number,
): PrecisionCriterion {
  const width = interval === null ? null : interval.high - interval.low;
  const verdict = width !== null && width <= target ? 'sufficient' : 'insufficient';
  const had =
    width === null ? 'has no interval here' : `has a 95 % interval ${width.toFixed(2)} wide`;
  return {
    measure,
    width,
    target,
    verdict,
    words: `${measure}: ${verdict}; it ${had}, ${target} or less is wanted.`,
  };
}

/**
 * Riley's and Archer's criteria in words: which intervals are narrow enough,
 * and how many patients would make them so.
 *
 * @source Riley RD et al. Stat Med 2021;40:4230-4251
 */
export function validationPrecision(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  obtained: {
    readonly c: number;
    readonly cInterval: Interval | null;
    readonly oe: Interval;
    readonly slope: Interval | null;
  },
  widths: TargetWidths = targetWidths.usual,
): ValidationPrecision {
  const { risks: p, n, events } = checkRisks(risks, outcomes, true);
  const criteria = [
    criterion('O/E', obtained.oe, widths.oe),
    criterion('calibration slope', obtained.slope, widths.slope),
    criterion('C statistic', obtained.cInterval, widths.c),
  ];
  const possible = obtained.c > 0.5 && obtained.c < 1 && events > 0 && events < n;
  const given = { prevalence: events / n, cStatistic: obtained.c, logOdds: logOddsOf(p) };
  const needed = possible ? validationSize(given, targetWidths.usual) : null;
  const neededRelaxed = possible ? validationSize(given, targetWidths.relaxed) : null;
  const verdict = criteria.every((c) => c.verdict === 'sufficient') ? 'sufficient' : 'insufficient';
  const wanted =
    needed === null || neededRelaxed === null
      ? ''
      : ` At this event rate ${needed.n} patients (${needed.events} events) would be, ${neededRelaxed.n} (${neededRelaxed.events}) at half the precision.`;
  return {
    criteria,
    verdict,
    needed,
    neededRelaxed,
    words: `${n} patients with ${events} events are ${verdict} for Riley's precision.${wanted}`,
  };
}
