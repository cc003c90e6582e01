import * as fc from 'fast-check';
import type { ClinicalEvent } from '../src/clinical/event.ts';
import type { Version } from '../src/clinical/timeline.ts';
import {
  at,
  count,
  dayOf,
  haemorrhage,
  heparin,
  plasma,
  source,
  stay,
  stop,
  support,
  timelineOf,
} from './course-record.ts';

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
