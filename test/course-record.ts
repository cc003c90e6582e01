import * as fc from 'fast-check';
import type { AssessmentContext } from '../src/assess.ts';
import type { Codebook } from '../src/clinical/codebook.ts';
import type { ClinicalEvent } from '../src/clinical/event.ts';
import { HOUR, momentAt } from '../src/clinical/moment.ts';
import type { Moment } from '../src/clinical/moment.ts';
import type { Site } from '../src/clinical/site.ts';
import type { Timeline, Version } from '../src/clinical/timeline.ts';
import { zhu } from './model/zhu-2025.ts';

/** Cannulation, unless a test says otherwise. */
export const START = Date.UTC(2026, 2, 1, 12);

/** So many hours after cannulation. */
export function at(hours: number): Moment {
  return momentAt(START + Math.round(hours * HOUR));
}

let row = 0;

/** The source of a new row; of a version of an earlier one when a reference is given. */
function source(reference?: string) {
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
function dayOf(hours: number): Moment {
  const day = 24 * HOUR;
  const earliest = Math.floor((START + hours * HOUR) / day) * day;
  const text = new Date(earliest).toISOString().slice(0, 10);
  return { text, precision: 'day', earliest, latest: earliest + day - 1 };
}

/** Evidence of support. */
export function support(
  hours: number,
  evidence: 'procedure' | 'flowsheet',
  end?: number,
  known = hours,
): ClinicalEvent {
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

const hours = fc.integer({ min: -20, max: 320 }).map((quarters) => quarters / 4);
const delay = fc.constantFrom(0, 0, 0, 0.5, 7);

/** A platelet count and its later correction, which may be higher or lower. */
const corrected = fc
  .tuple(
    hours,
    fc.integer({ min: 5, max: 300 }),
    fc.integer({ min: 5, max: 300 }),
    fc.integer({ min: 1, max: 30 }),
  )
  .map(([hour, first, second, later]) => {
    const events = [count(hour, first), count(hour, second, hour + later)];
    const versions = events.map((event, rank): Version => ({
      row: event.source.row ?? -1,
      rank,
      availableAt: event.availableAt,
    }));
    return { events, versions: [versions] };
  });

const single = (arbitrary: fc.Arbitrary<ClinicalEvent>) =>
  arbitrary.map((event) => ({ events: [event], versions: [] as Version[][] }));

const something = fc.oneof(
  {
    weight: 6,
    arbitrary: single(
      fc
        .tuple(hours, fc.integer({ min: 3, max: 320 }), delay)
        .map(([h, value, late]) => count(h, value, h + late)),
    ),
  },
  { weight: 2, arbitrary: corrected },
  {
    weight: 3,
    arbitrary: single(
      fc
        .tuple(hours, fc.integer({ min: 1, max: 4 }), delay)
        .map(([h, bags, late]) => plasma(h, bags, h + late)),
    ),
  },
  {
    weight: 1,
    arbitrary: single(
      fc
        .tuple(hours, fc.integer({ min: 105, max: 145 }), delay)
        .map(([h, ratio, late]) => count(h, ratio / 100, h + late, 'gwr')),
    ),
  },
  {
    weight: 2,
    arbitrary: single(
      fc.tuple(hours, delay).map(([h, late]) => support(h, 'flowsheet', undefined, h + late)),
    ),
  },
);

/** Eighty hours of a patient: several kinds of facts, some known late, some corrected, with gaps in the flowsheet. */
export const anyTimeline = fc
  .record({
    facts: fc.array(something, { maxLength: 24 }),
    procedure: fc.option(fc.integer({ min: 30, max: 90 })),
    bleed: fc.option(fc.integer({ min: 30, max: 80 }), { freq: 4 }),
    late: delay,
    dateOnly: fc.constantFrom(false, false, true),
  })
  .map(({ facts, procedure, bleed, late, dateOnly }) =>
    timelineOf(
      [
        ...facts.flatMap(({ events }) => events),
        ...(procedure === null
          ? []
          : [
              {
                ...support(0, 'procedure', procedure > 80 ? undefined : procedure, late),
                ...(dateOnly && { start: dayOf(0) }),
              },
            ]),
        ...(bleed === null ? [] : [haemorrhage(bleed, bleed + late)]),
      ],
      facts.flatMap(({ versions }) => versions),
    ),
  );
