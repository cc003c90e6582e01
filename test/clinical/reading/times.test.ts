import { describe, expect, test } from 'vitest';
import { ALWAYS } from '../../../src/clinical/moment.ts';
import {
  readAvailability,
  readPeriod,
  readTimes,
  readUsualMoment,
} from '../../../src/clinical/reading/times.ts';

const A = '2026-03-01T08:00:00Z';
const B = '2026-03-01T09:00:00Z';
const period = { start: A, end: B };

describe('when a resource became known', () => {
  test.each([
    ['Observation', { issued: B, effectiveDateTime: A }, B],
    ['Condition', { recordedDate: B, onsetDateTime: A }, B],
    ['Condition', { onsetDateTime: A }, A],
    ['Observation', { effectivePeriod: period }, B],
    ['Observation', { effectivePeriod: { start: A } }, A],
    ['MedicationAdministration', { effectivePeriod: period }, A],
    ['Procedure', { performedPeriod: period }, A],
    ['DeviceUseStatement', { timingPeriod: period }, A],
    ['ServiceRequest', { occurrencePeriod: period }, A],
  ])('%s %j: %s', (resourceType, said, wanted) => {
    expect(readAvailability({ resourceType, ...said }, 'UTC').text).toBe(wanted);
  });

  test('is always where no date is written, or none that can be one', () => {
    expect(readAvailability({ resourceType: 'Observation' }, 'UTC')).toBe(ALWAYS);
    expect(readAvailability({ resourceType: 'Observation', issued: '0001-01-01' }, 'UTC')).toBe(
      ALWAYS,
    );
  });
});

describe('a period', () => {
  test.each([
    [undefined, 'time-missing'],
    ['2026', 'time-missing'],
    [{}, 'time-missing'],
    [{ end: B }, 'time-missing'],
    [{ start: 'soon' }, 'time-unreadable'],
    [{ start: A, end: 'later' }, 'time-unreadable'],
    [{ start: B, end: A }, 'time-unreadable'],
  ])('%j: %s', (value, wanted) => {
    expect(readPeriod(value, 'UTC')).toBe(wanted);
  });

  test.each([
    [{ start: A }, null],
    [{ start: A, end: B }, B],
    [{ start: A, end: A }, A],
    [{ start: A, end: '9000-01-01T00:00:00Z' }, null],
    [{ start: A, end: '9999-12-31' }, null],
    [{ start: A, end: '8999-12-31T23:59:59Z' }, '8999-12-31T23:59:59Z'],
  ])('%j ends %s', (value, wanted) => {
    const read = readPeriod(value, 'UTC');
    expect(read).toMatchObject({ start: { text: A }, period: true });
    expect(typeof read === 'string' ? read : (read.end?.text ?? null)).toBe(wanted);
  });
});

describe('a choice of times', () => {
  test.each([
    [{}, 'time-missing'],
    [{ effectiveString: A }, 'time-unreadable'],
    [{ effectiveTiming: { event: [A] } }, 'time-unreadable'],
    [{ effectiveDateTime: A, effectivePeriod: period }, 'time-unreadable'],
    [{ effectively: A }, 'time-missing'],
    [{ effective: A }, 'time-missing'],
    [{ effectiveDateTime: null }, 'time-missing'],
    [{ effective_DateTime: A }, 'time-missing'],
  ])('%j: %s', (holder, wanted) => {
    expect(readTimes(holder, 'effective', 'UTC')).toBe(wanted);
  });

  test.each(['effectiveDateTime', 'effectiveInstant'])('%s is a single time', (name) => {
    expect(readTimes({ [name]: A }, 'effective', 'UTC')).toMatchObject({
      start: { text: A },
      period: false,
    });
  });
});

test.each([
  ['1900-01-01T00:00:00Z', true],
  ['1899-12-31T23:59:59Z', false],
  ['8999-12-31T23:59:59Z', true],
  ['9000-01-01T00:00:00Z', false],
  ['soon', false],
])('%s is a time that can be one: %s', (text, wanted) => {
  expect(readUsualMoment(text, 'UTC') !== null).toBe(wanted);
});
