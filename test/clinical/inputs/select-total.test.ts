import { describe, expect, test } from 'vitest';
import type { InputRule } from '../../../src/model/document.ts';
import { heparin, hour, unitsPerHour } from '../rows.ts';
import { type Asked, pickFrom } from './pick-from.ts';

const PLASMA = { coding: [{ system: 'http://snomed.info/sct', code: '346447007' }] };
const onECMO: InputRule['window'] = { anchor: 'ecmo-start', from: 0 };

/** A transfusion of plasma, or anything else said about it. */
const plasma = (id: string, at: number | string, more: object = {}) => ({
  ...heparin(id, 0, {}),
  medicationCodeableConcept: PLASMA,
  effectiveDateTime: typeof at === 'number' ? hour(at) : at,
  ...more,
});
const dose = (value: number, unit: string) => ({
  dosage: { dose: { value, unit, code: unit, system: 'http://unitsofmeasure.org' } },
});
const between = (from: number | string, to: number | string) => ({
  effectiveDateTime: undefined,
  effectivePeriod: {
    start: typeof from === 'number' ? hour(from) : from,
    end: typeof to === 'number' ? hour(to) : to,
  },
});

const total = (
  concept: string,
  unit: string,
  rows: readonly object[],
  asked: Asked = {},
  window = onECMO,
) =>
  pickFrom({ select: 'total', concepts: [concept], window }, rows, { ...asked, input: { unit } });

const bags = (rows: readonly object[], asked?: Asked) => total('plasma', '{bag}', rows, asked);

const units = (rows: readonly object[], window?: InputRule['window']) =>
  total('heparin', '[IU]', rows, {}, window);

const days = (from: string, to: string) =>
  units([heparin('a', 0, { ...between(from, to), ...dose(800, 'U') })]);

describe('a total of transfusions', () => {
  test('names every transfusion it adds, and the time of the last', () => {
    const rows = [plasma('a', 5, dose(200, 'mL')), plasma('b', 9, dose(300, 'mL'))];
    expect(bags(rows).input).toMatchObject({
      value: 2.5,
      time: hour(9),
      sources: ['MedicationAdministration/a', 'MedicationAdministration/b'],
    });
  });

  test('assumes nothing where every amount is written', () => {
    const found = bags([plasma('a', 5, dose(200, 'mL'))]);
    expect(found.input.assumed).toBeUndefined();
    expect(found.faults).toEqual([]);
  });

  test('counts a transfusion of the very moment', () => {
    expect(bags([plasma('a', 48, dose(200, 'mL'))]).input.value).toBe(1);
  });

  test('is withheld when the only transfusion may lie before support', () => {
    const found = bags([plasma('a', '2026-03-01', dose(200, 'mL'))]);
    expect(found.input).toMatchObject({ state: 'withheld', because: 'time-uncertain' });
    expect([...found.standing.values()]).toEqual(['time-uncertain']);
  });

  test('is a bound even of a complete record when one transfusion may lie before support', () => {
    const rows = [plasma('a', '2026-03-01', dose(200, 'mL')), plasma('b', 9, dose(300, 'mL'))];
    expect(bags(rows, { recordComplete: true }).input).toMatchObject({ value: 1.5, atLeast: true });
    expect(bags(rows.slice(1), { recordComplete: true }).input.atLeast).toBeUndefined();
  });

  test('takes bags for a document that asks for units, and for one that asks for millilitres', () => {
    const rows = [plasma('a', 5)];
    expect(total('plasma', '{unit}', rows).input.value).toBe(1);
    const volume = total('plasma', 'mL', [plasma('a', 5, dose(3, '{bag}'))]);
    expect(volume.input).toMatchObject({ value: 600, assumed: ['one-unit-each'] });
  });

  test('of millilitres is withheld when a transfusion has no amount', () => {
    const found = total('plasma', 'mL', [plasma('a', 5)]);
    expect(found.input).toMatchObject({ state: 'withheld', because: 'value-missing' });
    expect([...found.standing.values()]).toEqual(['value-missing']);
  });
});

describe('a total of infusions', () => {
  const lastDay: InputRule['window'] = { anchor: 'moment', from: -24 };

  test('takes the part of an amount that ran in the window', () => {
    const row = heparin('a', 0, { ...between(20, 28), ...dose(800, 'U') });
    expect(units([row], lastDay).input.value).toBe(400);
    expect(units([row]).input.value).toBe(800);
  });

  test('takes none of what ended before the window, or as it began', () => {
    for (const end of [22, 24]) {
      const found = units([heparin('a', 0, { ...between(20, end), ...dose(800, 'U') })], lastDay);
      expect(found.input.state).toBe('none-recorded');
      expect([...found.standing.values()]).toEqual(['outside-window']);
    }
  });

  test('takes an infusion that began and ended in one minute whole', () => {
    const row = heparin('a', 0, { ...between(30, 30), ...dose(800, 'U') });
    expect(units([row], lastDay).input.value).toBe(800);
  });

  test('is withheld when neither an amount nor a rate is written', () => {
    const found = units([heparin('a', 0, between(30, 34))]);
    expect(found.input).toMatchObject({ state: 'withheld', because: 'value-missing' });
  });

  test('of which only the days are known is whole inside the window', () => {
    expect(days('2026-03-02', '2026-03-02').input.value).toBe(800);
    expect(days('2026-03-01', '2026-03-02').input).toMatchObject({
      state: 'withheld',
      because: 'time-uncertain',
    });
    const before = days('2026-02-26', '2026-02-27');
    expect(before.input.state).toBe('none-recorded');
    expect([...before.standing.values()]).toEqual(['outside-window']);
  });

  test('runs at its rate until the next is written', () => {
    const rows = [heparin('a', 40, unitsPerHour(1000)), heparin('b', 42, unitsPerHour(0))];
    expect(units(rows).input).toMatchObject({
      value: 2000,
      sources: ['MedicationAdministration/a', 'MedicationAdministration/b'],
    });
  });
});
