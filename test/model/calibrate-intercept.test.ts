import { describe, expect, it } from 'vitest';
import { calibrateIntercept } from '../../src/model/calibrate-intercept.ts';
import { logit } from '../../src/model/logistic.ts';
import { meanRisk } from '../../src/model/population.ts';
import { evaluateRisk } from '../../src/model/risk.ts';
import { patient, zhu } from './zhu-2025.ts';

const model = zhu();
const own = 22 / 227;
const intercept = (incidence: number, means = {}) =>
  calibrateIntercept(model, { incidence, means }).intercept;

describe('a site’s own level', () => {
  it('is the document’s intercept for a site like the document’s', () => {
    expect(calibrateIntercept(model, { incidence: own })).toEqual({
      intercept: expect.closeTo(11.96, 9),
      standardError: null,
    });
  });

  it.each(model.baseRates ?? [])(
    'follows the incidence as the reconstruction printed it: $population',
    ({ incidence, intercept: printed }) => {
      expect(Math.abs(intercept(incidence) - printed)).toBeLessThan(0.05);
    },
  );

  // one at a time, from the output of the reconstruction, in which the inputs were linked
  it.each([
    ['gwr', 1.18, 11.29, 0.01],
    ['gwr', 1.3, 12.63, 0.01],
    ['platelets-lowest', 40, 11.63, 0.01],
    ['platelets-lowest', 80, 12.42, 0.01],
    ['ffp-units', 0.5, 12.36, 0.1],
    ['ffp-units', 4, 11.3, 0.1],
    ['ffp-units', 5.2, 10.85, 0.1],
    ['stroke-history', 0.03, 12.05, 0.01],
    ['stroke-history', 0.1, 11.9, 0.01],
  ])('follows the mean of %s, %d: %d', (input, mean, printed, within) => {
    expect(Math.abs(intercept(own, { [input]: mean }) - printed)).toBeLessThan(within);
  });

  it('has the sampling error of the incidence: about the range printed for 22 of 227', () => {
    const { standardError } = calibrateIntercept(model, { incidence: own, n: 227 });
    const reach = 1.96 * (standardError ?? NaN);
    expect(Math.abs(11.96 - reach - 11.4)).toBeLessThan(0.1);
    expect(Math.abs(11.96 + reach - 12.5)).toBeLessThan(0.1);
    const four = calibrateIntercept(model, { incidence: own, n: 4 * 227 }).standardError;
    expect(four).toBeCloseTo((standardError ?? NaN) / 2, 10);
  });

  it('has the error of the log odds of the incidence, over their slope in the intercept', () => {
    const { standardError } = calibrateIntercept(model, { incidence: 0.4, n: 100 });
    const near = [0.399, 0.401].map((incidence) => intercept(incidence));
    const slope = (logit(0.401) - logit(0.399)) / ((near[1] ?? NaN) - (near[0] ?? NaN));
    expect(standardError).toBeCloseTo(1 / Math.sqrt(100 * 0.4 * 0.6) / slope, 4);
  });

  it('serves as the calibration of a risk', () => {
    const { intercept: value, standardError } = calibrateIntercept(model, {
      incidence: 0.022,
      n: 500,
    });
    const site = { intercept: value, standardError: standardError ?? NaN };
    const risk = evaluateRisk(model, patient(1.24, 56, 2, 0), site);
    expect((risk.central * 100).toFixed(1)).toBe('1.0'); // 0.9 % printed at 10.15; 10.18 here
    expect(risk.structural.low).toBeLessThan(risk.central);
  });

  it.each([0, 1, -0.1, NaN])('an incidence of %d is a mistake', (incidence) => {
    expect(() => intercept(incidence)).toThrow(
      new RangeError(`invalid incidence; not in (0, 1): ${incidence}`),
    );
  });

  it('so are no patients, and a mean its input cannot have', () => {
    expect(() => calibrateIntercept(model, { incidence: 0.1, n: 0 })).toThrow(
      new RangeError('invalid n; not above 0: 0'),
    );
    for (const [input, mean] of [
      ['platelets-lowest', 0],
      ['stroke-history', 1.2],
      ['stroke-history', -0.1],
      ['ffp-units', NaN],
      ['gwr', Infinity],
    ] as const) {
      expect(() => intercept(0.1, { [input]: mean })).toThrow(
        new RangeError(`invalid mean; not possible for ${input}: ${mean}`),
      );
    }
    expect(Number.isFinite(intercept(0.1, { 'stroke-history': 0 }))).toBe(true);
    expect(Number.isFinite(intercept(0.1, { 'stroke-history': 1 }))).toBe(true);
  });
});

describe('the mean risk of an assumed population', () => {
  it('is the incidence at the intercept that was solved for independent inputs', () => {
    expect(Math.abs(meanRisk(model, 12.02) - own)).toBeLessThan(0.0005);
  });

  it('needs a distribution for every input', () => {
    const [first, ...rest] = model.inputs;
    if (first === undefined) throw new Error('no inputs');
    const { distribution: _, ...bare } = first;
    expect(() => meanRisk({ ...model, inputs: [bare, ...rest] }, 12)).toThrow(
      new RangeError('invalid model; no distribution for input: gwr'),
    );
  });
});
