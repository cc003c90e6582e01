import { normalQuantile } from '../../distributions/normal.ts';

/** State of a curve from a time on, until the next. */
export interface IncidenceStep {
  readonly time: number;
  /** Patients still followed just before. */
  readonly atRisk: number;
  /** Share that had the event of interest by this time. */
  readonly incidence: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Share free of every event. */
  readonly free: number;
}

interface Tally {
  readonly time: number;
  readonly interest: number;
  readonly competing: number;
  readonly leaving: number;
}

function tally(times: ArrayLike<number>, causes: ArrayLike<number>): Tally[] {
  if (times.length !== causes.length) {
    throw new RangeError(`invalid causes; not of length ${times.length}: ${causes.length}`);
  }
  const at = new Map<number, { interest: number; competing: number; leaving: number }>();
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i] as number;
    const cause = causes[i] as number;
    if (!(time >= 0)) throw new RangeError(`invalid time; negative or missing: ${time}`);
    if (!Number.isInteger(cause) || cause < 0)
      throw new RangeError(`invalid cause; not 0, 1, 2 …: ${cause}`);
    const here = at.get(time) ?? { interest: 0, competing: 0, leaving: 0 };
    here.leaving += 1;
    if (cause === 1) here.interest += 1;
    else if (cause > 1) here.competing += 1;
    at.set(time, here);
  }
  return [...at].map(([time, counts]) => ({ time, ...counts })).sort((a, b) => a.time - b.time);
}

/**
 * Cumulative incidence when other ends compete (Aalen-Johansen). With no
 * competing end it is 1 less Kaplan-Meier, and its standard error Greenwood's.
 *
 *     F(t) = sum S(u-) d1(u) / n(u),  S falling with every end
 *
 * The standard error is Aalen's delta-method one with Greenwood's binomial terms.
 *
 * @param times  hours, days …, from the same start for all
 * @param causes 1 the event of interest, 2 and more competing ends, 0 still followed
 * @source  Aalen OO, Johansen S. Scand J Stat 1978;5:141-150. Marubini E, Valsecchi MG. 1995, section 10.3
 * @checked test/reference/time.R, survfit of survival 3.5, 1e-10
 */
export function aalenJohansen(
  times: ArrayLike<number>,
  causes: ArrayLike<number>,
  level = 0.95,
): IncidenceStep[] {
  const z = normalQuantile((1 + level) / 2);
  const steps: IncidenceStep[] = [];
  let atRisk = times.length;
  let free = 1;
  let incidence = 0;
  // Sums over earlier times u of: g, F g, F^2 g, h, F h and k, which make the variance at any later time.
  let g = 0;
  let fg = 0;
  let ffg = 0;
  let h = 0;
  let fh = 0;
  let k = 0;
  for (const { time, interest, competing, leaving } of tally(times, causes)) {
    const ends = interest + competing;
    if (ends > 0) {
      const n = atRisk;
      const gained = (free * interest) / n;
      incidence += gained;
      const gTerm = n > ends ? ends / (n * (n - ends)) : 0;
      const hTerm = (free * interest) / (n * n);
      g += gTerm;
      fg += incidence * gTerm;
      ffg += incidence * incidence * gTerm;
      h += hTerm;
      fh += incidence * hTerm;
      k += (free * free * interest * (n - interest)) / (n * n * n);
      free *= 1 - ends / n;
    }
    const variance = Math.max(
      0,
      incidence * incidence * g - 2 * incidence * fg + ffg + k - 2 * (incidence * h - fh),
    );
    const standardError = Math.sqrt(variance);
    steps.push({
      time,
      atRisk,
      incidence,
      standardError,
      low: Math.max(0, incidence - z * standardError),
      high: Math.min(1, incidence + z * standardError),
      free,
    });
    atRisk -= leaving;
  }
  return steps;
}

/**
 * 1 less Kaplan-Meier: competing ends taken as lost to follow-up. It reads too
 * high wherever ends compete, and is here to show by how much.
 *
 * @param events 1 the event of interest, anything else ends follow-up
 * @source Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481
 * @checked test/reference/time.R, survfit of survival 3.5, 1e-10
 */
export function kaplanMeierIncidence(
  times: ArrayLike<number>,
  events: ArrayLike<number>,
  level = 0.95,
): IncidenceStep[] {
  return aalenJohansen(
    times,
    Array.from(events, (event) => (event === 1 ? 1 : 0)),
    level,
  );
}

/** Incidence at a time: that of the last step at or before it; 0 before the first. */
export function incidenceAt(steps: readonly IncidenceStep[], time: number): number {
  let found = 0;
  for (const step of steps) {
    if (step.time > time) break;
    found = step.incidence;
  }
  return found;
}
