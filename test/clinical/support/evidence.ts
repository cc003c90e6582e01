/** Evidence of support written short, and the runs that are made of it. */
import { asOf } from '../../../src/clinical/as-of.ts';
import type { Entry } from '../../../src/clinical/input.ts';
import { readTimeline } from '../../../src/clinical/read-timeline.ts';
import { pickRuns, type RunFound } from '../../../src/clinical/support/pick-runs.ts';
import { hour, instant, person, support } from '../rows.ts';
import { codebookOf, siteNamed } from '../site-setup.ts';

const site = { ...siteNamed('sandbox'), timeZone: 'UTC' };
const codebook = codebookOf(site);
const subject = { reference: 'Patient/p' };
const FLOWSHEET = 'http://pretend-hospital.example/codes/flowsheet';

export function runsOf(
  rows: readonly object[],
  hours: number,
  entries: readonly Entry[] = [],
): readonly RunFound[] {
  const timeline = readTimeline([person, ...rows], { codebook, site });
  return pickRuns(asOf(timeline, instant(hours)), { timeZone: 'UTC', entries });
}

const hoursTo = (at: number) => (at - instant(0)) / 3_600_000;

/** A run as hours from the first cannulation: start and end. */
export function hoursOf({ run }: RunFound): readonly [number, number | null] {
  const { start, end } = run;
  return [hoursTo(start.earliest), end === undefined ? null : hoursTo(end.latest)];
}

export const run = (id: string, code: string, from: number, to?: number) => ({
  ...support,
  id,
  status: to === undefined ? 'in-progress' : 'completed',
  code: { coding: [{ system: 'http://snomed.info/sct', code }] },
  performedPeriod: { start: hour(from), ...(to === undefined ? {} : { end: hour(to) }) },
});
export const VA = '786451004';
export const VV = '786453001';
const row = (id: string, code: string, at: number, value: object) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  code: { coding: [{ system: FLOWSHEET, code }] },
  effectiveDateTime: hour(at),
  ...value,
});
export const flow = (at: number, value = 4) =>
  row(`flow-${at}`, '5810', at, { valueQuantity: { value, unit: 'L/min' } });
export const mode = (at: number, word: string) =>
  row(`mode-${at}`, '5814', at, { valueString: word });
export const decannulated = (at: number) => ({
  ...support,
  id: `out-${at}`,
  status: 'completed',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '33966' }] },
  performedPeriod: { start: hour(at - 1), end: hour(at) },
});
