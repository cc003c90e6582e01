import { asOf, type AsOf } from '../../clinical/as-of.ts';
import type { EcmoRun } from '../../clinical/ecmo-run.ts';
import { pickIch, readAge } from '../../clinical/eligibility.ts';
import type { Happened } from '../../clinical/event.ts';
import { pickInput } from '../../clinical/inputs/pick-input.ts';
import { HOUR } from '../../clinical/moment.ts';
import type { Site } from '../../clinical/site.ts';
import { pickRuns } from '../../clinical/support/pick-runs.ts';
import type { Timeline } from '../../clinical/timeline.ts';
import type { ModelDocument } from '../../model/document.ts';
import type { Case, CaseReading, CaseSettings, Exclusion, ReadingTime } from './case.ts';
import { pickDeath } from './pick-death.ts';

/** The last thing anybody knew: as of then, everything is known. */
function lastKnown(timeline: Timeline): number {
  let last = 0;
  for (const { availableAt } of timeline.events)
    if (availableAt.latest > last) last = availableAt.latest;
  for (const { start, end } of timeline.stays) last = Math.max(last, end?.latest ?? start.latest);
  return last + 1;
}

/** When a haemorrhage was, as far as the record says. */
const timeOf = (event: Happened): number => (event.onset ?? event.availableAt).earliest;

const ageBands = [
  [40, '18-39'],
  [60, '40-59'],
  [75, '60-74'],
  [Infinity, '75 and over'],
] as const;

function ageBand(timeline: Timeline, at: number): string {
  const birth = timeline.person?.birth;
  if (birth === undefined) return '';
  const years = (at - birth.latest) / (365.25 * 24 * HOUR);
  return ageBands.find(([below]) => years < below)?.[1] ?? '';
}

function exclusionOf(
  timeline: Timeline,
  run: EcmoRun,
  bledBefore: boolean,
  { eligibility }: CaseSettings,
  zone: string,
): Exclusion | null {
  const adult = readAge(timeline.person, run.start, eligibility.adultFromYears, zone);
  if (adult === 'unknown') return 'age-unknown';
  if (adult === 'child') return 'under-18';
  if (bledBefore) return 'ich-before-ecmo';
  if (run.hours.most < eligibility.minimumSupportHours) return 'less-than-24-h';
  return run.hours.least < eligibility.minimumSupportHours ? 'hours-uncertain' : null;
}

/** Every input's value in a record as it stood. */
function valuesIn(
  record: AsOf,
  run: EcmoRun,
  site: Site,
  { inputs, outcome, eligibility }: CaseSettings,
): Readonly<Record<string, number | null>> {
  const rule = { concept: outcome.concept, recentDays: eligibility.recentIchDays };
  return Object.fromEntries(
    inputs.map((input) => {
      const { value } = pickInput(input, record, { run, site, outcome: rule }).input;
      return [input.id, value === undefined ? null : Number(value)];
    }),
  );
}

/**
 * One patient for validation: the first run of support, the haemorrhage during
 * it, and the inputs at each landmark, picked by the same rules and with the
 * same availability as at the bedside.
 *
 * @returns null for a patient without a run of ECMO
 */
export function readCase(timeline: Timeline, site: Site, settings: CaseSettings): Case | null {
  const last = lastKnown(timeline);
  const whole = asOf(timeline, last);
  const [first, ...later] = pickRuns(whole, { timeZone: site.timeZone });
  if (!first) return null;
  const { run } = first;
  const begin = run.start.latest;
  const end = run.end?.latest ?? last;
  const model = settings as unknown as ModelDocument;
  const ich = pickIch(whole, run, model);
  const bleeds = ich.during.map(timeOf).filter((at) => at <= end);
  const bled = bleeds.length > 0 ? Math.max(begin, Math.min(...bleeds)) : null;
  const death = pickDeath(timeline, run);
  const readAt = (at: ReadingTime): CaseReading => {
    const moment = at === 'whole-run' ? end : begin + at * HOUR;
    return {
      at,
      atRisk: at === 'whole-run' || (moment < end && (bled === null || bled > moment)),
      values: valuesIn(asOf(timeline, moment), run, site, settings),
    };
  };
  const excluded = exclusionOf(timeline, run, ich.before.length > 0, settings, site.timeZone);
  const onSupport = death.at !== null && death.at <= end + HOUR;
  return {
    patient: timeline.person?.reference ?? '',
    excluded,
    sex: timeline.person?.sex ?? '',
    ageBand: ageBand(timeline, begin),
    mode: run.mode,
    year: new Date(begin).toISOString().slice(0, 4),
    hours: (end - begin) / HOUR,
    running: run.end === undefined,
    laterRuns: later.length,
    ichHours: bled === null ? null : (bled - begin) / HOUR,
    ending:
      bled !== null ? 'ich' : onSupport ? 'death' : run.end === undefined ? 'running' : 'weaned',
    diedInHospital: death.inHospital,
    diedWithin28Days: death.within28Days,
    readings: excluded === null ? settings.times.map(readAt) : [],
    beforeIch:
      excluded === null && bled !== null
        ? valuesIn(asOf(timeline, bled - 1), run, site, settings)
        : null,
  };
}
