import { describe, expect, test } from 'vitest';
import type { InputRule } from '../../../src/model/document.ts';
import { hour, platelets, result, support } from '../rows.ts';
import { type Asked, pickFrom } from './pick-from.ts';

const sinceStart: InputRule['window'] = { anchor: 'ecmo-start', from: 0 };
const input = { unit: '10*9/L' };

const version = (id: string) => ({ meta: { versionId: id, lastUpdated: hour(Number(id)) } });

function lowest(rows: readonly object[], asked: Asked = {}, window = sinceStart) {
  return pickFrom({ select: 'lowest', concepts: ['platelets'], window }, rows, { input, ...asked });
}

describe('an input without a value says why', () => {
  test('nothing recorded', () => {
    const found = lowest([]);
    expect(found.input).toMatchObject({ state: 'none-recorded', sources: [] });
    expect(found.faults).toEqual([{ kind: 'input-missing', source: 'record', input: 'asked' }]);
  });

  test('nothing usable recorded', () => {
    const found = lowest([result('a', '777-3', 90, 'furlong', 5)]);
    expect(found.input).toMatchObject({ state: 'withheld', because: 'unit', sources: [] });
    expect(found.faults).toEqual([{ kind: 'input-withheld', source: 'record', input: 'asked' }]);
  });

  test.each([
    ['before the window', platelets('a', 90, -30, { valueQuantity: { value: 90 } })],
    ['after the moment', platelets('a', 90, 60, { valueQuantity: { value: 90 } })],
    ['of another concept', result('a', '718-7', 9, 'furlong', 5)],
    ['that is no result yet', platelets('a', 90, 5, { status: 'registered' })],
  ])('but not for an unusable value %s', (_, row) => {
    expect(lowest([row]).input.state).toBe('none-recorded');
  });

  test('and not for an unusable value that a later version took back', () => {
    const bad = platelets('a', 90, 5, { valueQuantity: { value: 90 }, ...version('1') });
    expect(lowest([bad]).input.state).toBe('withheld');
    const gone = platelets('a', 90, 5, { status: 'entered-in-error', ...version('2') });
    expect(lowest([bad, gone]).input.state).toBe('none-recorded');
  });

  test('not read completely', () => {
    const found = lowest([platelets('a', 90, 5)], { notLoaded: ['platelets'] });
    expect(found.input).toMatchObject({ state: 'not-loaded', sources: [] });
    expect(found.input.value).toBeUndefined();
    expect(found.faults).toEqual([{ kind: 'input-not-loaded', source: 'record', input: 'asked' }]);
  });

  test('not looked for so far back', () => {
    const found = lowest([platelets('a', 90, 5)], { isCut: true });
    expect(found.input).toMatchObject({ state: 'not-loaded', because: 'look-back-too-short' });
    expect(found.faults).toEqual([
      { kind: 'look-back-too-short', source: 'record', input: 'asked' },
    ]);
  });

  test('but for what is not bound to the start of support the look-back is no matter', () => {
    const rows = [platelets('a', 90, 40)];
    const back = lowest(rows, { isCut: true }, { anchor: 'moment', from: -24 });
    expect(back.input).toMatchObject({ state: 'value', value: 90 });
  });

  test('no support', () => {
    const ended = { ...support, performedPeriod: { start: hour(0), end: hour(20) } };
    const found = lowest([platelets('a', 90, 5)], { support: ended });
    expect(found.input).toMatchObject({ state: 'withheld', because: 'not-on-ecmo' });
    expect(found.faults).toEqual([{ kind: 'input-withheld', source: 'record', input: 'asked' }]);
  });
});
