import { describe, expect, it } from 'vitest';
import {
  chiSquareQuantile,
  chiSquareUpper,
  logGamma,
  poissonInterval,
} from '../../../src/cohort/distributions/gamma.ts';
import { normalProbability, normalQuantile } from '../../../src/cohort/distributions/normal.ts';
import { nextBits, seededRandom } from '../../../src/cohort/distributions/random.ts';
import { studentQuantile, studentTwoSidedP } from '../../../src/cohort/distributions/student-t.ts';
import { disagreement, readReference } from '../../reference/read-reference.ts';

interface Reference {
  p: number[];
  normalQuantile: number[];
  z: number[];
  normal: number[];
  x: number[];
  df: number[];
  chiUpper: number[][];
  chiQuantile: number[][];
  t: number[];
  nu: number[];
  tTwoSided: number[][];
  tQuantile: number[][];
  gammaAt: number[];
  logGamma: number[];
  poisson: number[][];
}
const r = readReference<Reference>('distributions');
const inner = r.p.slice(2);
const relative = (ours: number, theirs: number) => Math.abs(ours / theirs - 1);

function draw(seed: number): number[] {
  const random = seededRandom(seed);
  return [random.uniform(), random.normal(), random.gamma(0.4), random.integer(1000)];
}

describe('agree with R to 1e-11', () => {
  it.each([
    { name: 'normal quantile', ours: r.p.map(normalQuantile), theirs: r.normalQuantile },
    { name: 'normal probability', ours: r.z.map(normalProbability), theirs: r.normal },
    {
      name: 'chi-square upper tail',
      ours: r.df.map((df) => r.x.map((x) => chiSquareUpper(x, df))),
      theirs: r.chiUpper,
    },
    {
      name: 'chi-square quantile',
      ours: r.df.map((df) => inner.map((p) => chiSquareQuantile(p, df))),
      theirs: r.chiQuantile,
    },
    {
      name: 't two-sided p',
      ours: r.nu.map((df) => r.t.map((t) => studentTwoSidedP(t, df))),
      theirs: r.tTwoSided,
    },
    {
      name: 't quantile',
      ours: r.nu.map((df) => inner.map((p) => studentQuantile(p, df))),
      theirs: r.tQuantile,
    },
    { name: 'log gamma', ours: r.gammaAt.map(logGamma), theirs: r.logGamma },
    {
      name: 'exact Poisson interval',
      ours: r.poisson.map((_, k) => [poissonInterval(k).low, poissonInterval(k).high]),
      theirs: r.poisson,
    },
  ])('$name', ({ ours, theirs }) => {
    expect(disagreement(ours, theirs)).toBeLessThan(1e-11);
  });

  it('far tails keep their digits', () => {
    expect(relative(normalProbability(-30), r.normal[0]!)).toBeLessThan(1e-11);
    expect(relative(chiSquareUpper(300, 1), r.chiUpper[0]![6]!)).toBeLessThan(1e-11);
  });
});

describe('random numbers', () => {
  it('are those of xoshiro128** from the state 1, 2, 3, 4', () => {
    const state = Uint32Array.from([1, 2, 3, 4]);
    expect(Array.from({ length: 4 }, () => nextBits(state))).toEqual([11520, 0, 5927040, 70819200]);
  });

  it('repeat with their seed and differ between neighbouring seeds', () => {
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('have the moments of their distributions', () => {
    const random = seededRandom(20250301);
    const n = 100_000;
    const mean = (of: () => number) => Array.from({ length: n }, of).reduce((a, b) => a + b, 0) / n;
    expect(Math.abs(mean(() => random.uniform()) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(() => random.normal() ** 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(mean(() => random.gamma(0.5)) - 0.5)).toBeLessThan(4 * Math.sqrt(0.5 / n));
    expect(Math.abs(mean(() => random.gamma(7)) - 7)).toBeLessThan(4 * Math.sqrt(7 / n));
    expect(Math.abs(mean(() => Number(random.bernoulli(0.1))) - 0.1)).toBeLessThan(
      4 * Math.sqrt(0.09 / n),
    );
  });

  it('shuffle without losing anyone', () => {
    const shuffled = seededRandom(3).shuffle(Array.from({ length: 50 }, (_, i) => i));
    expect(shuffled).not.toEqual([...shuffled].sort((a, b) => a - b));
    expect([...shuffled].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});
