import { describe, expect, test } from 'vitest';
import { cutTimeline } from '../../../src/clinical/course/cut-timeline.ts';
import type { ClinicalEvent, Measured } from '../../../src/clinical/event.ts';
import type { Moment } from '../../../src/clinical/moment.ts';
import type { Timeline } from '../../../src/clinical/timeline.ts';
import type { InputRule, ModelDocument } from '../../../src/model/document.ts';
import {
  at,
  count,
  dayOf,
  haemorrhage,
  heparin,
  plasma,
  support,
  timelineOf,
} from '../../course-record.ts';
import { zhu } from '../../model/zhu-2025.ts';

type Rule = Pick<InputRule, 'select' | 'window'>;

const model = zhu();

/** The published model with another rule for platelets, and perhaps a second input of them. */
function modelWith(rule: Rule, second?: Rule): ModelDocument {
  const inputs = model.inputs.flatMap((input) => {
    if (input.id !== 'platelets-lowest') return [input];
    const first = { ...input, rule: { ...input.rule, ...rule } };
    if (second === undefined) return [first];
    return [first, { ...input, id: 'again', rule: { ...input.rule, ...second } }];
  });
  return { ...model, inputs };
}

/** Values of the counts left in a timeline of counts. */
function leftOf(
  counts: readonly ClinicalEvent[],
  by: ModelDocument = model,
  starts: readonly Moment[] = [at(0)],
  versions: Timeline['versions'] = [],
): number[] {
  const { events } = cutTimeline(timelineOf(counts, versions), by, starts);
  return events.flatMap((event) => (event.kind === 'measured' ? [event.value] : []));
}

function changed(event: ClinicalEvent, what: Partial<Measured>): ClinicalEvent {
  return { ...event, ...what } as ClinicalEvent;
}

function lowestOver(window: Rule['window']): ModelDocument {
  return modelWith({ select: 'lowest', window });
}

const WHOLE: Rule['window'] = { anchor: 'ecmo-start' };
const EVER: Rule['window'] = { anchor: 'moment' };

describe('of a timeline', () => {
  test('support, the outcome and the concepts of the inputs are left, and nothing else', () => {
    const events = [
      support(0, 'procedure'),
      haemorrhage(1),
      plasma(2, 1),
      count(3, 1.2, 3, 'gwr'),
      count(4, 90),
    ];
    const others = [count(5, 2, 5, 'd-dimer'), heparin(6, 500)];
    const aside = { source: 'Observation/1', because: 'unit' as const };
    const cut = cutTimeline(
      {
        ...timelineOf([...events, ...others]),
        setAside: [
          { ...aside, concept: 'platelets' },
          { ...aside, concept: 'd-dimer' },
        ],
        faults: [{ kind: 'input-missing', source: 'record', input: 'age' }],
        unmapped: [{ resourceType: 'Observation', system: '', code: '1', display: '', count: 1 }],
      },
      model,
      [at(0)],
    );
    expect(cut.events).toEqual(events);
    expect(cut.setAside).toEqual([{ ...aside, concept: 'platelets' }]);
    expect(cut.faults).toEqual([]);
    expect(cut.unmapped).toEqual([]);
  });

  test('counts that an earlier one already undercuts are left out', () => {
    expect(leftOf([count(1, 90), count(2, 80), count(3, 80), count(4, 120), count(5, 70)])).toEqual(
      [90, 80, 70],
    );
  });

  test('of values whose highest is asked for, those that an earlier one exceeds', () => {
    const highest = modelWith({ select: 'highest', window: WHOLE });
    expect(leftOf([count(1, 90), count(2, 80), count(3, 90), count(4, 120)], highest)).toEqual([
      90, 120,
    ]);
  });

  test('a count that was known later undercuts nothing before, wherever it was taken', () => {
    expect(leftOf([count(1, 60, 9), count(2, 80), count(3, 85)])).toEqual([60, 80]);
  });

  test('nor does one issued before the time it is said to be of', () => {
    expect(leftOf([count(3, 80), count(7, 60, 2)])).toEqual([80, 60]);
  });

  test.each<[string, ClinicalEvent]>([
    ['of another unit', changed(count(2, 60), { unit: 'mg/dL' })],
    ['with a comparator', changed(count(2, 60), { comparator: '<' })],
    ['of a day', changed(count(2, 60), { at: dayOf(2) })],
    ['known from a day on', changed(count(2, 60), { availableAt: dayOf(2) })],
  ])('a count %s undercuts none, and none undercuts it', (_name, event) => {
    expect(leftOf([event, count(30, 90)])).toEqual([60, 90]);
    expect(leftOf([count(-13, 20), count(-12.5, 30), event])).toEqual([20, 60]);
  });

  test('nor does one that may give way to another version', () => {
    const first = count(1, 50);
    const version = { row: first.source.row ?? -1, rank: 0, availableAt: at(1) };
    expect(leftOf([first, count(2, 90)], model, [at(0)], [[version]])).toEqual([50, 90]);
  });

  test('a count without a place among the resources is as good as another', () => {
    const { source, ...rest } = count(1, 50);
    const own = { ...rest, source: { reference: source.reference } } as ClinicalEvent;
    expect(leftOf([own, count(2, 90)])).toEqual([50]);
  });

  test('a count before a possible start undercuts none since, and one at the very start does', () => {
    expect(leftOf([count(-1, 50), count(1, 90), count(2, 95)])).toEqual([50, 90]);
    expect(leftOf([count(0, 90), count(1, 95)])).toEqual([90, 95]);
    expect(leftOf([count(1, 50), count(5, 60), count(6, 70)], model, [at(0), at(4)])).toEqual([
      50, 60,
    ]);
    expect(leftOf([count(-1, 50), count(1, 60), count(13, 70)], model, [dayOf(0)])).toEqual([
      50, 70,
    ]);
  });

  test('a count on either side of a window’s edge undercuts none on the other', () => {
    const early = modelWith({ select: 'lowest', window: { ...WHOLE, from: -6, to: 12 } });
    const counts = [-7, -5, 5, 12, 13, 14].map((hour, i) => count(hour, 50 + i));
    expect(leftOf(counts, early)).toEqual([50, 51, 53, 54]);
  });

  test('the edges of a window are as uncertain as the day of a start', () => {
    const early = modelWith({ select: 'lowest', window: { ...WHOLE, from: -6, to: 12 } });
    const day = [dayOf(0)];
    const hours = [-19, -17, 1, 5, 7, 23, 25];
    const counts = hours.map((hour, i) => count(hour, 50 + i));
    expect(leftOf(counts, early, day)).toEqual([50, 51, 52, 54, 56]);
  });

  test('where a window moves along, all are left; where it reaches back for ever, the lowest', () => {
    const counts = [count(1, 50), count(2, 90)];
    expect(leftOf(counts, lowestOver({ ...EVER, from: -24 }))).toEqual([50, 90]);
    expect(leftOf(counts, lowestOver({ ...EVER, to: -1 }))).toEqual([50, 90]);
    expect(leftOf(counts, lowestOver({ ...EVER, from: -24, to: -1 }))).toEqual([50, 90]);
    expect(leftOf(counts, lowestOver(EVER))).toEqual([50]);
  });

  test('all are left where something else than an extreme is asked of them', () => {
    const counts = [count(1, 50), count(2, 90), count(3, 40)];
    for (const select of ['first', 'latest', 'change', 'relative-change'] as const) {
      expect(leftOf(counts, modelWith({ select, window: WHOLE }))).toEqual([50, 90, 40]);
    }
  });

  test('all are left where another input asks something of them too', () => {
    const counts = [count(1, 50), count(2, 90), count(3, 40)];
    const lowest: Rule = { select: 'lowest', window: WHOLE };
    const both = modelWith(lowest, { select: 'highest', window: WHOLE });
    expect(leftOf(counts, both)).toEqual([50, 90, 40]);
  });

  test('values of another concept undercut none', () => {
    expect(leftOf([count(1, 1.2, 1, 'gwr'), count(2, 90)])).toEqual([1.2, 90]);
  });
});
