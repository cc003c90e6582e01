import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALWAYS, type Moment, momentAt, order, readMoment } from '../../src/clinical/moment.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const span = (text: string, zone: string) => {
  const moment = readMoment(text, zone);
  return moment && [iso(moment.earliest), iso(moment.latest), moment.precision];
};

function at(text: string): Moment {
  const moment = readMoment(text, 'UTC');
  if (moment === null) throw new Error(text);
  return moment;
}

describe('fault 67: reading a FHIR time', () => {
  test.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.500Z'],
    ['2026-03-01T10:00:00.123456789Z', '2026-03-01T10:00:00.123Z'],
    ['2026-03-01T10:00:00.123+00:00', '2026-03-01T10:00:00.123Z'],
    ['2026-03-01T10:00:00-05:00', '2026-03-01T15:00:00.000Z'],
    ['2026-03-01T00:15:00+05:45', '2026-02-28T18:30:00.000Z'],
    ['2026-03-01T10:00:00+14:00', '2026-02-28T20:00:00.000Z'],
    ['2026-03-01T10:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00-05:30', '2026-03-01T15:30:00.000Z'],
    ['2026-03-01T10:00:00.5+05:45', '2026-03-01T04:15:00.500Z'],
    ['2026-03-01T10:00:00.25+14:00', '2026-02-28T20:00:00.250Z'],
    ['2026-03-31T10:00:00Z', '2026-03-31T10:00:00.000Z'],
    ['2026-03-01T23:59:59-00:59', '2026-03-02T00:58:59.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['0100-03-01T10:00:00Z', '0100-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00+00:30', '2026-03-01T09:30:00.000Z'],
    ['0099-03-01T10:00:00Z', '0099-03-01T10:00:00.000Z'],
    ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
  ])('%s is the instant %s in any zone', (text, wanted) => {
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      expect(span(text, zone)).toEqual([wanted, wanted, 'instant']);
    }
  });

  test.each([
    '',
    '2026-3-1',
    '2026-13-01',
    '2026-00-01',
    '2026-02-30',
    '2026-04-31',
    '1900-02-29',
    '2025-02-29T10:00:00Z',
    '2026-01-00T10:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T10:00:61Z',
    '2026-03-01T1O:00:00Z',
    '2026-03-01T10:00:00+14:01',
    '2026-03-01T10:00+14:01',
    '2026-03-01T10:00+05:60',
    '2026-03-01T10:00:00*05:00',
    '2026-00-01T10:00:00Z',
    '2026-11-31',
    '2026-03-01T10:00:00+05:60',
    '2026-03-01T10:00:00+0500',
    '2026-03-01T10:00:00Z ',
    '2026-03-01T10:00:00ZZ',
    '2026-03-01 10:00:00Z',
    '2026-03-01T10:00:00.Z',
    '2026-03-01T10:00:00.12xZ',
    '2026-03-01T10Z',
    '0000-01-01',
    '02026-03-01',
    '20260301',
    'yesterday',
  ])('%j is no time', (text) => {
    expect(readMoment(text, 'UTC')).toBeNull();
  });

  test.each([null, undefined, 0, 1772359200000, {}, [], true])('%j is no time', (value) => {
    expect(readMoment(value, 'UTC')).toBeNull();
  });

  test.each([
    ['2026', 'UTC', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'year'],
    ['2026-02', 'UTC', '2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z', 'month'],
    ['2024-02', 'UTC', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z', 'month'],
    ['2026-12', 'UTC', '2026-12-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'month'],
    ['2026-04-30', 'UTC', '2026-04-30T00:00:00.000Z', '2026-04-30T23:59:59.999Z', 'day'],
    ['2026-03-01', 'Asia/Kolkata', '2026-02-28T18:30:00.000Z', '2026-03-01T18:29:59.999Z', 'day'],
    // clocks go forward, back, and skip midnight itself
    [
      '2026-03-08',
      'America/New_York',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T03:59:59.999Z',
      'day',
    ],
    [
      '2026-11-01',
      'America/New_York',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T04:59:59.999Z',
      'day',
    ],
    [
      '2018-11-04',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T01:59:59.999Z',
      'day',
    ],
    [
      '2018-02-17',
      'America/Sao_Paulo',
      '2018-02-17T02:00:00.000Z',
      '2018-02-18T02:59:59.999Z',
      'day',
    ],
  ])('%s in %s is the whole of it', (text, zone, earliest, latest, precision) => {
    expect(span(text, zone)).toEqual([earliest, latest, precision]);
  });

  test('an hour without a zone is the whole day, and says so', () => {
    const moment = readMoment('2026-03-01T10:00:00', 'Asia/Kolkata');
    expect(moment).toEqual({
      ...readMoment('2026-03-01', 'Asia/Kolkata'),
      text: '2026-03-01T10:00:00',
      zoneless: true,
    });
  });

  test('a zone nobody knows is a mistake of the caller', () => {
    expect(() => readMoment('2026-03-01', 'Mars/Olympus')).toThrow(
      'invalid time zone: Mars/Olympus',
    );
  });

  test('days follow each other without gap or overlap', () => {
    const zones = fc.constantFrom(
      'UTC',
      'America/New_York',
      'Asia/Kolkata',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Asia/Beirut',
    );
    const days = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const text = (offset: number) => iso((day + offset) * 86_400_000).slice(0, 10);
        const one = readMoment(text(0), zone);
        const next = readMoment(text(1), zone);
        expect(next?.earliest).toBe((one?.latest ?? 0) + 1);
      }),
      { numRuns: 200 },
    );
  });

  test('every instant written by a computer reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6e13, max: 2.5e14 }), (instant) => {
        fc.pre(/^\d{4}-/.test(iso(instant)));
        expect(readMoment(iso(instant), 'UTC')).toEqual(momentAt(instant));
      }),
    );
  });
});

describe('fault 67: the order of two moments', () => {
  test.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:01Z', 'before'],
    ['2026-03-01T10:00:01Z', '2026-03-01T10:00:00Z', 'after'],
    ['2026-03-01T10:00:00Z', '2026-03-01T05:00:00-05:00', 'same'],
    ['2026-03-01', '2026-03-01T10:00:00Z', 'unknown'],
    ['2026-03-01T10:00:00Z', '2026-03-01', 'unknown'],
    ['2026-03-01', '2026-03-01', 'unknown'],
    ['2026-03-01', '2026-03', 'unknown'],
    ['2026-03-01', '2026-03-02', 'before'],
    ['2026-04', '2026-03-31T23:59:59Z', 'after'],
    ['2026-03-31', '2026-04', 'before'],
    ['2026', '2026-03-01T10:00:00Z', 'unknown'],
  ])('%s to %s is %s', (one, other, wanted) => {
    expect(order(at(one), at(other))).toBe(wanted);
  });

  test('what was known always comes before anything', () => {
    expect(order(ALWAYS, at('0001'))).toBe('before');
  });
});
