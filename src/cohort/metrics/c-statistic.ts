/** Scores of events and of the others, each sorted, in memory that is reused. */
export interface SplitScores {
  readonly events: Float64Array;
  readonly others: Float64Array;
}

/**
 * C of two sorted groups in one merge; half a point for a tie.
 *
 * @returns NaN when a group is empty
 */
export function cOfSorted(events: Float64Array, others: Float64Array): number {
  let wins = 0;
  let below = 0;
  let level = 0;
  for (const score of events) {
    while (below < others.length && (others[below] as number) < score) below += 1;
    level = Math.max(level, below);
    while (level < others.length && (others[level] as number) === score) level += 1;
    wins += below + (level - below) / 2;
  }
  return wins / (events.length * others.length);
}

/** Splits scores by outcome and sorts both groups. */
export function splitScores(scores: ArrayLike<number>, outcomes: ArrayLike<number>): SplitScores {
  const events: number[] = [];
  const others: number[] = [];
  for (let i = 0; i < scores.length; i += 1)
    (outcomes[i] === 1 ? events : others).push(scores[i] as number);
  return { events: Float64Array.from(events).sort(), others: Float64Array.from(others).sort() };
}

/**
 * Probability that a patient with the event scored higher than one without;
 * a tie counts half. Any increasing transform of the scores leaves it as it is.
 *
 *     C = (wins + ties / 2) / (events * others)
 *
 * @param scores   risks or log odds
 * @param outcomes 1 where the event happened, else 0
 * @returns in [0, 1]; NaN without both kinds of patient
 * @source  Hanley JA, McNeil BJ. Radiology 1982;143:29-36
 * @checked test/reference/discrimination.R, pROC 1.18, 1e-12
 * @example cStatistic([0.9, 0.2, 0.2], [1, 0, 1]) // => 0.75
 */
export function cStatistic(scores: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  const { events, others } = splitScores(scores, outcomes);
  return cOfSorted(events, others);
}
