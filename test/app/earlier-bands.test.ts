import { describe, expect, test } from 'vitest';
import type { Earlier } from '../../src/app/earlier/EarlierRegion.tsx';
import { earlierBands } from '../../src/app/course/earlier-bands.ts';

const zero = Date.parse('2026-03-01T10:00:00Z');
const axis = { zero, now: 48, from: -6, to: 49 };
const band = { low: 2, high: 16, status: 'final' };
const read = (...list: readonly object[]) => ({ state: 'read', list }) as unknown as Earlier;

describe('earlier assessments on the axis of a run', () => {
  test('stand at their hour as shares of one', () => {
    expect(earlierBands(read({ ...band, at: '2026-03-02T10:00:00Z' }), axis)).toEqual([
      { hour: 24, low: 0.02, high: 0.16 },
    ]);
  });

  test.each([
    ['of another run', { ...band, at: '2025-11-01T10:00:00Z' }],
    ['after the reading', { ...band, at: '2026-03-05T10:00:00Z' }],
    ['without a time one can read', { ...band, at: '' }],
    ['taken back', { ...band, at: '2026-03-02T10:00:00Z', status: 'entered-in-error' }],
    ['without a band', { ...band, at: '2026-03-02T10:00:00Z', low: null }],
  ])('those %s stand nowhere on it', (_, one) => {
    expect(earlierBands(read(one), axis)).toEqual([]);
  });

  test('there are none before they have been read', () => {
    expect(earlierBands({ state: 'reading' } as unknown as Earlier, axis)).toEqual([]);
  });
});
