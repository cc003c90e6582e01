import { describe, expect, test } from 'vitest';
import { changeMoments } from '../../../src/clinical/course/change-moments.ts';
import type { ClinicalEvent } from '../../../src/clinical/event.ts';
import { HOUR } from '../../../src/clinical/moment.ts';
import type { Timeline } from '../../../src/clinical/timeline.ts';
import type { ModelDocument } from '../../../src/model/document.ts';
import { movingModel } from '../../course-models.ts';
import {
  at,
  count,
  dayOf,
  haemorrhage,
  heparin,
  plasma,
  START,
  stay,
  stop,
  support,
  timelineOf,
} from '../../course-record.ts';
import { zhu } from '../../model/zhu-2025.ts';

/** When an assessment may change, in hours since cannulation; a millisecond is written as 0.001. */
function hoursOf(
  events: readonly ClinicalEvent[],
  facts: Partial<Timeline> = {},
  model: ModelDocument = zhu(),
  starts = [] as Parameters<typeof changeMoments>[2],
): number[] {
  const { conditionsFrom: _, ...timeline } = timelineOf(events);
  const moments = changeMoments({ ...timeline, ...facts }, model, starts);
  return moments.map((moment) => {
    const since = moment - START;
    const hour = Math.round(since / HOUR);
    return hour + (since - hour * HOUR) / 1000;
  });
}

const ONE_WINDOW = movingModel();

describe('what is known of a record may change', () => {
  test.each<[string, readonly ClinicalEvent[], Partial<Timeline>, number[]]>([
    ['when a value was and when it became known', [count(2, 90, 5)], {}, [2, 5]],
    [
      'twice on a day without an hour',
      [{ ...count(2, 90), at: dayOf(2) } as ClinicalEvent],
      {},
      [-12, 2, 12 - 0.001],
    ],
    ['when a transfusion was', [plasma(3, 1)], {}, [3]],
    [
      'at quarters of an infusion, and when it ends',
      [{ ...plasma(0, 1), use: 'infusion', end: at(8) } as ClinicalEvent],
      {},
      [0, 2, 4, 6, 8],
    ],
    [
      'at the end of a transfusion, which counts whole',
      [{ ...plasma(0, 1), end: at(8) } as ClinicalEvent],
      {},
      [0, 8],
    ],
    [
      'only at the start of an infusion that runs',
      [{ ...plasma(0, 1), use: 'infusion', open: 'running' } as ClinicalEvent],
      {},
      [0],
    ],
    ['a day after a rate nobody wrote about again', [heparin(1, 500)], {}, [1, 25]],
    ['when support starts, ends and is told', [support(1, 'procedure', 9, 2)], {}, [1, 2, 9]],
    [
      'when a diagnosis began, ended and was recorded',
      [{ ...haemorrhage(4, 6), end: at(8) } as ClinicalEvent],
      {},
      [4, 6, 8],
    ],
    ['when a stay begins and ends', [], { stays: [stay(-3, 7)] }, [-3, 7]],
    ['when diagnoses could first be read', [], { conditionsFrom: at(11) }, [11]],
    ['at death', [], { person: { reference: 'Patient/1', deceased: at(40) } }, [40]],
    [
      'never where death has no time',
      [],
      { person: { reference: 'Patient/1', deceased: true } },
      [],
    ],
    ['never in an empty record', [], { person: null }, []],
    [
      'when a version became known',
      [],
      { versions: [[{ row: 1, rank: 0, availableAt: at(13) }]] },
      [13],
    ],
    [
      'when a value nobody can use was, and became known',
      [],
      {
        setAside: [
          {
            source: 'Observation/1',
            concept: 'platelets',
            because: 'unit',
            at: at(5),
            availableAt: at(6),
          },
          { source: 'Observation/2', concept: 'platelets', because: 'time-missing' },
        ],
      },
      [5, 6],
    ],
    [
      'once where several things fall together',
      [count(2, 90), plasma(2, 1), count(2, 80)],
      {},
      [2],
    ],
    ['in order of time', [count(30, 90, 40), plasma(35, 1), count(9, 80)], {}, [9, 30, 35, 40]],
  ])('%s', (_name, events, facts, expected) => {
    expect(hoursOf(events, facts)).toEqual(expected);
  });

  test('when a ratio is too old for its window of sixty days', () => {
    expect(hoursOf([count(2, 1.2, 3, 'gwr')])).toEqual([2, 3, 1442, 1442.001, 1443, 1443.001]);
  });

  test('when a value enters a window that moves along, and when it leaves it', () => {
    const entersAndLeaves = [0, 3, 3.001, 30, 30.001];
    expect(hoursOf([count(0, 1.2, 0, 'gwr')], {}, ONE_WINDOW)).toEqual(entersAndLeaves);
  });

  test('when plasma, and an unusable amount of it, leave a window that moves along', () => {
    expect(hoursOf([plasma(0, 1)], {}, ONE_WINDOW)).toEqual([0, 12, 12.001]);
    const source = 'Observation/1';
    const setAside = [{ source, concept: 'plasma', because: 'unit' as const, at: at(0) }];
    expect(hoursOf([], { setAside }, ONE_WINDOW)).toEqual([0, 12, 12.001]);
  });

  test('through every window a concept is seen through', () => {
    const [first] = ONE_WINDOW.inputs;
    if (first === undefined) throw new Error('a model without inputs');
    const rule = { ...first.rule, window: { anchor: 'moment' as const, from: -8 } };
    const model = {
      ...ONE_WINDOW,
      inputs: [...ONE_WINDOW.inputs, { ...first, id: 'again', rule }],
    };
    expect(hoursOf([count(0, 1.2, 0, 'gwr')], {}, model)).toEqual([
      0, 3, 3.001, 8, 8.001, 30, 30.001,
    ]);
  });

  test('never because a window anchored at cannulation moves', () => {
    expect(hoursOf([count(0, 90)], {}, zhu())).toEqual([0]);
  });

  test('when support may have started and is old enough for the model', () => {
    expect(hoursOf([], {}, zhu(), [at(4)])).toEqual([4, 28]);
    expect(hoursOf([], {}, zhu(), [dayOf(4)])).toEqual([-12, 12 - 0.001, 36 - 0.001]);
  });

  test('when flow was first written down and became known, and when it falls silent', () => {
    const rows = [support(0, 'flowsheet', undefined, 1), support(5, 'flowsheet')];
    expect(hoursOf(rows)).toEqual([1, 11.001]);
    expect(hoursOf([stop(9, 'procedure', 10)])).toEqual([9, 10]);
  });
});
