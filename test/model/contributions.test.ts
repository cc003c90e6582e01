import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributions, referenceLogOdds } from '../../src/model/contributions.ts';
import { oddsToReference } from '../../src/model/odds.ts';
import { evaluateRisk } from '../../src/model/risk.ts';
import { patient, zhu } from './zhu-2025.ts';

const model = zhu();
const anyPatient = fc.record({
  gwr: fc.option(fc.double({ min: 0.9, max: 1.6, noNaN: true }), { nil: null }),
  'stroke-history': fc.constantFrom(0, 1),
  'ffp-units': fc.double({ min: 0, max: 20, noNaN: true }),
  'platelets-lowest': fc.double({ min: 1, max: 400, noNaN: true }),
});

describe('contributions', () => {
  it('and the reference patient add up to the linear predictor, to the last bit', () => {
    const site = fc.option(
      fc.record({
        intercept: fc.double({ min: 5, max: 15, noNaN: true }),
        standardError: fc.constant(0.3),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(anyPatient, site, (values, calibration) => {
        let sum = referenceLogOdds(model, calibration);
        for (const { logOdds } of contributions(model, values)) sum += logOdds;
        expect(sum).toBe(evaluateRisk(model, values, calibration).linearPredictor);
      }),
    );
  });

  it('stand in the order of the document, with the value and its reference', () => {
    expect(contributions(model, patient(1.14, 25, 8, 1))).toEqual([
      {
        input: 'gwr',
        value: 1.14,
        reference: 1.24,
        logOdds: expect.closeTo(1.1204950380862289, 12),
      },
      { input: 'stroke-history', value: 1, reference: 0, logOdds: Math.log(4.265) },
      {
        input: 'ffp-units',
        value: 8,
        reference: 2,
        logOdds: expect.closeTo(6 * Math.log(1.208), 12),
      },
      {
        input: 'platelets-lowest',
        value: 25,
        reference: 56,
        logOdds: expect.closeTo(-31 * Math.log(0.977), 12),
      },
    ]);
  });

  it('are plain zeros for the reference patient, never negative zeros', () => {
    for (const { logOdds } of contributions(model, patient(1.24, 56, 2, 0))) {
      expect(Object.is(logOdds, 0)).toBe(true);
    }
  });

  it('take a missing ratio at its mean and say that there is no value', () => {
    expect(contributions(model, patient(null, 56, 2, 0))[0]).toEqual({
      input: 'gwr',
      value: null,
      reference: 1.24,
      logOdds: 0,
    });
    const { gwr: _, ...absent } = patient(null, 56, 2, 0);
    expect(contributions(model, absent)[0]?.value).toBeNull();
  });

  it('use the mean, not the reference, where the two differ', () => {
    const moved = {
      ...model,
      inputs: model.inputs.map((input) =>
        input.id === 'gwr' ? { ...input, reference: 1.3 } : input,
      ),
    };
    expect(contributions(moved, patient(null, 56, 2, 0))[0]?.logOdds).toBeCloseTo(
      6 * -Math.log(0.894),
      12,
    );
  });
});

describe('odds against the reference patient', () => {
  it('are one, with no interval, for the reference patient itself', () => {
    expect(oddsToReference(model, patient(1.24, 56, 2, 0))).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('are the printed odds ratio and interval one unit away in one input', () => {
    const stroke = oddsToReference(model, patient(1.24, 56, 2, 1));
    expect(stroke.value).toBeCloseTo(4.265, 10);
    expect(stroke.low).toBeCloseTo(4.265 / Math.sqrt(17.291 / 1.052), 10);
    expect(stroke.high).toBeCloseTo(4.265 * Math.sqrt(17.291 / 1.052), 10);
    expect(oddsToReference(model, patient(1.25, 56, 2, 0)).value).toBeCloseTo(0.894, 10);
    expect(oddsToReference(model, patient(1.24, 57, 2, 0)).value).toBeCloseTo(0.977, 10);
    expect(oddsToReference(model, patient(1.24, 56, 3, 0)).value).toBeCloseTo(1.208, 10);
  });

  it('show the example of the appraisal: values at 24 h against those of the whole run', () => {
    const early = oddsToReference(model, patient(1.24, 120, 0, 0)).value;
    const whole = oddsToReference(model, patient(1.24, 45, 4, 0)).value;
    expect((whole / early).toFixed(1)).toBe('12.2');
  });

  it('do not depend on the intercept', () => {
    const other = { ...model, intercept: { ...model.intercept, value: 10, low: 9, high: 11 } };
    const values = patient(1.1, 30, 5, 1);
    expect(oddsToReference(other, values)).toEqual(oddsToReference(model, values));
  });
});
