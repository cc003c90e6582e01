import { describe, expect, it } from 'vitest';
import { assessGasFall, GAS_FALL_FIGURES } from '../../../src/clinical/context/gas-fall.ts';
import { momentAt } from '../../../src/clinical/moment.ts';
import { dayOf, hour, measured, run, START } from './known-events.ts';

const paco2 = (hours: number, value: number, changes = {}) =>
  measured('paco2', hours, value, 'mm[Hg]', changes);

describe('the fall of PaCO2 over the first day', () => {
  it('runs from the last value before the start to the lowest within 24 hours after', () => {
    const known = [
      paco2(30, 20),
      paco2(-30, 200),
      paco2(12, 60),
      paco2(-6, 100),
      paco2(-1, 80),
      paco2(4, 40),
      paco2(6, 36),
      measured('pao2', 3, 10, 'mm[Hg]'),
    ];
    expect(assessGasFall(known, run(), hour(48))).toEqual({
      before: known[4],
      lowest: known[6],
      absolute: 44,
      relative: 0.55,
      complete: true,
      steepestPerHour: 8,
    });
  });

  it('is not complete before 24 hours have passed, and only what was measured by then counts', () => {
    const known = [paco2(-1, 80), paco2(4, 40), paco2(20, 30)];
    const fall = assessGasFall(known, run(), hour(12));
    expect(fall?.absolute).toBe(40);
    expect(fall?.complete).toBe(false);
    expect(assessGasFall(known, run(), hour(23.99))?.complete).toBe(false);
    expect(assessGasFall(known, run(), hour(24))?.complete).toBe(true);
  });

  it('is negative when carbon dioxide rose, and never steeper than level', () => {
    const fall = assessGasFall([paco2(-1, 40), paco2(2, 50)], run(), hour(48));
    expect(fall?.absolute).toBe(-10);
    expect(fall?.relative).toBe(-0.25);
    expect(fall?.steepestPerHour).toBe(0);
  });

  it('takes the first of equally low values, and does not divide by no time', () => {
    const known = [paco2(-1, 80), paco2(2, 40), paco2(2, 30), paco2(5, 30)];
    const fall = assessGasFall(known, run(), hour(48));
    expect(fall?.lowest).toBe(known[2]);
    expect(fall?.steepestPerHour).toBeCloseTo(40 / 3, 10);
  });

  it('counts a value at the very start once, as the one before', () => {
    const atStart = paco2(0, 70);
    expect(assessGasFall([atStart], run(), hour(48))).toBeNull();
    expect(assessGasFall([atStart, paco2(24, 35)], run(), hour(48))?.relative).toBe(0.5);
  });

  it.each([
    ['no value before', [paco2(2, 40)]],
    ['the value before is more than a day old', [paco2(-24.1, 80), paco2(2, 40)]],
    ['no value after', [paco2(-1, 80)]],
    ['the value after came later than a day', [paco2(-1, 80), paco2(24.1, 40)]],
    ['the value before is censored', [paco2(-1, 100, { comparator: '>' }), paco2(2, 40)]],
    ['the value after is censored', [paco2(-1, 80), paco2(2, 10, { comparator: '<' })]],
    ['the value after has no hour', [paco2(-1, 80), paco2(2, 40, { at: dayOf(2) })]],
  ])('is unknown when %s', (_, known) => {
    expect(assessGasFall(known, run(), hour(48))).toBeNull();
  });

  it('with a start known only to the day, counts only values certainly before and after', () => {
    const day = run({ start: dayOf(0) });
    const known = [paco2(-13, 80), paco2(2, 40)];
    expect(assessGasFall(known, day, hour(72))).toBeNull();
    const later = [...known, paco2(11.9, 50), paco2(12, 55)];
    expect(assessGasFall(later, day, hour(72))?.absolute).toBe(25);
    expect(assessGasFall(later, day, dayOf(0).latest + 86_399_999)?.complete).toBe(false);
  });

  it('comes with published figures, each with its source', () => {
    for (const { figure, source } of GAS_FALL_FIGURES) {
      expect(figure).not.toBe('');
      expect(source).toMatch(/^https:\/\//);
    }
    expect(momentAt(START).earliest).toBe(START);
  });
});
