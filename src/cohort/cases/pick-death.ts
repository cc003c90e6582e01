import type { EcmoRun } from '../../clinical/ecmo-run.ts';
import { HOUR } from '../../clinical/moment.ts';
import type { Timeline } from '../../clinical/timeline.ts';

/** Whether and when a patient died, seen from a run of support. Null is unknown. */
export interface Death {
  /** Milliseconds since 1970 UTC; null when alive or undated. */
  readonly at: number | null;
  readonly inHospital: boolean | null;
  readonly within28Days: boolean | null;
}

/**
 * Death from the Patient: dated, undated (then nothing else is known), or not
 * recorded, which is taken as alive. In hospital means before the end of the
 * stay in which support began.
 */
export function pickDeath(timeline: Timeline, run: EcmoRun): Death {
  const deceased = timeline.person?.deceased;
  if (deceased === undefined) return { at: null, inHospital: false, within28Days: false };
  if (deceased === true) return { at: null, inHospital: null, within28Days: null };
  const within28Days = deceased.earliest - run.start.latest <= 28 * 24 * HOUR;
  const stays = timeline.stays.filter(
    ({ start, end }) =>
      start.earliest <= run.start.latest && (end === undefined || end.latest >= run.start.earliest),
  );
  const ends = stays.map(({ end }) => end?.latest ?? Infinity);
  const inHospital = stays.length === 0 ? null : deceased.earliest <= Math.max(...ends);
  return { at: deceased.earliest, inHospital, within28Days };
}
