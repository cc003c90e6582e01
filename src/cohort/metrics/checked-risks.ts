/** Risks and outcomes side by side, checked once at the door of a metric. */
export interface CheckedRisks {
  readonly risks: Float64Array;
  readonly outcomes: Float64Array;
  readonly n: number;
  readonly events: number;
}

/**
 * Checks that every risk has an outcome.
 *
 * @param open  whether 0 and 1 are excluded, as they are where log odds are needed
 */
export function checkRisks(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  open = false,
): CheckedRisks {
  if (risks.length !== outcomes.length) {
    throw new RangeError(`invalid outcomes; not of length ${risks.length}: ${outcomes.length}`);
  }
  if (risks.length === 0) throw new RangeError('invalid risks; none given: 0');
  let events = 0;
  for (let i = 0; i < risks.length; i += 1) {
    const risk = risks[i] as number;
    const outcome = outcomes[i] as number;
    const inside = open ? risk > 0 && risk < 1 : risk >= 0 && risk <= 1;
    if (!inside)
      throw new RangeError(`invalid risk; not in ${open ? '(0, 1)' : '[0, 1]'}: ${risk}`);
    if (outcome !== 0 && outcome !== 1)
      throw new RangeError(`invalid outcome; not 0 or 1: ${outcome}`);
    events += outcome;
  }
  return {
    risks: Float64Array.from(risks),
    outcomes: Float64Array.from(outcomes),
    n: risks.length,
    events,
  };
}

/** Log odds of every risk. */
export function logOddsOf(risks: ArrayLike<number>): Float64Array {
  return Float64Array.from(risks, (risk) => Math.log(risk) - Math.log1p(-risk));
}
