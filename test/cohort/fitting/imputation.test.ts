import { array, assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designMatrix } from '../../../src/cohort/fitting/design.ts';
import { imputeChained } from '../../../src/cohort/fitting/imputation/chained-equations.ts';
import {
  completeRows,
  missingPatterns,
  type ImputedColumn,
} from '../../../src/cohort/fitting/imputation/missing-patterns.ts';
import { rubin } from '../../../src/cohort/fitting/imputation/rubin.ts';
import { fitLogistic } from '../../../src/cohort/fitting/logistic.ts';
import { disagreement, readReference } from '../../reference/read-reference.ts';

interface Reference {
  cases: {
    q: number[];
    u: number[];
    n: number;
    k: number;
    qbar: number;
    ubar: number;
    b: number;
    t: number;
    df: number;
    r: number;
    fmi: number;
  }[];
  columns: Record<'gwr' | 'stroke' | 'ffp' | 'plt' | 'ich', (number | null)[]>;
  imputations: number;
  value: number[];
  between: number[];
  within: number[];
  meanValue: number[];
  meanBetween: number[];
  complete: number[];
}

const r = readReference<Reference>('imputation');
const names = ['gwr', 'stroke', 'ffp', 'plt', 'ich'] as const;
const columns: ImputedColumn[] = names.map((name) => ({
  name,
  kind: name === 'stroke' || name === 'ich' ? 'yes-no' : 'quantity',
  values: r.columns[name].map((v) => v ?? Number.NaN),
}));
const ourImputations = 100;
const imputed = imputeChained(columns, { imputations: ourImputations, iterations: 10, seed: 4 });

const holes = (values: number[]) => values.map((v, i) => (i % 7 === 3 ? Number.NaN : v));

describe("Rubin's rules", () => {
  it.each(r.cases)('agree with pool.scalar of mice: $q.length imputations of $n patients', (c) => {
    const ours = rubin(c.q, c.u, { completeDf: c.n - c.k });
    expect(
      disagreement(
        [
          ours.value,
          ours.within,
          ours.between,
          ours.total,
          ours.df,
          ours.increase,
          ours.fractionMissing,
        ],
        [c.qbar, c.ubar, c.b, c.t, c.df, c.r, c.fmi],
      ),
    ).toBeLessThan(1e-10);
  });

  it('find no variance between identical imputations', () => {
    assert(
      property(
        double({ min: -50, max: 50, noNaN: true }),
        double({ min: 1e-6, max: 10, noNaN: true }),
        integer({ min: 2, max: 30 }),
        (value, variance, m) => {
          const pooled = rubin(Array<number>(m).fill(value), Array<number>(m).fill(variance));
          expect(pooled.between).toBe(0);
          expect(pooled.total).toBeCloseTo(variance, 12);
          expect(pooled.fractionMissing).toBe(0);
        },
      ),
    );
  });

  it('never give a smaller variance than the imputations have inside', () => {
    assert(
      property(
        array(double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 12 }),
        (estimates) => {
          const pooled = rubin(
            estimates,
            estimates.map(() => 0.3),
          );
          expect(pooled.total).toBeGreaterThanOrEqual(pooled.within);
        },
      ),
    );
  });
});

describe('chained equations', () => {
  it('agree with mice within Monte Carlo error: coefficients, and means of what was missing', () => {
    const fits = imputed.map((set) => fitLogistic(designMatrix(set.slice(0, 4)), set[4]!));
    r.value.forEach((theirs, j) => {
      const ours = rubin(
        fits.map((fit) => fit.coefficients[j]!),
        fits.map((fit) => fit.covariance[j]![j]!),
      );
      const error = Math.sqrt(r.between[j]! * (1 / r.imputations + 1 / ourImputations));
      expect(Math.abs(ours.value - theirs), `coefficient ${j}`).toBeLessThan(4 * error);
      expect(Math.abs(ours.within / r.within[j]! - 1), `variance within ${j}`).toBeLessThan(0.1);
      expect(
        Math.abs(Math.log(ours.between / r.between[j]!)),
        `variance between ${j}`,
      ).toBeLessThan(0.6);
    });
    [0, 3, 1].forEach((column, k) => {
      const means = imputed.map(
        (set) => set[column]!.reduce((a, b) => a + b, 0) / set[column]!.length,
      );
      const mean = means.reduce((a, b) => a + b, 0) / means.length;
      expect(Math.abs(mean - r.meanValue[k]!)).toBeLessThan(
        4 * Math.sqrt(r.meanBetween[k]! * (1 / r.imputations + 1 / ourImputations)),
      );
    });
  });

  it('touch nothing that was observed and leave nothing missing', () => {
    for (const set of imputed.slice(0, 5)) {
      columns.forEach((column, j) => {
        Array.from(column.values).forEach((value, i) => {
          if (Number.isNaN(value)) expect(Number.isNaN(set[j]![i])).toBe(false);
          else expect(set[j]![i]).toBe(value);
        });
      });
    }
  });

  it('invent no quantity that nobody had', () => {
    const had = new Set(Array.from(columns[3]!.values));
    for (const value of imputed[0]![3]!) expect(had.has(value)).toBe(true);
  });

  it('give the same values for the same seed', () => {
    const again = imputeChained(columns, { imputations: 2, iterations: 10, seed: 4 });
    expect(again).toEqual(imputed.slice(0, 2));
    expect(imputeChained(columns, { imputations: 1, iterations: 10, seed: 5 })[0]).not.toEqual(
      again[0],
    );
  });

  it('hold together where a predictor separates and where a column never varies', () => {
    const y = Array.from({ length: 70 }, (_, i) => (i < 35 ? 0 : 1));
    const set = imputeChained(
      [
        { name: 'a', kind: 'yes-no', values: holes(y) },
        { name: 'b', kind: 'quantity', values: holes(y.map(() => 3)) },
        { name: 'y', kind: 'yes-no', values: y },
      ],
      { imputations: 3, seed: 1 },
    );
    for (const columnsFilled of set)
      expect(columnsFilled.flatMap((c) => Array.from(c)).every(Number.isFinite)).toBe(true);
  });
});

it('missing patterns add up to all patients; complete rows miss nothing', () => {
  const patterns = missingPatterns(columns);
  expect(patterns.reduce((sum, pattern) => sum + pattern.n, 0)).toBe(600);
  expect(patterns.find((pattern) => pattern.missing.length === 0)?.n).toBe(
    completeRows(columns).length,
  );
});
