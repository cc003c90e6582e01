import { describe, expect, test } from 'vitest';
import { place, windowOf } from '../../../src/clinical/inputs/window.ts';
import { type Moment, readMoment } from '../../../src/clinical/moment.ts';
import type { EcmoRun } from '../../../src/clinical/ecmo-run.ts';
import type { InputRule } from '../../../src/model/document.ts';

function moment(text: string): Moment {
  const read = readMoment(text, 'UTC');
  if (read === null) throw new Error(text);
  return read;
}

function runFrom(text: string): EcmoRun {
  const start = moment(text);
  return {
    start,
    mode: 'VA',
    modes: [{ mode: 'VA', from: start }],
    evidence: 'procedure',
    sources: [],
    hours: { least: 0, most: 0 },
  };
}

function rule(window: InputRule['window']): InputRule {
  return { select: 'lowest', concepts: ['platelets'], window };
}

const now = Date.parse('2026-03-04T10:00:00Z');

function placed(text: string, window: InputRule['window'], start: string) {
  const found = windowOf(rule(window), runFrom(start), now);
  if (found === null) throw new Error('no window');
  return place(moment(text), found);
}

describe('fault 67: where a time lies in a window from the start of support', () => {
  const window = { anchor: 'ecmo-start', from: 0, to: 24 } as const;

  test.each([
    ['2026-03-01T09:59:59Z', 'outside'],
    ['2026-03-01T10:00:00Z', 'inside'],
    ['2026-03-02T10:00:00Z', 'inside'],
    ['2026-03-02T10:00:01Z', 'outside'],
    ['2026-03-01', 'uncertain'],
    ['2026-03-02', 'uncertain'],
    ['2026-03', 'uncertain'],
    ['2026-02-28', 'outside'],
    ['2026-03-03', 'outside'],
  ])('%s: %s', (text, wanted) => {
    expect(placed(text, window, '2026-03-01T10:00:00Z')).toBe(wanted);
  });

  test.each([
    ['2026-02-28T23:59:59Z', 'outside'],
    ['2026-03-01T12:00:00Z', 'uncertain'],
    ['2026-03-02T00:00:00Z', 'inside'],
    ['2026-03-02T12:00:00Z', 'uncertain'],
    ['2026-03-03T00:00:00Z', 'outside'],
  ])('with a date-only start, %s: %s', (text, wanted) => {
    expect(placed(text, window, '2026-03-01')).toBe(wanted);
  });

  test('nothing after the moment is inside, whatever the window says', () => {
    const long = { anchor: 'ecmo-start', from: 0, to: 1000 } as const;
    expect(placed('2026-03-04T10:00:00Z', long, '2026-03-01T10:00:00Z')).toBe('inside');
    expect(placed('2026-03-04T10:00:01Z', long, '2026-03-01T10:00:00Z')).toBe('outside');
  });

  test('without a beginning it reaches back for ever', () => {
    const before = { anchor: 'ecmo-start', to: 0 } as const;
    expect(placed('1950', before, '2026-03-01T10:00:00Z')).toBe('inside');
    expect(placed('2026-03-01T10:00:01Z', before, '2026-03-01T10:00:00Z')).toBe('outside');
  });
});

describe('a window', () => {
  test('from the start of support needs a run', () => {
    expect(windowOf(rule({ anchor: 'ecmo-start', from: 0 }), null, now)).toBeNull();
  });

  test('from the moment needs none', () => {
    expect(windowOf(rule({ anchor: 'moment', from: -6, to: -2 }), null, now)).toEqual({
      from: { earliest: now - 6 * 3_600_000, latest: now - 6 * 3_600_000 },
      to: { earliest: now - 2 * 3_600_000, latest: now - 2 * 3_600_000 },
    });
  });
});
