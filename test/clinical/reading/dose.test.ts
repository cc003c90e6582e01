import { describe, expect, test } from 'vitest';
import type { Given } from '../../../src/clinical/event.ts';
import { readTimeline } from '../../../src/clinical/read-timeline.ts';
import type { Timeline } from '../../../src/clinical/timeline.ts';
import { heparin, hour, person } from '../rows.ts';
import { defaultCodebook, defaultSite } from '../site-setup.ts';

const UCUM = 'http://unitsofmeasure.org';
const quantity = (value: number, code: string) => ({ value, code, unit: code, system: UCUM });
const strength = (numerator: object, denominator: object) => ({ numerator, denominator });

/** A contained Medication of heparin with so much in so much. */
const solution = (of: object) => ({
  medicationCodeableConcept: undefined,
  medicationReference: { reference: '#bag' },
  contained: [
    {
      resourceType: 'Medication',
      id: 'bag',
      ingredient: [
        {
          itemCodeableConcept: {
            coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '5224' }],
          },
          strength: of,
        },
      ],
    },
  ],
});
const BAG = solution(strength(quantity(25_000, '[iU]'), quantity(250, 'mL')));

function read(dosage: object, more: object = {}): Timeline {
  const row = heparin('a', 1, { dosage, ...more });
  return readTimeline([person, row], { codebook: defaultCodebook, site: defaultSite });
}

function given(dosage: object, more: object = {}): Given {
  const [event] = read(dosage, more).events;
  if (event?.kind !== 'given') throw new Error('nothing given');
  return event;
}

describe('a rate of heparin', () => {
  test.each([
    [quantity(900, '[iU]/h'), 900],
    [quantity(900, 'U/hr'), 900],
    [quantity(15, 'U/min'), 900],
    [quantity(21_600, 'U/d'), 900],
    [quantity(21_600, 'U/day'), 900],
  ])('of %j is %d units an hour', (rateQuantity, value) => {
    const event = given({ rateQuantity });
    expect(event.rate?.value).toBeCloseTo(value, 9);
    expect(event).toMatchObject({ use: 'infusion', rate: { unit: '[IU]/h' } });
    expect(event.asWritten).toBe(`${rateQuantity.value} ${rateQuantity.unit}`);
  });

  test('written as a ratio is its quotient', () => {
    const rateRatio = strength(quantity(9000, '[iU]'), quantity(10, 'h'));
    expect(given({ rateRatio })).toMatchObject({
      rate: { value: 900, unit: '[IU]/h' },
      asWritten: '900 [iU]/h',
    });
  });

  test.each([
    ['nothing', quantity(0, 'h')],
    ['less than nothing', quantity(-1, 'h')],
    ['no number', { unit: 'h' }],
  ])('over %s is none', (_, denominator) => {
    expect(given({ rateRatio: strength(quantity(900, '[iU]'), denominator) }).rate).toBeUndefined();
  });

  test('of a volume is that of the drug dissolved in it', () => {
    expect(given({ rateQuantity: quantity(9, 'mL/h') }, BAG).rate).toEqual({
      value: 900,
      unit: '[IU]/h',
    });
    expect(given({ dose: quantity(50, 'mL') }, BAG).amount).toEqual({ value: 5000, unit: '[IU]' });
  });

  test('of a volume compares the unit of the strength in any case', () => {
    const bag = solution(strength(quantity(100, '[iU]'), quantity(1, 'ML')));
    expect(given({ rateQuantity: quantity(9, 'mL/h') }, bag).rate?.value).toBe(900);
  });

  test.each([
    ['another unit', strength(quantity(25_000, '[iU]'), quantity(250, 'g'))],
    ['no volume', strength(quantity(25_000, '[iU]'), quantity(0, 'mL'))],
    ['no amount', { denominator: quantity(250, 'mL') }],
  ])('of a volume stays a volume where the strength is in %s', (_, of) => {
    const { rate, asWritten } = given({ rateQuantity: quantity(9, 'mL/h') }, solution(of));
    expect(rate).toEqual({ value: 9, unit: 'mL/h' });
    expect(asWritten).toBe('9 mL/h');
  });

  test('by body weight stays by body weight', () => {
    const { rate } = given({ rateQuantity: quantity(18, 'U/kg/h') });
    expect(rate).toEqual({ value: 18, unit: '[IU]/kg/h' });
  });

  test.each(['U/h/h', 'U/fortnight', 'furlong/h'])('in %s stays unknown, and says so', (unit) => {
    const timeline = read({ rateQuantity: quantity(18, unit) });
    expect(timeline.events[0]).not.toHaveProperty('rate');
    expect(timeline.faults).toMatchObject([{ kind: 'unit-unknown', unit }]);
  });

  test('that is a bound, or below nothing, is none', () => {
    const bound = { ...quantity(900, 'U/h'), comparator: '<' };
    expect(given({ rateQuantity: bound }).rate).toBeUndefined();
    expect(given({ rateQuantity: quantity(-5, 'U/h') }).rate).toBeUndefined();
  });

  test('of nothing is a pause', () => {
    expect(given({ rateQuantity: quantity(0, 'U/h') }).rate).toEqual({ value: 0, unit: '[IU]/h' });
  });

  test('on hold is a pause whatever rate is written', () => {
    const event = given({ rateQuantity: quantity(900, 'U/h') }, { status: 'on-hold' });
    expect(event.rate).toEqual({ value: 0, unit: '[IU]/h' });
  });

  test('holds until the next is written; a period with an end ends there', () => {
    expect(given({ rateQuantity: quantity(900, 'U/h') }).open).toBe('until-next');
    const period = {
      effectiveDateTime: undefined,
      effectivePeriod: { start: hour(1), end: hour(3) },
    };
    const ended = given({ rateQuantity: quantity(900, 'U/h') }, period);
    expect(ended).toMatchObject({ end: { text: hour(3) } });
    expect(ended.open).toBeUndefined();
  });
});

describe('a dose of heparin', () => {
  test('is a bolus with its amount, shown as written', () => {
    expect(given({ dose: quantity(5000, 'U') })).toMatchObject({
      use: 'bolus',
      amount: { value: 5000, unit: '[IU]' },
      asWritten: '5000 U',
    });
  });

  test.each([
    ['a bound', { ...quantity(5000, 'U'), comparator: '>' }],
    ['nothing', quantity(0, 'U')],
    ['less than nothing', quantity(-1, 'U')],
    ['a weight of something', quantity(5, 'stone')],
  ])('of %s has no amount, and nobody says its use', (_, dose) => {
    const event = given({ dose });
    expect(event.amount).toBeUndefined();
    expect(event.use).toBe('unknown');
  });
});
