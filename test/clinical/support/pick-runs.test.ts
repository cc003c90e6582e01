import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/clinical/input.ts';
import { pickRun } from '../../../src/clinical/support/pick-runs.ts';
import { hour, support } from '../rows.ts';
import { decannulated, flow, hoursOf, mode, run, runsOf, VA, VV } from './evidence.ts';

describe('fault 64: what belongs to one run', () => {
  test.each([
    [6, 1],
    [6.01, 2],
  ])('periods %d hours apart are %d runs', (gap, wanted) => {
    const rows = [run('a', VA, 0, 24), run('b', VV, 24 + gap, 60)];
    expect(runsOf(rows, 100)).toHaveLength(wanted);
  });

  test('periods that overlap are one run, to the later end', () => {
    const rows = [run('a', VA, 0, 48), run('b', VA, 10, 30)];
    expect(runsOf(rows, 100).map(hoursOf)).toEqual([[0, 48]]);
  });

  test('a period without an end runs on', () => {
    expect(runsOf([run('a', VA, 0)], 1000).map(hoursOf)).toEqual([[0, null]]);
  });

  test('decannulation ends it', () => {
    expect(runsOf([run('a', VA, 0), decannulated(50)], 60).map(hoursOf)).toEqual([[0, 50]]);
  });

  test('a decannulation that lies ahead is not known', () => {
    expect(runsOf([run('a', VA, 0), decannulated(50)], 40).map(hoursOf)).toEqual([[0, null]]);
  });

  test('a decannulation before it ends nothing', () => {
    expect(runsOf([decannulated(-5), run('a', VA, 0)], 40).map(hoursOf)).toEqual([[0, null]]);
  });

  test('a second cannulation after a decannulation is a run of its own', () => {
    const rows = [run('a', VA, 0), decannulated(50), run('b', VV, 100)];
    const found = runsOf(rows, 120);
    expect(found.map(hoursOf)).toEqual([
      [0, 50],
      [100, null],
    ]);
    expect(pickRun(found)?.run.mode).toBe('VV');
  });

  test('flow alone runs on for six hours after its last row', () => {
    const rows = [flow(0), flow(5), flow(10)];
    expect(runsOf(rows, 16).map(hoursOf)).toEqual([[0, null]]);
    expect(runsOf(rows, 16.1).map(hoursOf)).toEqual([[0, 10]]);
  });

  test('flow after a gap is another run', () => {
    expect(runsOf([flow(0), flow(5), flow(11.5)], 12)).toHaveLength(2);
  });

  test('a zero flow ends it at once, and a flow within six hours takes that back', () => {
    expect(runsOf([flow(0), flow(5), flow(6, 0)], 8).map(hoursOf)).toEqual([[0, 5]]);
    expect(runsOf([flow(0), flow(5), flow(6, 0), flow(9)], 10).map(hoursOf)).toEqual([[0, null]]);
  });

  test('a flow more than six hours after a zero flow is another run', () => {
    const rows = [run('a', VA, 0), flow(5), flow(6, 0), flow(12)];
    expect(runsOf(rows, 13).map(hoursOf)).toEqual([[0, null]]);
    const later = [run('a', VA, 0), flow(5), flow(6, 0), flow(12.1)];
    expect(runsOf(later, 13).map(hoursOf)).toEqual([
      [0, 6],
      [12.1, null],
    ]);
  });

  test('a flow two hours after a decannulation is the run’s last, and does not open it again', () => {
    const rows = [run('a', VA, 0), decannulated(50), flow(52)];
    expect(runsOf(rows, 100).map(hoursOf)).toEqual([[0, 52]]);
  });

  test('a zero flow ends a procedure left open', () => {
    const rows = [run('a', VA, 0), flow(1), flow(6), flow(7, 0)];
    expect(runsOf(rows, 30).map(hoursOf)).toEqual([[0, 7]]);
  });
});

describe('faults 63, 64: who is believed', () => {
  test('the procedure before the flow that ran before it, and the conflict is shown', () => {
    const [found] = runsOf([flow(-4), flow(0), run('a', VA, 0)], 30);
    expect(found?.run).toMatchObject({ evidence: 'procedure', start: { text: hour(0) } });
    expect(found?.faults).toEqual([
      { kind: 'support-conflict', source: 'Procedure/a', other: 'Observation/flow--4' },
    ]);
  });

  test('flow an hour before the procedure is no conflict', () => {
    const [found] = runsOf([flow(-1), run('a', VA, 0)], 30);
    expect(found?.faults).toEqual([]);
  });

  test('two modes at the same time are a conflict, the procedure’s kept', () => {
    const [found] = runsOf([run('a', VA, 0), mode(0.5, 'VV')], 30);
    expect(found?.run.mode).toBe('VA');
    expect(found?.faults).toEqual([
      { kind: 'support-conflict', source: 'Procedure/a', other: 'Observation/mode-0.5' },
    ]);
  });

  test('the procedure’s mode replaces the flowsheet’s just before it, and the conflict is shown', () => {
    const [found] = runsOf([mode(0, 'VV'), run('a', VA, 0.5)], 30);
    expect(found?.faults).toEqual([
      { kind: 'support-conflict', source: 'Procedure/a', other: 'Observation/mode-0' },
    ]);
    expect(found?.run.modes.map((each) => each.mode)).toEqual(['VA']);
    expect(found?.run.modes[0]?.from.text).toBe(hour(0.5));
  });

  test('modes hours apart are a change', () => {
    const rows = [run('a', VA, 0), mode(5, 'V-AV'), mode(9, 'v-av'), mode(20, 'VV')];
    expect(runsOf(rows, 30)[0]?.run.modes.map((each) => [each.mode, each.from.text])).toEqual([
      ['VA', hour(0)],
      ['VAV', hour(5)],
      ['VV', hour(20)],
    ]);
  });

  test('the first mode anybody states holds from the start', () => {
    const rows = [run('a', '233573008', 0), mode(5, 'VA')];
    expect(runsOf(rows, 30)[0]?.run.modes).toMatchObject([{ mode: 'VA', from: { text: hour(0) } }]);
  });
});

describe('fault 63: what the clinician entered', () => {
  const at = hour(40);
  const start = (hours: number): Entry => ({ key: 'ecmo-start', value: hour(hours), at });

  test('makes a run where the record has none', () => {
    expect(runsOf([], 40, [start(0)])).toMatchObject([
      {
        run: {
          evidence: 'entered',
          sources: ['entered/ecmo-start'],
          hours: { least: 40 },
          mode: 'unknown',
          modes: [{ mode: 'unknown', from: { text: hour(0) } }],
        },
      },
    ]);
  });

  test('lies ahead of an earlier moment and makes none', () => {
    expect(runsOf([], -1, [start(0)])).toEqual([]);
  });

  test('replaces the start of the run that is there, modes included', () => {
    const rows = [run('a', VA, 0), mode(10, 'VV'), mode(20, 'VAV')];
    const [found] = runsOf(rows, 40, [start(15)]);
    expect(found?.run.modes.map((each) => [each.mode, each.from.text])).toEqual([
      ['VV', hour(15)],
      ['VAV', hour(20)],
    ]);
    expect(found?.faults.map(({ kind }) => kind)).toEqual(['support-conflict']);
  });

  test('an earlier start than the record’s keeps the first mode', () => {
    const [found] = runsOf([run('a', VA, 0), mode(10, 'VV')], 40, [start(-3)]);
    expect(found?.run.modes.map((each) => [each.mode, each.from.text])).toEqual([
      ['VA', hour(-3)],
      ['VV', hour(10)],
    ]);
  });

  test('within an hour of the record’s start is no conflict', () => {
    expect(runsOf([run('a', VA, 0)], 40, [start(1)])[0]?.faults).toEqual([]);
    expect(runsOf([run('a', VA, 0)], 40, [start(-1)])[0]?.faults).toEqual([]);
    expect(runsOf([run('a', VA, 0)], 40, [start(-1.1)])[0]?.faults).toEqual([
      { kind: 'support-conflict', source: 'entered/ecmo-start', other: 'Procedure/a' },
    ]);
  });

  test('settles a start that was only a date', () => {
    const dated = { ...support, performedPeriod: { start: '2026-03-01' } };
    expect(runsOf([dated], 40)[0]?.faults).toMatchObject([{ kind: 'start-uncertain' }]);
    expect(runsOf([dated], 40, [start(0)])[0]?.faults).toEqual([]);
  });

  test('of a run that has ended does not bring it back', () => {
    const found = runsOf([run('a', VA, 0, 20)], 40, [start(2)]);
    expect(pickRun(found)).toBeNull();
    expect(found.map(hoursOf)).toEqual([[2, 20]]);
  });

  test('of the run going on leaves the run before it alone', () => {
    const found = runsOf([run('a', VA, 0, 20), run('b', VV, 40)], 60, [start(41)]);
    expect(found.map(hoursOf)).toEqual([
      [0, 20],
      [41, null],
    ]);
  });

  test('as a run ended begins another', () => {
    expect(runsOf([run('a', VA, 0, 20)], 40, [start(20)]).map(hoursOf)).toEqual([
      [0, 20],
      [20, null],
    ]);
  });

  test('after a run that has ended begins another', () => {
    const found = runsOf([run('a', VA, 0, 20)], 40, [start(30)]);
    expect(found.map(hoursOf)).toEqual([
      [0, 20],
      [30, null],
    ]);
  });

  test('a mode stands for the whole run', () => {
    const entry: Entry = { key: 'ecmo-mode', value: 'VAV', at };
    expect(runsOf([run('a', VA, 0)], 40, [entry])[0]?.run).toMatchObject({
      mode: 'VAV',
      modes: [{ mode: 'VAV' }],
      sources: ['entered/ecmo-mode', 'Procedure/a'],
    });
  });

  test('nonsense is a mistake of the caller', () => {
    expect(() => runsOf([], 40, [{ key: 'ecmo-start', value: 'soon', at }])).toThrow(
      'invalid entry ecmo-start; not a time: soon',
    );
    expect(() => runsOf([], 40, [{ key: 'ecmo-mode', value: 'VX', at }])).toThrow(
      'invalid entry ecmo-mode; not one of VA, VV, VAV, ECPR, other, unknown: VX',
    );
  });
});
