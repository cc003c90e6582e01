import { describe, expect, test } from 'vitest';
import { isDeceased, readAge } from '../../src/clinical/eligibility.ts';
import { type Moment, readMoment } from '../../src/clinical/moment.ts';

function moment(text: string): Moment {
  const read = readMoment(text, 'UTC');
  if (read === null) throw new Error(text);
  return read;
}

const died = (text: string) => ({ reference: 'Patient/p', deceased: moment(text) });
const born = (text: string) => ({ reference: 'Patient/p', birth: moment(text) });

describe('adult at the start of support', () => {
  test.each([
    ['2008-03-01', '2026-03-01T00:00:00Z', 'adult'],
    ['2008-03-01', '2026-02-28T23:59:59Z', 'child'],
    ['2008-03-02', '2026-03-01', 'child'],
    ['2008-03-01', '2026-03-01', 'adult'],
    ['2008-02-29', '2026-03-01T00:00:00Z', 'adult'],
    ['2008-02-29', '2026-02-28T23:59:59Z', 'child'],
    ['2008-02', '2026-03-01T00:00:00Z', 'adult'],
    ['2008-03', '2026-03-15T00:00:00Z', 'child'],
    ['2007', '2026-01-01T00:00:00Z', 'adult'],
    ['2008', '2026-12-31T00:00:00Z', 'child'],
  ])('born %s, support from %s: %s', (birth, start, age) => {
    expect(readAge(born(birth), moment(start), 18, 'UTC')).toBe(age);
  });

  test('nobody knows without a birth date', () => {
    expect(readAge(null, moment('2026'), 18, 'UTC')).toBe('unknown');
    expect(readAge({ reference: 'Patient/p' }, moment('2026'), 18, 'UTC')).toBe('unknown');
  });
});

describe('fault 42: death', () => {
  const at = Date.parse('2026-03-04T10:00:00Z');

  test.each([
    ['2026-03-04T10:00:00Z', true],
    ['2026-03-04T10:00:01Z', false],
    ['2026-03-04', true],
    ['2026-03-05', false],
    ['2026', true],
  ])('on %s refuses at the moment: %s', (text, refuses) => {
    expect(isDeceased(died(text), at)).toBe(refuses);
  });

  test('without a date refuses', () => {
    expect(isDeceased({ reference: 'Patient/p', deceased: true }, at)).toBe(true);
  });

  test('is not assumed', () => {
    expect(isDeceased(null, at)).toBe(false);
    expect(isDeceased({ reference: 'Patient/p' }, at)).toBe(false);
  });
});
