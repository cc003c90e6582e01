import { describe, expect, test } from 'vitest';
import { pickRun, standingOfRuns } from '../../../src/clinical/support/pick-runs.ts';
import { hour, support } from '../rows.ts';
import { decannulated, flow, hoursOf, mode, run, runsOf, VA, VV } from './evidence.ts';

describe('what a run names as its sources', () => {
  test('is whoever speaks of support, and no row of the flowsheet beside them', () => {
    const [found] = runsOf([run('a', VA, 0), flow(1), mode(2, 'VA'), flow(3)], 30);
    expect(found?.run.sources).toEqual(['Procedure/a']);
  });

  test('is the first row where there are only rows', () => {
    expect(runsOf([flow(0), flow(5)], 6)[0]?.run.sources).toEqual(['Observation/flow-0']);
  });

  test('is every procedure of it', () => {
    const [found] = runsOf([run('a', VA, 0, 20), run('b', VV, 22)], 30);
    expect(found?.run.sources).toEqual(['Procedure/a', 'Procedure/b']);
  });
});

test('each decannulation belongs to the run that it ended', () => {
  const rows = [run('a', VA, 0), decannulated(50), run('b', VV, 100), decannulated(150)];
  const found = runsOf(rows, 200);
  expect(found.map(({ evidence }) => evidence.map(({ source }) => source.reference))).toEqual([
    ['Procedure/a', 'Procedure/out-50'],
    ['Procedure/b', 'Procedure/out-150'],
  ]);
  const standing = standingOfRuns(found, found[1] ?? null);
  expect([...standing].map(([event, what]) => [event.source.reference, what])).toEqual([
    ['Procedure/a', 'other-run'],
    ['Procedure/out-50', 'other-run'],
    ['Procedure/b', 'used'],
    ['Procedure/out-150', 'used'],
  ]);
  expect(pickRun(found)).toBeNull();
});

test('a zero flow that was a clamp does not end a procedure left open', () => {
  const rows = [run('a', VA, 0), flow(5), flow(6, 0), flow(9)];
  expect(runsOf(rows, 100).map(hoursOf)).toEqual([[0, null]]);
});

test('a decannulation within six hours of a flow is an end all the same', () => {
  const rows = [run('a', VA, 0), decannulated(50), flow(52)];
  expect(runsOf(rows, 100).map(hoursOf)).toEqual([[0, 52]]);
});

describe('what the clinician entered', () => {
  const at = hour(40);
  const start = { key: 'ecmo-start', value: hour(0), at };

  test('leaves a conflict of modes to be seen', () => {
    const [found] = runsOf([run('a', VA, 0), mode(0.5, 'VV')], 40, [start]);
    expect(found?.faults).toEqual([
      { kind: 'support-conflict', source: 'Procedure/a', other: 'Observation/mode-0.5' },
    ]);
  });

  test('as the mode now leaves a run that is over as it was', () => {
    const entry = { key: 'ecmo-mode', value: 'VV', at };
    const found = runsOf([run('a', VA, 0, 20), run('b', VA, 30)], 40, [entry]);
    expect(found.map((each) => each.run.mode)).toEqual(['VA', 'VV']);
  });
});

test('a stay coded as support that began before the procedure is no conflict', () => {
  const stay = {
    resourceType: 'Encounter',
    id: 'stay',
    status: 'in-progress',
    class: { code: 'IMP' },
    subject: { reference: 'Patient/p' },
    reasonCode: [{ coding: [{ system: 'http://snomed.info/sct', code: VA }] }],
    period: { start: hour(-20) },
  };
  const [found] = runsOf([stay, run('a', VA, 0)], 30);
  expect(found?.run).toMatchObject({ evidence: 'procedure', start: { text: hour(0) } });
  expect(found?.faults).toEqual([]);
});

describe('a start that is only a date becomes the hour', () => {
  const dated = { ...support, performedPeriod: { start: '2026-03-01' } };
  const started = (...rows: object[]) => runsOf([dated, ...rows], 60)[0]?.run.start.text;

  test.each([-10, 2, 13])('of another procedure %d hours from ten that day', (hours) => {
    const other = run('b', VA, hours);
    expect(started(other)).toBe(other.performedPeriod.start);
  });

  test('of none on another day, and of no row of the flowsheet', () => {
    expect(started(run('b', VA, 14))).toBe('2026-03-01');
    expect(started(flow(2))).toBe('2026-03-01');
  });

  test('and the hours of support are a range until then', () => {
    const [found] = runsOf([dated], 60);
    expect(found?.run.hours.least).toBeCloseTo(46, 5);
    expect(found?.run.hours.most).toBe(70);
    expect(found === undefined ? null : hoursOf(found)).toEqual([-10, null]);
  });
});
