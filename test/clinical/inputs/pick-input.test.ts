import { describe, expect, test } from 'vitest';
import { asOf } from '../../../src/clinical/as-of.ts';
import type { Input } from '../../../src/clinical/input.ts';
import { pickInput } from '../../../src/clinical/inputs/pick-input.ts';
import { readTimeline } from '../../../src/clinical/read-timeline.ts';
import { pickRun, pickRuns } from '../../../src/clinical/support/pick-runs.ts';
import type { InputRule, ModelInput } from '../../../src/model/document.ts';
import {
  heparin,
  instant,
  paco2,
  person,
  platelets,
  result,
  support,
  unitsPerHour,
} from '../rows.ts';
import { defaultCodebook, defaultSite, zhu } from '../site-setup.ts';

const [template] = zhu.inputs;
const run48: InputRule['window'] = { anchor: 'ecmo-start', from: 0 };

function input(rule: InputRule, more: Partial<ModelInput> = {}): ModelInput {
  if (template === undefined) throw new Error('no input in the document');
  return {
    ...template,
    id: 'asked',
    kind: 'quantity',
    unit: '10*9/L',
    missing: { policy: 'refuse' },
    ...more,
    rule,
  };
}

function pick(asked: ModelInput, rows: readonly object[], hours = 48): Input {
  const site = defaultSite;
  const timeline = readTimeline([person, support, ...rows], { codebook: defaultCodebook, site });
  const record = asOf(timeline, instant(hours));
  const found = pickRun(pickRuns(record, { timeZone: site.timeZone }));
  return pickInput(asked, record, { run: found?.run ?? null, site }).input;
}

const counts = [platelets('a', 90, 5), platelets('b', 60, 20), platelets('c', 75, 40)];
const of = (select: InputRule['select'], more: Partial<InputRule> = {}): InputRule => ({
  select,
  concepts: ['platelets'],
  window: run48,
  ...more,
});

const limit = (id: string, value: number, at: number, comparator: string) =>
  platelets(id, value, at, { valueQuantity: { value, unit: '10*9/L', comparator } });

const exposedRule = (from?: number): InputRule => ({
  select: 'exposed',
  concepts: ['heparin'],
  window: { anchor: 'moment', ...(from === undefined ? {} : { from }) },
});
const dose = (value: number) => ({ dosage: { dose: { value, unit: 'U' } } });

const total = (unit: string) =>
  input({ select: 'total', concepts: ['heparin'], window: run48 }, { unit });

describe('a measured concept', () => {
  test.each([
    ['lowest', 60, 'b'],
    ['highest', 90, 'a'],
    ['first', 90, 'a'],
    ['latest', 75, 'c'],
  ] as const)('picks the %s value of the window', (select, value, id) => {
    expect(pick(input(of(select)), counts)).toMatchObject({
      state: 'value',
      value,
      sources: [`Observation/${id}`],
    });
  });

  test('picks the latest before a window ends in the past', () => {
    const window = { anchor: 'ecmo-start', from: 0, to: 24 } as const;
    expect(pick(input(of('latest', { window })), counts).value).toBe(60);
  });

  test('counts a window back from the moment', () => {
    const window = { anchor: 'moment', from: -12 } as const;
    expect(pick(input(of('lowest', { window })), counts).value).toBe(75);
  });

  test('takes values on both edges of a window', () => {
    const window = { anchor: 'ecmo-start', from: 5, to: 20 } as const;
    const found = pick(input(of('change', { window })), counts);
    expect(found).toMatchObject({ value: -30, sources: ['Observation/b', 'Observation/a'] });
  });

  test('gives the change as last less first, and relative to the first', () => {
    const gases = [paco2('a', 60, 1), paco2('b', 45, 6), paco2('c', 30, 20)];
    const rule = {
      concepts: ['paco2'],
      window: { anchor: 'ecmo-start', from: 0, to: 24 },
    } as const;
    const change = input({ ...rule, select: 'change' }, { unit: 'mm[Hg]' });
    const relative = input({ ...rule, select: 'relative-change' }, { unit: '1' });
    expect(pick(change, gases).value).toBe(-30);
    expect(pick(relative, gases).value).toBe(-0.5);
  });

  test('gives no change from one value', () => {
    expect(pick(input(of('change')), counts.slice(0, 1))).toMatchObject({ state: 'none-recorded' });
  });

  test('weighs the share of time outside a range by how long each value held', () => {
    const times = [result('a', '14979-9', 50, 's', 0), result('b', '14979-9', 90, 's', 12)];
    const rule: InputRule = {
      select: 'share-outside',
      concepts: ['aptt'],
      window: run48,
      range: { low: 40, high: 80 },
    };
    expect(pick(input(rule, { unit: '1' }), times).value).toBeCloseTo(36 / 48, 12);
    expect(pick(input({ ...rule, range: { high: 100 } }, { unit: '1' }), times).value).toBe(0);
    expect(pick(input({ ...rule, range: { low: 95 } }, { unit: '1' }), times).value).toBe(1);
  });

  test('is withheld in a unit the document does not ask for', () => {
    expect(pick(input(of('lowest'), { unit: '/uL' }), counts)).toMatchObject({
      state: 'withheld',
      because: 'unit',
    });
  });

  test('is withheld when two different values share the latest instant', () => {
    const twins = [platelets('a', 60, 20), platelets('b', 80, 20)];
    expect(pick(input(of('latest')), twins)).toMatchObject({
      state: 'withheld',
      because: 'time-uncertain',
    });
    expect(pick(input(of('lowest')), twins).value).toBe(60);
  });

  test('shows what was written for the value that decided, and not for a change', () => {
    expect(pick(input(of('lowest')), counts).asWritten).toEqual({ value: '60', unit: '10*9/L' });
    expect(pick(input(of('change')), counts).asWritten).toBeUndefined();
  });

  test('changes from a first value that dates leave open: withheld', () => {
    const dated = [platelets('a', 60, '2026-03-02'), platelets('b', 80, '2026-03-02'), ...counts];
    const rule = of('change', { window: { anchor: 'ecmo-start', from: 10 } });
    expect(pick(input(rule), dated.slice(0, -2).concat(counts[2] ?? []))).toMatchObject({
      state: 'withheld',
      because: 'time-uncertain',
    });
  });

  test('is one value when two equal ones share the latest instant', () => {
    const twins = [platelets('b', 60, 20), platelets('a', 60, 20)];
    expect(pick(input(of('latest')), twins)).toMatchObject({
      value: 60,
      sources: ['Observation/a'],
    });
  });
});

describe('a censored value', () => {
  test.each([
    ['lowest', '<', 20, true],
    ['lowest', '>', 100, false],
    ['lowest', '>', 50, true],
    ['lowest', '>=', 60, false],
    ['highest', '>', 200, true],
    ['highest', '<', 20, false],
    ['highest', '<', 95, true],
    ['highest', '<=', 90, false],
  ] as const)('for the %s, %s %d withholds it: %s', (select, comparator, value, withheld) => {
    const found = pick(input(of(select)), [...counts, limit('x', value, 30, comparator)]);
    expect(found.state).toBe(withheld ? 'withheld' : 'value');
  });

  test.each([
    ['first', 1, true],
    ['first', 10, false],
    ['latest', 45, true],
    ['latest', 30, false],
    ['change', 30, false],
    ['change', 45, true],
    ['change', 1, true],
  ] as const)('for the %s, at hour %d withholds it: %s', (select, at, withheld) => {
    const found = pick(input(of(select)), [...counts, limit('x', 20, at, '<')]);
    expect(found.state).toBe(withheld ? 'withheld' : 'value');
  });

  test.each(['highest', 'first', 'latest', 'change'] as const)(
    'for the %s, one of two that may decide is enough to withhold it',
    (select) => {
      const harmless = limit('x', 20, 30, '<');
      const decisive = select === 'first' ? limit('y', 20, 1, '<') : limit('y', 200, 45, '>');
      const found = pick(input(of(select)), [...counts, harmless, decisive]);
      expect(found).toMatchObject({ state: 'withheld', because: 'censored' });
    },
  );

  test('at the very time of the latest value may be the latest', () => {
    const found = pick(input(of('latest')), [...counts, limit('x', 20, 40, '<')]);
    expect(found.state).toBe('withheld');
  });

  test('leaves the share of time outside a range open', () => {
    const rule = of('share-outside', { range: { low: 50 } });
    const found = pick(input(rule, { unit: '1' }), [...counts, limit('x', 20, 30, '<')]);
    expect(found).toMatchObject({ state: 'withheld', because: 'censored' });
  });
});

const exposed = (rows: readonly object[], from?: number) =>
  pick(
    input(exposedRule(from), {
      kind: 'yes-no',
      unit: '1',
      missing: { policy: 'none-recorded-is-no' },
    }),
    rows,
  );

describe('exposure', () => {
  test('is yes after a bolus or under an infusion', () => {
    expect(exposed([heparin('a', 3, dose(5000))]).value).toBe(true);
    expect(exposed([heparin('a', 3, unitsPerHour(900))]).value).toBe(true);
  });

  test('is no when nothing was given', () => {
    expect(exposed([])).toMatchObject({ state: 'none-recorded', value: false });
  });

  test('ends with the pause that follows a rate', () => {
    const rows = [heparin('a', 3, unitsPerHour(900)), heparin('b', 10, unitsPerHour(0))];
    expect(exposed(rows, -24).value).toBe(false);
    expect(exposed(rows, -40).value).toBe(true);
  });

  test('goes on while an infusion runs, however long ago it began', () => {
    const running = {
      status: 'in-progress',
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-03-01T12:00:00Z' },
      ...unitsPerHour(900),
    };
    expect(exposed([heparin('a', 2, running)], -1).value).toBe(true);
  });

  test('is not carried forward from a rate older than a day', () => {
    expect(exposed([heparin('a', 3, unitsPerHour(900))], -24).value).toBe(true);
    expect(exposed([heparin('a', 3, unitsPerHour(900))], -20).value).toBe(false);
  });

  test('is open when nobody says what the dose was for', () => {
    expect(exposed([heparin('a', 3, {})])).toMatchObject({
      state: 'withheld',
      because: 'not-systemic',
    });
  });

  test('is no after a subcutaneous dose alone', () => {
    const route = { coding: [{ system: 'http://snomed.info/sct', code: '34206005' }] };
    const rows = [heparin('a', 3, { dosage: { dose: { value: 5000, unit: 'U' }, route } })];
    expect(exposed(rows).value).toBe(false);
  });
});

describe('a total', () => {
  test('adds rates by the time they ran', () => {
    const rows = [heparin('a', 40, unitsPerHour(1000)), heparin('b', 44, unitsPerHour(500))];
    expect(pick(total('[IU]'), rows).value).toBe(4 * 1000 + 4 * 500);
  });

  test('is withheld when nothing has an amount in the unit asked for', () => {
    expect(pick(total('mg'), [heparin('a', 40, unitsPerHour(1000))])).toMatchObject({
      state: 'withheld',
      because: 'unit',
    });
  });
});
