import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designMatrix } from '../../../src/cohort/fitting/design.ts';
import { fitFirth } from '../../../src/cohort/fitting/firth.ts';
import { fitLogistic } from '../../../src/cohort/fitting/logistic.ts';

const rows = array(
  record({
    a: constantFrom(0, 1),
    b: integer({ min: -3, max: 3 }),
    c: integer({ min: 5, max: 300 }),
    y: constantFrom(0, 1),
  }),
  { minLength: 6, maxLength: 60 },
);

describe('whatever the rows', () => {
  it('maximum likelihood either has an answer with zero score, or says why not', () => {
    assert(
      property(rows, (list) => {
        const design = designMatrix([
          list.map((r) => r.a),
          list.map((r) => r.b),
          list.map((r) => r.c),
        ]);
        const fit = fitLogistic(
          design,
          list.map((r) => r.y),
        );
        if (!fit.converged) {
          expect(fit.separation !== null || fit.singular).toBe(true);
          return;
        }
        const [b0, b1, b2, b3] = fit.coefficients as [number, number, number, number];
        const residuals = list.map(
          (r) => r.y - 1 / (1 + Math.exp(-(b0 + b1 * r.a + b2 * r.b + b3 * r.c))),
        );
        expect(residuals.reduce((s, e) => s + e, 0)).toBeCloseTo(0, 7);
        expect(residuals.reduce((s, e, i) => s + e * list[i]!.b, 0)).toBeCloseTo(0, 7);
      }),
    );
  });

  it("Firth's method has a finite answer unless the columns are linearly dependent", () => {
    assert(
      property(rows, (list) => {
        const design = designMatrix([list.map((r) => r.a), list.map((r) => r.b)]);
        const fit = fitFirth(
          design,
          list.map((r) => r.y),
          { intervals: false },
        );
        expect(fit.converged || fit.singular).toBe(true);
        if (fit.converged) expect(fit.coefficients.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it("Firth's method in a 2 by 2 table adds a half to every cell", () => {
    assert(
      property(array(integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 }), (cells) => {
        const [a, b, c, d] = cells as [number, number, number, number];
        if (a + b === 0 || c + d === 0) return;
        const x = [...Array<number>(a + b).fill(1), ...Array<number>(c + d).fill(0)];
        const y = [
          ...Array<number>(a).fill(1),
          ...Array<number>(b).fill(0),
          ...Array<number>(c).fill(1),
          ...Array<number>(d).fill(0),
        ];
        const fit = fitFirth(designMatrix([x]), y, { intervals: false });
        expect(fit.coefficients[1]).toBeCloseTo(
          Math.log(((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5))),
          8,
        );
      }),
    );
  });
});

it('a predictor given twice is called linearly dependent, not fitted', () => {
  const x = [1, 4, 2, 8, 5, 7];
  const fit = fitLogistic(designMatrix([x, x.map((v) => 3 * v + 1)]), [0, 1, 0, 1, 0, 1]);
  expect(fit).toMatchObject({ converged: false, singular: true });
});

describe('refuses', () => {
  it.each([
    {
      what: 'a missing value',
      run: () => designMatrix([[1, Number.NaN]]),
      words: 'invalid predictor 0; not finite: NaN',
    },
    {
      what: 'columns of different lengths',
      run: () => designMatrix([[1, 2], [1]]),
      words: 'invalid predictor 1; not of length 2: 1',
    },
    {
      what: 'an outcome other than 0 or 1',
      run: () => fitLogistic(designMatrix([[1, 2]]), [0, 2]),
      words: 'invalid outcome; not 0 or 1: 2',
    },
    {
      what: 'too few outcomes',
      run: () => fitLogistic(designMatrix([[1, 2]]), [0]),
      words: 'invalid outcomes; not of length 2: 1',
    },
  ])('$what', ({ run, words }) => {
    expect(run).toThrow(words);
  });
});
