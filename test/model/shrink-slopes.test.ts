import { describe, expect, it } from 'vitest';
import { evaluateRisk } from '../../src/model/risk.ts';
import { shrinkSlopes } from '../../src/model/shrink-slopes.ts';
import { patient, zhu } from './zhu-2025.ts';

const model = zhu();

describe('shrunken slopes', () => {
  it.each([
    [0.87, '6.2', '75.7'],
    [0.8, '6.7', '71.1'],
    [0.74, '7.0', '66.7'],
  ])('by %d give the risks the reconstruction printed', (factor, reference, high) => {
    const shrunk = shrinkSlopes(model, factor);
    const perCent = (values: ReturnType<typeof patient>) =>
      evaluateRisk(shrunk, values).central * 100;
    expect(Math.abs(perCent(patient(1.24, 56, 2, 0)) - Number(reference))).toBeLessThan(0.06);
    expect(Math.abs(perCent(patient(1.14, 25, 8, 1)) - Number(high))).toBeLessThan(0.06);
  });

  it('keep the width of the intercept’s range and scale the printed errors', () => {
    const shrunk = shrinkSlopes(model, 0.8);
    expect((shrunk.intercept.high ?? 0) - (shrunk.intercept.low ?? 0)).toBeCloseTo(
      13.14 - 11.01,
      10,
    );
    expect(shrunk.intercept.low).toBeCloseTo(9.214 - 0.95, 10);
    expect(shrunk.inputs[3]?.standardError).toBe((model.inputs[3]?.standardError ?? NaN) * 0.8);
    expect(shrunk.inputs[0]).not.toHaveProperty('oddsRatio');
    expect(shrunk.inputs.map(({ id }) => id)).toEqual(model.inputs.map(({ id }) => id));
  });

  it('of a document without a structural range have none', () => {
    const { low: _, high: __, ...intercept } = model.intercept;
    const shrunk = shrinkSlopes({ ...model, intercept }, 0.8);
    expect(shrunk.intercept).not.toHaveProperty('low');
    expect(shrunk.intercept).not.toHaveProperty('high');
  });

  it('by a factor the document does not list are a mistake', () => {
    const sentence = 'invalid factor; not listed in zhu-2025: 0.5';
    expect(() => shrinkSlopes(model, 0.5)).toThrow(new RangeError(sentence));
    const { shrinkage: _, ...bare } = model;
    expect(() => shrinkSlopes(bare, 0.8)).toThrow(RangeError);
  });
});
