import type { AssessmentContext } from '../src/assess.ts';
import type { Codebook } from '../src/clinical/codebook.ts';
import type { ClinicalEvent, Supported } from '../src/clinical/event.ts';
import { HOUR, momentAt } from '../src/clinical/moment.ts';
import type { Moment } from '../src/clinical/moment.ts';
import type { Site } from '../src/clinical/site.ts';
import type { Stay, Timeline } from '../src/clinical/timeline.ts';
import { zhu } from './model/zhu-2025.ts';

/** Cannulation, unless a test says otherwise. */
export const START = Date.UTC(2026, 2, 1, 12);

/** So many hours after cannulation. */
export function at(hours: number): Moment {
  return momentAt(START + Math.round(hours * HOUR));
}

let row = 0;

/** The source of a new row; of a version of an earlier one when a reference is given. */
export function source(reference?: string) {
  row += 1;
  return { reference: reference ?? `Observation/${row}`, row };
}

/** A platelet count, or another measured concept. */
export function count(
  hours: number,
  value: number,
  known = hours,
  concept = 'platelets',
): ClinicalEvent {
  const unit = concept === 'gwr' ? '1' : '10*9/L';
  const asWritten = { value: String(value), unit };
  return {
    kind: 'measured',
    concept,
    source: source(),
    availableAt: at(known),
    value,
    unit,
    asWritten,
    at: at(hours),
  };
}

/** Bags of plasma. */
export function plasma(hours: number, bags: number, known = hours): ClinicalEvent {
  const amount = { value: bags, unit: '{bag}' };
  return {
    kind: 'given',
    concept: 'plasma',
    source: source(),
    availableAt: at(known),
    start: at(hours),
    use: 'transfusion',
    amount,
  };
}

/** The day around an hour, as a moment without an hour. */
export function dayOf(hours: number): Moment {
  const day = 24 * HOUR;
  const earliest = Math.floor((START + hours * HOUR) / day) * day;
  const text = new Date(earliest).toISOString().slice(0, 10);
  return { text, precision: 'day', earliest, latest: earliest + day - 1 };
}

/** Evidence of support. */
export function support(
  hours: number,
  evidence: Supported['evidence'],
  end?: number,
  known = hours,
): Supported {
  return {
    kind: 'supported',
    concept: 'ecmo',
    source: source(),
    availableAt: at(known),
    mode: 'VV',
    evidence,
    start: at(hours),
    ...(end !== undefined && { end: at(end) }),
  };
}

/** Word that support stopped: a decannulation, or a flowsheet row without flow. */
export function stop(hours: number, evidence: 'procedure' | 'flowsheet', known = hours): Supported {
  return { ...support(hours, evidence, undefined, known), ends: true };
}

/** A stay in hospital. */
export function stay(start: number, end?: number): Stay {
  row += 1;
  const from = { source: `Encounter/${row}`, row, start: at(start) };
  return end === undefined ? from : { ...from, end: at(end) };
}

/** A rate of heparin, believed until the next is written. */
export function heparin(hours: number, rate: number, known = hours): ClinicalEvent {
  return {
    kind: 'given',
    concept: 'heparin',
    source: source(),
    availableAt: at(known),
    start: at(hours),
    open: 'until-next',
    use: 'infusion',
    rate: { value: rate, unit: '[IU]/h' },
  };
}

/** A haemorrhage. */
export function haemorrhage(hours: number, known = hours): ClinicalEvent {
  return {
    kind: 'happened',
    concept: 'ich',
    source: source(),
    availableAt: at(known),
    onset: at(hours),
    status: 'active',
    code: 'I61.9',
  };
}

function timeOf(event: ClinicalEvent): number {
  if ('at' in event) return event.at.earliest;
  return 'start' in event ? event.start.earliest : (event.onset?.earliest ?? 0);
}

/** A timeline of an adult whose Conditions could be read. */
export function timelineOf(
  events: readonly ClinicalEvent[],
  versions: Timeline['versions'] = [],
): Timeline {
  const birth = {
    text: '1960-01-01',
    precision: 'day',
    earliest: -315619200000,
    latest: -315532800001,
  } as const;
  return {
    person: { reference: 'Patient/1', birth },
    events: [...events].sort((a, b) => timeOf(a) - timeOf(b)),
    setAside: [],
    faults: [],
    stays: [],
    versions,
    conditionsFrom: at(-100),
    unmapped: [],
  };
}

/** An assessment at an hour of support, by the published model with default settings. */
export function contextAt(hours: number): AssessmentContext {
  const site = { timeZone: 'UTC', transfusion: { bagMillilitres: 200, recordComplete: true } };
  return {
    codebook: {} as Codebook,
    model: zhu(),
    site: site as unknown as Site,
    moment: at(hours).earliest,
  };
}
