import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../src/cohort/distributions/random.ts';
import {
  designMatrix,
  expit,
  linearPredictor,
  type Design,
} from '../../../src/cohort/fitting/design.ts';
import { validatePredictions } from '../../../src/cohort/metrics/validation.ts';
import { updateModel, type Rung } from '../../../src/cohort/recalibrating/rungs.ts';

const published = {
  coefficients: [11.96, Math.log(0.894), Math.log(4.265), Math.log(1.208), Math.log(0.977)],
  standardErrors: [Infinity, 0.03136, 0.71417, 0.07802, 0.00992],
};

interface Hospital {
  readonly design: Design;
  readonly outcomes: number[];
}

/** Patients of the paper's design whose true log odds are `shift + stretch * model`. */
function hospital(n: number, shift: number, stretch: number, random: Random): Hospital {
  const draw = (of: () => number) => Array.from({ length: n }, of);
  const design = designMatrix([
    draw(() => 124 + 8.5 * random.normal()),
    draw(() => Number(random.bernoulli(0.07))),
    draw(() => (random.bernoulli(0.6) ? 2.1 * random.gamma(1.56) : 0)),
    draw(() => Math.min(300, Math.max(5, 56 * Math.exp(0.6 * random.normal())))),
  ]);
  const model = linearPredictor(design, published.coefficients);
  return {
    design,
    outcomes: Array.from(model, (lp) => Number(random.bernoulli(expit(shift + stretch * lp)))),
  };
}

function risksOf(design: Design, coefficients: readonly number[]): number[] {
  return Array.from(linearPredictor(design, coefficients), expit);
}

const truth = { shift: 0.3, stretch: 0.6 };

describe('where the true risk is known', () => {
  const random = seededRandom(61);
  const here = hospital(8000, truth.shift, truth.stretch, random);
  const next = hospital(8000, truth.shift, truth.stretch, random);

  it('validation finds it: intercept and slope of the truth lie in their intervals', () => {
    const found = validatePredictions(risksOf(here.design, published.coefficients), here.outcomes);
    expect(found.intercept!.low).toBeLessThan(truth.shift);
    expect(found.intercept!.high).toBeGreaterThan(truth.shift);
    expect(found.slope!.low).toBeLessThan(truth.stretch);
    expect(found.slope!.high).toBeGreaterThan(truth.stretch);
  });

  it.each(['intercept-and-slope', 'anchored', 'refit'] as const)(
    '%s repairs it for patients not yet seen',
    (rung) => {
      const before = validatePredictions(
        risksOf(next.design, published.coefficients),
        next.outcomes,
      );
      const { coefficients } = updateModel(rung, here.design, here.outcomes, published);
      const after = validatePredictions(risksOf(next.design, coefficients!), next.outcomes);
      expect(after.ici.rcs!).toBeLessThan(before.ici.rcs! / 4);
      expect(Math.abs(after.oe - 1)).toBeLessThan(0.1);
      expect(Math.abs(after.calibrationSlope! - 1)).toBeLessThan(0.1);
    },
  );
});

it('with about five events in 120 patients the anchored fit harms less than any freer one', () => {
  const random = seededRandom(3);
  const test = hospital(5000, -1.2, 1, random);
  const loss: Record<string, number> = {};
  for (let repetition = 0; repetition < 30; repetition += 1) {
    const small = hospital(120, -1.2, 1, random);
    if (small.outcomes.reduce((a, b) => a + b, 0) < 2) continue;
    for (const rung of ['anchored', 'intercept-and-slope', 'refit'] satisfies Rung[]) {
      const { coefficients } = updateModel(rung, small.design, small.outcomes, published);
      const risks = risksOf(test.design, coefficients ?? published.coefficients);
      loss[rung] = (loss[rung] ?? 0) + validateLoss(risks, test.outcomes);
    }
  }
  expect(loss['anchored']).toBeLessThan(loss['intercept-and-slope']!);
  expect(loss['anchored']).toBeLessThan(loss['refit']!);
});

function validateLoss(risks: number[], outcomes: number[]): number {
  return (
    risks.reduce((sum, p, i) => sum - Math.log(outcomes[i] === 1 ? p : 1 - p), 0) / risks.length
  );
}
