import { normalQuantile } from '../../distributions/normal.ts';
import { checkRisks } from '../checked-risks.ts';

/** The running count after one patient more. */
export interface CusumPoint {
  /** 1 after the first patient. */
  readonly patients: number;
  /** Events that happened less the sum of risks. */
  readonly observedMinusExpected: number;
  /** Where it stays, pointwise, when the risks are right. */
  readonly low: number;
  readonly high: number;
}

/**
 * Running sum of observed minus expected events, patients in order of time.
 * Rising: more bleeds than the model says.
 *
 *     band = +- z sqrt( sum risk (1 - risk) )
 *
 * @source Lovegrove J et al. Lancet 1997;350:1128-1130 (variable life-adjusted display)
 */
export function cusum(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  level = 0.95,
): CusumPoint[] {
  const { risks: p, outcomes: y, n } = checkRisks(risks, outcomes);
  const z = normalQuantile((1 + level) / 2);
  let sum = 0;
  let variance = 0;
  return Array.from({ length: n }, (_, i) => {
    const risk = p[i] as number;
    sum += (y[i] as number) - risk;
    variance += risk * (1 - risk);
    const reach = z * Math.sqrt(variance);
    return { patients: i + 1, observedMinusExpected: sum, low: -reach, high: reach };
  });
}
