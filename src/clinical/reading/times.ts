import type { Fault } from '../../faults.ts';
import { ALWAYS, type Moment, readMoment } from '../moment.ts';
import { asObject, choices, type Json } from './json.ts';

/** When something was, as its resource says. */
export interface Times {
  readonly start: Moment;
  /** Absent when the resource gives none, or a date that stands for "never". */
  readonly end?: Moment;
  /** Whether a period was written, not a single time. */
  readonly period: boolean;
}

/** Why there are no times: nothing written, or nothing that can be read. */
export type NoTimes = 'time-missing' | 'time-unreadable';

/** Before this year nobody alive was treated; such dates stand for "unknown". */
const FIRST_YEAR = Date.UTC(1900, 0, 1);
/** From this year on a date stands for "no end". */
const LAST_YEAR = Date.UTC(9000, 0, 1);

/**
 * The times of a choice element: `effectiveDateTime`, `performedPeriod`,
 * `timingDateTime` and the like. Ages, texts and timings are no times.
 */
export function readTimes(holder: Json, stem: string, zone: string): Times | NoTimes {
  const [name, ...others] = choices(holder, stem);
  if (name === undefined) return 'time-missing';
  if (others.length > 0) return 'time-unreadable';
  const value = holder[name];
  if (name === `${stem}Period`) return readPeriod(value, zone);
  if (name !== `${stem}DateTime` && name !== `${stem}Instant`) return 'time-unreadable';
  const start = readUsualMoment(value, zone);
  return start === null ? 'time-unreadable' : { start, period: false };
}

/** A FHIR Period with at least a start. */
export function readPeriod(value: unknown, zone: string): Times | NoTimes {
  const period = asObject(value);
  if (period === null) return 'time-missing';
  if (period['start'] === undefined) return 'time-missing';
  const start = readUsualMoment(period['start'], zone);
  if (start === null) return 'time-unreadable';
  if (period['end'] === undefined) return { start, period: true };
  const end = readMoment(period['end'], zone);
  if (end === null || end.latest < start.earliest) return 'time-unreadable';
  return end.earliest >= LAST_YEAR ? { start, period: true } : { start, end, period: true };
}

/** A moment that can be one: not the year 1, and not the year 9999. */
export function readUsualMoment(text: unknown, zone: string): Moment | null {
  const moment = readMoment(text, zone);
  return moment === null || moment.earliest < FIRST_YEAR || moment.earliest >= LAST_YEAR
    ? null
    : moment;
}

/** One fault for each time that was written with an hour but no zone. */
export function zoneFaults(
  source: string,
  concept: string,
  ...moments: readonly (Moment | undefined)[]
): readonly Fault[] {
  return moments.some((moment) => moment?.zoneless === true)
    ? [{ kind: 'time-without-zone', source, concept }]
    : NO_FAULTS;
}

/**
 * From when on a resource was known (design ruling 3), for any resource type:
 * Observation and DiagnosticReport `issued`, else the end of their effective
 * time; Condition `recordedDate`, else onset; anything else the start of what
 * it tells of. Known always when it carries no date at all.
 */
export function readAvailability(resource: Json, zone: string): Moment {
  for (const name of ['issued', 'recordedDate']) {
    const known = readUsualMoment(resource[name], zone);
    if (known !== null) return known;
  }
  for (const stem of ['effective', 'onset', 'performed', 'timing', 'occurrence']) {
    const times = readTimes(resource, stem, zone);
    if (typeof times === 'object') {
      return stem === 'effective' && resource['resourceType'] !== 'MedicationAdministration'
        ? (times.end ?? times.start)
        : times.start;
    }
  }
  return ALWAYS;
}

const NO_FAULTS: readonly Fault[] = [];
