import { checkRisks } from './checked-risks.ts';

/**
 * Mean squared distance between risk and outcome; 0 is perfect.
 *
 *     Brier = mean (risk - outcome)^2
 *
 * @source Brier GW. Mon Weather Rev 1950;78:1-3
 * @example brierScore([0.9, 0.2], [1, 0]) // => 0.025
 */
export function brierScore(risks: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  const { risks: p, outcomes: y, n } = checkRisks(risks, outcomes);
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += ((p[i] as number) - (y[i] as number)) ** 2;
  return sum / n;
}

/**
 * Share of the Brier score of "everybody has the average risk" that the model
 * takes away (index of prediction accuracy). Negative when it does worse.
 *
 *     scaled Brier = 1 - Brier / (rate (1 - rate))
 *
 * @returns NaN without both kinds of patient
 * @source Steyerberg EW et al. Epidemiology 2010;21:128-138
 */
export function scaledBrier(risks: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  const { n, events } = checkRisks(risks, outcomes);
  const rate = events / n;
  return rate > 0 && rate < 1 ? 1 - brierScore(risks, outcomes) / (rate * (1 - rate)) : Number.NaN;
}

/**
 * Mean surprise, natural logarithm; infinite when a certainty was wrong.
 *
 *     log loss = -mean [ y log(risk) + (1 - y) log(1 - risk) ]
 */
export function logLoss(risks: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  const { risks: p, outcomes: y, n } = checkRisks(risks, outcomes);
  let sum = 0;
  for (let i = 0; i < n; i += 1)
    sum -= y[i] === 1 ? Math.log(p[i] as number) : Math.log1p(-(p[i] as number));
  return sum / n;
}
