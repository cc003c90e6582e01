import { describe, expect, it } from 'vitest';
import { findMarker, isBeyond } from '../../../src/clinical/context/find-marker.ts';
import { momentAt } from '../../../src/clinical/moment.ts';
import type { Comparison, MarkerRule } from '../../../src/model/marker.ts';
import { context, dayOf, hour, measured, platelets, references, run } from './known-events.ts';

const threshold = { comparison: '<', value: 100, unit: '10*9/L' } as const;
const level: MarkerRule = {
  look: 'level',
  concept: 'platelets',
  threshold,
  window: { from: 0, to: 24 },
};

const pao2 = (hours: number, value: number) => measured('pao2', hours, value, 'mm[Hg]');

describe('a level', () => {
  it('is present with the worst value and every resource that shows it', () => {
    const known = [platelets(3, 90), platelets(5, 80), platelets(7, 120)];
    expect(findMarker(level, context(known))).toEqual({
      state: 'present',
      value: 80,
      unit: '10*9/L',
      time: known[1]?.at.text,
      sources: references(known.slice(0, 2)),
    });
  });

  it('is absent with the value nearest to the threshold', () => {
    const known = [platelets(3, 190), platelets(5, 100), platelets(7, 120)];
    expect(findMarker(level, context(known))).toEqual({
      state: 'absent',
      value: 100,
      unit: '10*9/L',
      time: known[1]?.at.text,
      sources: references(known.slice(1, 2)),
    });
  });

  it.each([
    ['before the window', [platelets(-1, 50)]],
    ['after the window', [platelets(24.1, 50)]],
    ['without an hour', [platelets(20, 50, { at: dayOf(2) })]],
    ['of another concept', [measured('ldh', 3, 50, '10*9/L')]],
  ])('is unknown with values only %s', (_, known) => {
    expect(findMarker(level, context(known))).toEqual({
      state: 'unknown',
      sources: [],
      because: 'no-value',
    });
  });

  it('does not look beyond the moment, nor after the run', () => {
    const known = [platelets(3, 150), platelets(10, 50)];
    expect(findMarker(level, context(known, { moment: hour(9) })).state).toBe('absent');
    expect(findMarker(level, context(known, { moment: hour(10) })).state).toBe('present');
    const ended = run({ end: momentAt(hour(9)) });
    expect(findMarker(level, context(known, { run: ended })).state).toBe('absent');
    const open: MarkerRule = { ...level, window: { from: 0 } };
    expect(findMarker(open, context([platelets(40, 50)])).state).toBe('present');
  });

  it('is unknown when a unit is not the threshold’s', () => {
    const known = [platelets(3, 150), platelets(4, 50, { unit: '/uL' })];
    expect(findMarker(level, context(known))).toEqual({
      state: 'unknown',
      sources: references(known.slice(1)),
      because: 'unit',
    });
  });

  it('looks the other way for a level that is high', () => {
    const high: MarkerRule = {
      look: 'level',
      concept: 'pao2',
      threshold: { comparison: '>=', value: 300, unit: 'mm[Hg]' },
      window: { from: 6 },
    };
    const known = [pao2(5, 500), pao2(6, 320), pao2(7, 350), pao2(8, 300), pao2(9, 100)];
    expect(findMarker(high, context(known))).toMatchObject({
      state: 'present',
      value: 350,
      sources: references(known.slice(1, 4)),
    });
    expect(findMarker(high, context([pao2(7, 100), pao2(8, 250), pao2(9, 200)]))).toMatchObject({
      state: 'absent',
      value: 250,
    });
    expect(findMarker(high, context([pao2(5, 500)])).state).toBe('unknown');
  });

  it('is decided by a censored value only where that is certain', () => {
    const below = platelets(3, 50, { comparator: '<' });
    const open = platelets(4, 120, { comparator: '<' });
    expect(findMarker(level, context([below])).state).toBe('present');
    expect(findMarker(level, context([open, platelets(5, 150)]))).toEqual({
      state: 'unknown',
      sources: references([open]),
      because: 'censored',
    });
    expect(findMarker(level, context([open, below])).state).toBe('present');
  });

  const cases: [number, '<' | '<=' | '>' | '>=' | undefined, Comparison, number, boolean | null][] =
    [
      [99, undefined, '<', 100, true],
      [100, undefined, '<', 100, false],
      [100, undefined, '<=', 100, true],
      [100, undefined, '>', 100, false],
      [101, undefined, '<=', 100, false],
      [101, undefined, '>', 100, true],
      [100, undefined, '>=', 100, true],
      [99, undefined, '>=', 100, false],
      [20, '<', '<', 100, true],
      [100, '<', '<', 100, true],
      [100, '<=', '<', 100, null],
      [120, '<', '<', 100, null],
      [100, '<=', '<=', 100, true],
      [20, '>', '<', 100, null],
      [100, '>', '<', 100, false],
      [150, '>', '<', 100, false],
      [150, '>', '>', 100, true],
      [100, '>', '>', 100, true],
      [100, '>=', '>', 100, null],
      [50, '>', '>=', 100, null],
      [50, '<', '>', 100, false],
      [150, '<', '>', 100, null],
    ];
  it.each(cases)(
    '%d (%s) is beyond "%s %d": %s',
    (value, comparator, comparison, bound, answer) => {
      const said = comparator === undefined ? { value } : { value, comparator };
      expect(isBeyond(said, { comparison, value: bound, unit: '1' })).toBe(answer);
    },
  );
});

describe('a level at the start', () => {
  const rule: MarkerRule = {
    look: 'level-at-start',
    concept: 'platelets',
    threshold,
    hoursBefore: 24,
    hoursAfter: 6,
  };

  it.each([
    ['the last before', [platelets(-20, 50), platelets(-2, 150), platelets(1, 40)], 'absent', 150],
    [
      'else the first after',
      [platelets(-25, 150), platelets(5, 90), platelets(6, 150)],
      'present',
      90,
    ],
    ['the first after only', [platelets(1, 150), platelets(5, 90)], 'absent', 150],
    ['not later', [platelets(6.1, 50)], 'unknown', undefined],
    ['not earlier', [platelets(-24.1, 50)], 'unknown', undefined],
  ])('takes %s', (_, known, state, value) => {
    const finding = findMarker(rule, context(known));
    expect(finding.state).toBe(state);
    expect(finding.value).toBe(value);
  });

  it('takes nothing measured after the moment', () => {
    expect(findMarker(rule, context([platelets(5, 90)], { moment: hour(4) })).state).toBe(
      'unknown',
    );
  });
});

describe('values that stay beyond a threshold', () => {
  const rule: MarkerRule = { look: 'sustained', concept: 'platelets', threshold, hours: 24 };

  it('are present when an unbroken row lasts long enough, whatever follows', () => {
    const known = [
      platelets(0, 150),
      platelets(4, 90),
      platelets(16, 80),
      platelets(28, 95),
      platelets(40, 130),
    ];
    expect(findMarker(rule, context(known))).toEqual({
      state: 'present',
      value: 24,
      unit: 'h',
      sources: references(known.slice(1, 4)),
    });
  });

  it('are absent when a value in between was not', () => {
    const known = [platelets(0, 90), platelets(16, 100), platelets(20, 90), platelets(40, 90)];
    expect(findMarker(rule, context(known))).toMatchObject({ state: 'absent', value: 20 });
    const [only] = [platelets(3, 90)];
    expect(findMarker(rule, context(only ? [only] : []))).toMatchObject({
      state: 'absent',
      value: 0,
      sources: references(only ? [only] : []),
    });
  });

  it('are absent when none was beyond, and unknown without any', () => {
    expect(findMarker(rule, context([platelets(0, 190)])).state).toBe('absent');
    expect(findMarker(rule, context([])).state).toBe('unknown');
  });
});
