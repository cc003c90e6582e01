import { describe, expect, test } from 'vitest';
import { pickRun, standingOfRuns } from '../../../src/clinical/support/pick-runs.ts';
import { support } from '../rows.ts';
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
