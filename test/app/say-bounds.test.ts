import { describe, expect, test } from 'vitest';
import { sayBounds } from '../../src/app/words/say-bounds.ts';

describe('a target', () => {
  test.each([
    [{ low: 40, high: 60 }, '40–60'],
    [{ low: 70 }, '≥ 70'],
    [{ high: 2 }, '≤ 2'],
    [{ low: 0, high: 0.1 }, '0–0.1'],
  ])('%o reads %s', (bounds, said) => {
    expect(sayBounds(bounds, String)).toBe(said);
  });

  test('without either end is a caller’s mistake, never “≤ 0”', () => {
    expect(() => sayBounds({}, String)).toThrow('invalid bounds');
  });
});
