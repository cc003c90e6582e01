import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestOf, measurementsOf } from '../../../src/clinical/context/measurements.ts';
import { timeInRange } from '../../../src/clinical/context/time-in-range.ts';
import { dayOf, hour, measured } from './known-events.ts';

const aptt = (hours: number, value: number, changes = {}) =>
  measured('aptt', hours, value, 's', changes);
const target = { concept: 'aptt', low: 40, high: 60, unit: 's', source: 'the hospital' };
const day = { from: hour(0), to: hour(24) };

describe('share of time in target', () => {
  it('is the share of the straight lines between measurements', () => {
    // 30 to 50 over 10 h: the first 5 h below; 50 to 80 over 6 h: 2 h within, 4 h above
    const known = [aptt(16, 80), aptt(0, 30), aptt(10, 50)];
    expect(timeInRange(known, target, day)).toEqual({
      share: expect.closeTo(7 / 16, 12),
      below: expect.closeTo(5 / 16, 12),
      above: expect.closeTo(4 / 16, 12),
      hoursCounted: 16,
      hoursAsked: 24,
      measurements: 3,
    });
  });

  it('counts the ends of the target as inside', () => {
    expect(timeInRange([aptt(0, 40), aptt(4, 40)], target, day)?.share).toBe(1);
    expect(timeInRange([aptt(0, 60), aptt(4, 60)], target, day)?.share).toBe(1);
    expect(timeInRange([aptt(0, 39), aptt(4, 39)], target, day)?.below).toBe(1);
    expect(timeInRange([aptt(0, 61), aptt(4, 61)], target, day)?.above).toBe(1);
  });

  it('works with a target open at one end', () => {
    const { high: _, ...low } = target;
    const { low: __, ...high } = target;
    const known = [aptt(0, 30), aptt(10, 80)];
    expect(timeInRange(known, low, day)?.share).toBeCloseTo(0.8, 12);
    expect(timeInRange(known, high, day)?.share).toBeCloseTo(0.6, 12);
  });

  it('does not count time between measurements too far apart', () => {
    const known = [aptt(0, 50), aptt(4, 50), aptt(11, 90), aptt(12, 90)];
    expect(timeInRange(known, target, day, 6)).toMatchObject({
      share: 0.8,
      above: 0.2,
      hoursCounted: 5,
    });
    expect(timeInRange(known, target, day, 7)?.hoursCounted).toBe(12);
  });

  it.each([
    ['nothing was measured', []],
    ['one value stands alone', [aptt(3, 50)]],
    ['a neighbour is censored', [aptt(3, 50), aptt(6, 200, { comparator: '>' })]],
    ['a neighbour has no hour', [aptt(-20, 50), aptt(-30, 50, { at: dayOf(-30) })]],
    ['both carry the same hour', [aptt(3, 50), aptt(3, 55)]],
    ['values lie outside the span', [aptt(-2, 50), aptt(-1, 50), aptt(25, 50), aptt(26, 50)]],
    ['a unit is not the target’s', [aptt(3, 50), aptt(6, 50, { unit: '1' })]],
    [
      'they are values of something else',
      [measured('act', 3, 50, 's'), measured('act', 6, 50, 's')],
    ],
  ])('is unknown when %s', (_, known) => {
    const span = known.some((event) => event.at.latest < hour(-3))
      ? { from: hour(-48), to: hour(24) }
      : day;
    expect(timeInRange(known, target, span)).toBeNull();
  });

  it('within, below and above add up to one', () => {
    const values = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 24 }), value: fc.integer({ min: 10, max: 120 }) }),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(values, (list) => {
        const answer = timeInRange(
          list.map(({ at, value }) => aptt(at, value)),
          target,
          day,
        );
        if (answer === null) return;
        expect(answer.share + answer.below + answer.above).toBeCloseTo(1, 10);
        expect(Math.min(answer.share, answer.below, answer.above)).toBeGreaterThanOrEqual(-1e-12);
        expect(answer.hoursCounted).toBeLessThanOrEqual(24);
      }),
    );
  });
});

describe('measurements', () => {
  it('of a concept come oldest first, and only those certainly within the span', () => {
    const known = [aptt(5, 1), aptt(2, 2), aptt(0, 3), aptt(9, 4), aptt(7, 5, { at: dayOf(7) })];
    const values = measurementsOf(known, 'aptt', { from: hour(0), to: hour(5) });
    expect(values.map(({ value }) => value)).toEqual([3, 2, 1]);
  });

  it('latest is the last by the moment, censored or not', () => {
    const known = [aptt(5, 150, { comparator: '>' }), aptt(2, 50), aptt(9, 70)];
    expect(latestOf(known, 'aptt', hour(6))).toBe(known[0]);
    expect(latestOf(known, 'aptt', hour(9))).toBe(known[2]);
    expect(latestOf(known, 'aptt', hour(1))).toBeNull();
    expect(latestOf(known, 'act', hour(9))).toBeNull();
  });
});
