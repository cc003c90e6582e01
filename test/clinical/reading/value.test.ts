import { describe, expect, test } from 'vitest';
import { readTimeline } from '../../../src/clinical/read-timeline.ts';
import { person, platelets, result } from '../rows.ts';
import { defaultCodebook, defaultSite } from '../site-setup.ts';

const read = (row: object) =>
  readTimeline([person, row], { codebook: defaultCodebook, site: defaultSite });
const count = (more: object) => platelets('a', 0, 1, { valueQuantity: undefined, ...more });
const string = (valueString: unknown) => read(count({ valueString }));
const quantity = (value: unknown, more: object = {}) => ({
  valueQuantity: { value, unit: '10*9/L', ...more },
});
const reason = (code: object) => read(count({ dataAbsentReason: code, ...quantity(90) })).faults;

const per = (value: number, unit = '10*3/mL') => ({ value, unit });
const type = (code: string) => ({ type: { coding: [{ code }] } });
const normal = { low: per(150), high: per(400) };
const conflict = (referenceRange: unknown) =>
  read(count({ ...quantity(90), referenceRange })).setAside[0]?.because;

const dimer = (code: string, unit: string, loinc = '48065-7') =>
  read(
    result('d', loinc, 0, '', 1, {
      valueQuantity: { value: 1, unit, code, system: 'http://unitsofmeasure.org' },
    }),
  );

describe('a value as a string', () => {
  test.each([
    ['90 10*9/L', 90, undefined],
    [' 90  10*9/L ', 90, undefined],
    ['90.5 10*9/L', 90.5, undefined],
    ['90,5 10*9/L', 90.5, undefined],
    ['90G/L', 90, undefined],
    ['< 20 10*9/L', 20, '<'],
    ['>=500 10*9/L', 500, '>='],
  ])('%j is %d', (text, value, comparator) => {
    const [event] = string(text).events;
    expect(event).toMatchObject({ kind: 'measured', value, asWritten: { value: text.trim() } });
    expect(event).toHaveProperty(
      'comparator' in (event ?? {}) ? 'comparator' : 'value',
      comparator ?? value,
    );
  });

  test.each([
    ['see note', 'see note'],
    ['90 see note', '90 see note'],
    ['90 10*9/L (see note)', '90 10*9/L (see note)'],
    ['exactly twenty-four char', 'exactly twenty-four char'],
    ['a text of twenty-five char', '…'],
  ])('%j cannot be read, and is shown as %j', (text, shown) => {
    const { setAside, faults, events } = string(text);
    expect(events).toEqual([]);
    expect(setAside).toMatchObject([
      { because: 'value-unreadable', asWritten: { value: shown, unit: '' } },
    ]);
    expect(faults).toEqual([
      { kind: 'value-unreadable', source: 'Observation/a', concept: 'platelets' },
    ]);
  });

  test('in a unit nobody knows is named with that unit', () => {
    expect(string('90 furlong').faults).toEqual([
      { kind: 'unit-unknown', source: 'Observation/a', concept: 'platelets', unit: 'furlong' },
    ]);
  });

  test('that is no text cannot be read', () => {
    expect(string(90).setAside).toMatchObject([{ because: 'value-unreadable' }]);
  });
});

describe('a value of another type', () => {
  test.each([
    ['an integer', { valueInteger: 90 }, 'unit-missing'],
    ['an integer as text', { valueInteger: '90' }, 'value-unreadable'],
    ['a number under another name', { valueDecimal: 90 }, 'value-unreadable'],
    ['a text under another name', { valueCode: '90 10*9/L' }, 'value-unreadable'],
    ['nothing in a quantity', { valueQuantity: {} }, 'value-unreadable'],
    ['text in a quantity', quantity('90'), 'value-unreadable'],
    ['a quantity that is a list', { valueQuantity: [90] }, 'value-unreadable'],
    ['a comparator that is none', quantity(90, { comparator: '~' }), 'value-unreadable'],
    ['nothing', {}, 'value-missing'],
  ])('%s: %s', (_, value, because) => {
    expect(read(count(value)).setAside).toMatchObject([{ because }]);
  });
});

describe('a value that is absent', () => {
  test('says why, where a code does', () => {
    expect(reason({ coding: [{ code: 'not-performed' }] })).toEqual([
      {
        kind: 'value-missing',
        source: 'Observation/a',
        concept: 'platelets',
        reason: 'not-performed',
      },
    ]);
  });

  test.each([[{ text: 'clotted' }], [{ coding: [] }], [{ coding: [{ code: 3 }] }]])(
    'says no reason of %j',
    (code) => {
      expect(reason(code)).toEqual([
        { kind: 'value-missing', source: 'Observation/a', concept: 'platelets' },
      ]);
    },
  );
});

describe('the laboratory’s own range', () => {
  test('in another magnitude contradicts the value, by either end or in words', () => {
    const conflicting = [
      [normal],
      [{ low: normal.low }],
      [{ high: normal.high }],
      [{ ...normal, ...type('normal') }],
      [{ ...normal, type: { coding: [{ code: 'other' }, { code: 'normal' }] } }],
      [{}, normal],
      [{ ...type('treatment'), low: per(1) }, normal],
    ];
    const silent = [undefined, [], [{}], ['x'], [{ ...normal, ...type('treatment') }]];
    expect(silent.map(conflict)).toEqual(silent.map(() => undefined));
    const found = conflicting.map(conflict);
    expect(new Set(found).size, JSON.stringify(found)).toBe(1);
  });
});

describe('a unit given twice, as a code and as a text', () => {
  test('agrees where one says the basis and the other is silent', () => {
    const told = dimer('mg/L{FEU}', 'mg/L').events;
    expect(told).toMatchObject([{ kind: 'measured' }]);
    expect(dimer('mg/L', 'mg/L{FEU}').events).toMatchObject([
      { value: (told[0] as { value?: number } | undefined)?.value },
    ]);
  });

  test.each([
    ['mg/L{FEU}', 'mg/L{DDU}'],
    ['mg/L{FEU}', 'ug/L'],
    ['ug/L', 'mg/L{FEU}'],
  ])('%s and %s contradict each other', (code, unit) => {
    expect(dimer(code, unit).setAside).toMatchObject([{ because: 'unit-conflict' }]);
  });
});
