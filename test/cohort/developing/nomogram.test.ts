import { array, assert, double, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import { nomogram } from '../../../src/cohort/developing/nomogram.ts';

const predictor = record({
  coefficient: double({ min: -3, max: 3, noNaN: true }).filter((b) => Math.abs(b) > 1e-3),
  low: double({ min: -50, max: 0, noNaN: true }),
  width: double({ min: 0.1, max: 50, noNaN: true }),
  at: double({ min: 0, max: 1, noNaN: true }),
});

it('adds up to the model: points of any patient give back the log odds', () => {
  assert(
    property(
      array(predictor, { minLength: 1, maxLength: 5 }),
      double({ min: -10, max: 10, noNaN: true }),
      (list, intercept) => {
        const values = list.map((x) => x.low + x.at * x.width);
        const drawn = nomogram(
          intercept,
          list.map((x, k) => ({
            name: `x${k}`,
            coefficient: x.coefficient,
            low: x.low,
            high: x.low + x.width,
            ticks: [values[k]!],
          })),
        );
        const points = drawn.axes.reduce((sum, axis) => sum + axis.ticks[0]!.points, 0);
        const logOdds = list.reduce((sum, x, k) => sum + x.coefficient * values[k]!, intercept);
        expect(drawn.base + drawn.perPoint * points).toBeCloseTo(logOdds, 8);
        expect(Math.max(...drawn.axes.map((axis) => axis.most))).toBeCloseTo(100, 9);
        for (const axis of drawn.axes) expect(axis.ticks[0]!.points).toBeGreaterThanOrEqual(-1e-9);
      },
    ),
  );
});
