import { describe, expect, test } from 'vitest';
import type { InputRule } from '../../../src/model/document.ts';
import { heparin, hour, support, unitsPerHour } from '../rows.ts';
import { type Asked, pickFrom } from './pick-from.ts';

const lastDay: InputRule['window'] = { anchor: 'moment', from: -24 };
const onECMO: InputRule['window'] = { anchor: 'ecmo-start', from: 0 };
const period = (start: string, end: string) => ({
  effectiveDateTime: undefined,
  effectivePeriod: { start, end },
});

function exposed(rows: readonly object[], window = lastDay, asked: Asked = {}) {
  const input = {
    kind: 'yes-no',
    unit: '1',
    missing: { policy: 'none-recorded-is-no' },
  } as const;
  return pickFrom({ select: 'exposed', concepts: ['heparin'], window }, rows, { ...asked, input });
}

describe('exposure in a window', () => {
  test('names what reached the patient and when it first did', () => {
    const rows = [heparin('a', 30, unitsPerHour(900)), heparin('b', 40, unitsPerHour(700))];
    const found = exposed(rows);
    expect(found.input).toMatchObject({
      value: true,
      time: hour(30),
      sources: ['MedicationAdministration/a', 'MedicationAdministration/b'],
    });
    expect([...found.standing.values()]).toEqual(['used', 'used']);
    expect(found.faults).toEqual([]);
  });

  test('is yes under an infusion that ran on into it, or until it began', () => {
    for (const end of [30, 24]) {
      const row = heparin('a', 0, { ...period(hour(10), hour(end)), ...unitsPerHour(900) });
      expect(exposed([row]).input.value).toBe(true);
    }
  });

  test('is no after an infusion that ended before it', () => {
    const row = heparin('a', 0, { ...period(hour(10), hour(23)), ...unitsPerHour(900) });
    const found = exposed([row]);
    expect(found.input).toMatchObject({ state: 'none-recorded', value: false });
    expect([...found.standing.values()]).toEqual(['outside-window']);
    expect(found.faults).toEqual([]);
  });

  test('is no when the dose nobody says the use of was given before it', () => {
    expect(exposed([heparin('a', 3, {})]).input).toMatchObject({ value: false });
  });

  test('is open when a bolus may have been given before it', () => {
    const bolus = { dosage: { dose: { value: 5000, unit: 'U' } } };
    const found = exposed([heparin('a', 0, { ...bolus, effectiveDateTime: '2026-03-01' })], onECMO);
    expect(found.input).toMatchObject({ state: 'withheld', because: 'time-uncertain' });
    expect([...found.standing.values()]).toEqual(['time-uncertain']);
  });

  test('is open when an infusion ended on the day of which support is only known to have begun', () => {
    const dated = { ...support, performedPeriod: { start: '2026-03-01' } };
    const before = heparin('a', 0, {
      ...period('2026-02-28T20:00:00Z', '2026-03-01T08:00:00Z'),
      ...unitsPerHour(900),
    });
    expect(exposed([before], onECMO, { support: dated }).input).toMatchObject({
      state: 'withheld',
      because: 'time-uncertain',
    });
  });
});
