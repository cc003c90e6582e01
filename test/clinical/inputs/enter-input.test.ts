import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/clinical/input.ts';
import type { InputRule } from '../../../src/model/document.ts';
import { hour, platelets } from '../rows.ts';
import { pickFrom } from './pick-from.ts';

const at = hour(47);
const lowest: InputRule = {
  select: 'lowest',
  concepts: ['platelets'],
  window: { anchor: 'ecmo-start', from: 0 },
};

function enter(entry: Partial<Entry> & Pick<Entry, 'value'>, rows: readonly object[] = []) {
  const input = { unit: '10*9/L' };
  return pickFrom(lowest, rows, { input, entries: [{ key: 'asked', at, ...entry }] });
}

describe('what the clinician entered', () => {
  test('stands in place of the record, with who, when and why', () => {
    const found = enter({ value: 45, by: 'Dr A', reason: 'clotted sample' }, [
      platelets('a', 60, 20),
    ]);
    expect(found.input).toEqual({
      id: 'asked',
      concept: 'platelets',
      state: 'value',
      value: 45,
      unit: '10*9/L',
      time: at,
      sources: ['entered/asked'],
      entered: { at, by: 'Dr A', reason: 'clotted sample', instead: 60 },
    });
    expect([...found.standing.values()]).toEqual(['entered-instead']);
  });

  test('says nothing of who, why, or what stood there where nobody said', () => {
    expect(Object.keys(enter({ value: 45 }).input.entered ?? {})).toEqual(['at']);
  });

  test('the last entry stands', () => {
    const entries = [45, 50].map((value) => ({ key: 'asked', at, value }));
    expect(pickFrom(lowest, [], { entries }).input.value).toBe(50);
  });

  test.each([true, 'many', Number.NaN, Infinity])('%s is no number', (value) => {
    expect(() => enter({ value })).toThrow(
      new TypeError(`invalid entry asked; not a number: ${String(value)}`),
    );
  });

  test.each([1, 'yes'])('%s is neither yes nor no', (value) => {
    const entries = [{ key: 'asked', at, value }];
    expect(() => pickFrom(lowest, [], { input: { kind: 'yes-no' }, entries })).toThrow(
      new TypeError(`invalid entry asked; not yes or no: ${value}`),
    );
  });
});
