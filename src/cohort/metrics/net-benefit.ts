import { checkRisks } from './checked-risks.ts';

function checkThreshold(threshold: number): void {
  if (!(threshold > 0 && threshold < 1))
    throw new RangeError(`invalid threshold; not in (0, 1): ${threshold}`);
}

/**
 * Net benefit of acting on everyone whose risk reaches a threshold: true
 * positives per patient, less false positives weighed by the odds of the
 * threshold.
 *
 *     net benefit = TP/n - FP/n * t / (1 - t)
 *
 * @param threshold the risk at which one would act, in (0, 1)
 * @returns per patient; at most the event rate, and it may be negative
 * @source  Vickers AJ, Elkin EB. Med Decis Making 2006;26:565-574
 * @checked test/reference/calibration.R, 1e-12
 * @example netBenefit([0.9, 0.2, 0.6], [1, 0, 0], 0.5) // => 0
 */
export function netBenefit(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  threshold: number,
): number {
  return decisionCurve(risks, outcomes, [threshold])[0]?.model ?? Number.NaN;
}

/** Net benefit at one threshold, of the model and of doing without one. */
export interface DecisionPoint {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly model: number;
  /** Acting on everyone. */
  readonly all: number;
  /** Acting on no one: always 0. */
  readonly none: 0;
  /** Model's net benefit over the event rate, the most there is. */
  readonly standardised: number;
  /** Patients in 100 spared the action, against acting on all, with no event missed. */
  readonly interventionsAvoided: number;
}

/** Whole per cents from 2 to 50. */
export const decisionThresholds: readonly number[] = Array.from(
  { length: 49 },
  (_, k) => (k + 2) / 100,
);

/**
 * Net benefit along thresholds. A risk equal to the threshold counts as reached.
 *
 *     interventions avoided = 100 (model - all) (1 - t) / t
 *
 * @source Vickers AJ, van Calster B, Steyerberg EW. Diagn Progn Res 2019;3:18
 */
export function decisionCurve(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  thresholds: readonly number[] = decisionThresholds,
): DecisionPoint[] {
  const { risks: p, outcomes: y, n, events } = checkRisks(risks, outcomes);
  return thresholds.map((threshold) => {
    checkThreshold(threshold);
    let truePositives = 0;
    let falsePositives = 0;
    for (let i = 0; i < n; i += 1) {
      if ((p[i] as number) < threshold) continue;
      if (y[i] === 1) truePositives += 1;
      else falsePositives += 1;
    }
    const odds = threshold / (1 - threshold);
    const model = truePositives / n - (falsePositives / n) * odds;
    const all = events / n - ((n - events) / n) * odds;
    return {
      threshold,
      truePositives,
      falsePositives,
      model,
      all,
      none: 0,
      standardised: model / (events / n),
      interventionsAvoided: (100 * (model - all)) / odds,
    };
  });
}
