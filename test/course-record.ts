import * as fc from 'fast-check';
import type { AssessmentContext } from '../src/assess.ts';
import type { Codebook } from '../src/clinical/codebook.ts';
import type { ClinicalEvent, Supported } from '../src/clinical/event.ts';
import { HOUR, momentAt } from '../src/clinical/moment.ts';
import type { Moment } from '../src/clinical/moment.ts';
import type { Site } from '../src/clinical/site.ts';
import type { Stay, Timeline, Version } from '../src/clinical/timeline.ts';
import type { InputRule, ModelDocument } from '../src/model/document.ts';
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

/** A hospital's own model: every window of its inputs moves along with the moment. */
export function movingModel(): ModelDocument {
  const rules: Readonly<Record<string, InputRule>> = {
    gwr: { select: 'latest', concepts: ['gwr'], window: { anchor: 'moment', from: -30, to: -3 } },
    'stroke-history': {
      select: 'exposed',
      concepts: ['heparin'],
      window: { anchor: 'moment', from: -5 },
    },
    'ffp-units': { select: 'total', concepts: ['plasma'], window: { anchor: 'moment', from: -12 } },
    'platelets-lowest': {
      select: 'lowest',
      concepts: ['platelets'],
      window: { anchor: 'moment', from: -20 },
    },
  };
  const model = zhu();
  const inputs = model.inputs.map((input) => ({ ...input, rule: rules[input.id] ?? input.rule }));
  return { ...model, inputs };
}

/** A hospital's own model: of the first hours of support, and of all that came before. */
export function earlyModel(): ModelDocument {
  const model = zhu();
  const inputs = model.inputs.map((input) => {
    const { rule, id } = input;
    if (id === 'gwr') {
      return {
        ...input,
        rule: { ...rule, select: 'highest' as const, window: { anchor: 'moment' as const } },
      };
    }
    if (id !== 'platelets-lowest') return input;
    return {
      ...input,
      rule: { ...rule, window: { anchor: 'ecmo-start' as const, from: -6, to: 12 } },
    };
  });
  return { ...model, inputs };
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
const delay = fc.constantFrom(0, 0, 0, 0, 0, 0.5, 0.5, 7, 7, -2);

/** A flowsheet row that is struck out later. */
const struck = fc.tuple(hours, fc.integer({ min: 1, max: 12 })).map(([hour, later]) => {
  const event = support(hour, 'flowsheet');
  const { availableAt } = event;
  const versions: Version[] = [
    { row: event.source.row ?? -1, rank: 0, availableAt },
    { row: source().row, rank: 1, availableAt: at(hour + later) },
  ];
  return { events: [event], versions: [versions] };
});

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
    weight: 4,
    arbitrary: single(
      fc
        .tuple(hours, delay, fc.constantFrom(false, false, false, false, false, true))
        .map(([h, late, dateOnly]) => ({
          ...support(h, 'flowsheet', undefined, h + late),
          ...(dateOnly && { start: dayOf(h) }),
        })),
    ),
  },
  {
    weight: 1,
    arbitrary: single(
      fc
        .tuple(hours, fc.constantFrom('procedure', 'flowsheet', 'flowsheet'), delay)
        .map(([h, evidence, late]) => stop(h, evidence, h + late)),
    ),
  },
  { weight: 1, arbitrary: struck },
  {
    weight: 1,
    arbitrary: single(
      fc
        .tuple(hours, fc.constantFrom(0, 500), delay)
        .map(([h, rate, late]) => heparin(h, rate, h + late)),
    ),
  },
);

const unusable = fc.tuple(hours, delay).map(([hour, late]) => ({
  source: 'Observation/unusable',
  concept: 'plasma',
  because: 'unit' as const,
  at: at(hour),
  availableAt: at(hour + late),
}));

/**
 * Eighty hours of a patient: several kinds of facts, some known late, some
 * corrected or struck out, with gaps in the flowsheet, stays, and perhaps death.
 */
export const anyTimeline = fc
  .record({
    facts: fc.array(something, { maxLength: 24 }),
    procedure: fc.option(fc.integer({ min: 30, max: 90 })),
    bleed: fc.option(fc.integer({ min: 30, max: 80 }), { freq: 4 }),
    late: delay,
    dateOnly: fc.constantFrom(false, false, true),
    stays: fc.constantFrom([], [], [stay(-5, 50)], [stay(-5, 20), stay(21, 60)], [stay(-5)]),
    death: fc.option(fc.integer({ min: 20, max: 90 }), { freq: 3 }),
    setAside: fc.array(unusable, { maxLength: 1 }),
    conditions: fc.constantFrom(-100, -100, 26),
  })
  .map(({ facts, procedure, bleed, late, dateOnly, stays, death, setAside, conditions }) => {
    const cannulation = support(
      0,
      'procedure',
      procedure === null || procedure > 80 ? undefined : procedure,
      late,
    );
    const { person, ...timeline } = timelineOf(
      [
        ...facts.flatMap(({ events }) => events),
        ...(procedure === null ? [] : [{ ...cannulation, ...(dateOnly && { start: dayOf(0) }) }]),
        ...(bleed === null ? [] : [haemorrhage(bleed, bleed + late)]),
      ],
      facts.flatMap(({ versions }) => versions),
    );
    const deceased = death === null ? {} : { deceased: at(death) };
    return {
      ...timeline,
      person: { reference: 'Patient/1', ...person, ...deceased },
      stays,
      setAside,
      conditionsFrom: at(conditions),
    };
  });
