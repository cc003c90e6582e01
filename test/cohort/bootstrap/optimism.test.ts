import { describe, expect, it } from 'vitest';
import { bootstrapOptimism } from '../../../src/cohort/bootstrap/optimism.ts';
import { firthRefit, maximumLikelihoodRefit } from '../../../src/cohort/bootstrap/refit.ts';
import { designMatrix } from '../../../src/cohort/fitting/design.ts';
import { fitPenalised } from '../../../src/cohort/fitting/elastic-net.ts';
import { fitFirth } from '../../../src/cohort/fitting/firth.ts';
import { fitLogistic } from '../../../src/cohort/fitting/logistic.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';
import { crossValidatedRefit, ridgeRefit } from '../../../src/cohort/bootstrap/penalised-refit.ts';
import { selectionRefit } from '../../../src/cohort/bootstrap/selection-refit.ts';

type Measures = Record<
  'c' | 'dxy' | 'intercept' | 'slope' | 'brier' | 'logLoss' | 'nagelkerke',
  number
>;
interface Reference {
  draws: number[][];
  ml: Record<'apparent' | 'training' | 'test' | 'corrected', Measures>;
  validate: Record<'dxy' | 'slope' | 'brier', number[]>;
}

const r = readReference<Reference>('bootstrap');
const d = readCohort('cohort-227');
const design = designMatrix([d.gwr.map((g) => 100 * g), d.stroke, d.ffp, d.plt]);
const ones = new Float64Array(d.ich.length).fill(1);
const draw = (weights: Float64Array, resample: number) => {
  weights.fill(0);
  for (const row of r.draws[resample]!) weights[row] = weights[row]! + 1;
};
const options = { resamples: r.draws.length, seed: 0, draw };

const run = (seed: number) =>
  bootstrapOptimism(design, d.ich, firthRefit(design, d.ich), { resamples: 30, seed });

describe('bootstrap optimism', () => {
  it('agrees with glm on the same resamples, measure by measure', () => {
    const ours = bootstrapOptimism(design, d.ich, maximumLikelihoodRefit(design, d.ich), options);
    for (const part of ['apparent', 'training', 'test', 'corrected'] as const) {
      for (const key of Object.keys(r.ml.apparent) as (keyof Measures)[]) {
        expect(
          disagreement(ours.measures[key][part], r.ml[part][key]),
          `${part} ${key}`,
        ).toBeLessThan(1e-8);
      }
    }
  });

  it('agrees with validate of rms, whose fits stop earlier', () => {
    const { measures } = bootstrapOptimism(
      design,
      d.ich,
      maximumLikelihoodRefit(design, d.ich),
      options,
    );
    const row = (key: 'dxy' | 'slope' | 'brier') => {
      const m = measures[key];
      return [m.apparent, m.training, m.test, m.corrected];
    };
    expect(
      disagreement(
        [row('dxy'), row('slope'), row('brier')],
        [r.validate.dxy, r.validate.slope, r.validate.brier],
      ),
    ).toBeLessThan(1e-6);
  });

  it('is the same for the same seed and another for another', () => {
    expect(run(7)).toEqual(run(7));
    expect(run(8).measures.c.corrected).not.toBe(run(7).measures.c.corrected);
  });

  it('keeps separated resamples and counts them', () => {
    const rows = [...d.ich.keys()]
      .filter((i) => d.ich[i] === 1)
      .slice(0, 6)
      .concat([...d.ich.keys()].filter((i) => d.ich[i] === 0).slice(0, 54));
    const small = designMatrix([d.gwr, d.stroke, d.ffp, d.plt].map((c) => rows.map((i) => c[i]!)));
    const y = rows.map((i) => d.ich[i]!);
    const ml = bootstrapOptimism(small, y, maximumLikelihoodRefit(small, y), {
      resamples: 100,
      seed: 1,
    });
    expect(ml.separated).toBeGreaterThan(10);
    expect(ml.measures.brier.counted).toBe(100);
    expect(
      bootstrapOptimism(small, y, firthRefit(small, y), { resamples: 100, seed: 1 }).separated,
    ).toBe(0);
  });

  it('has selection inside: noise is kept now and then, and costs', () => {
    const noise = [1, 2, 3, 4].map((k) =>
      d.gwr.map((_, i) => (Math.sin(i * 12.9898 * k) * 43758.5453) % 1),
    );
    const wide = designMatrix([d.gwr, d.stroke, d.ffp, d.plt, ...noise]);
    const found = bootstrapOptimism(wide, d.ich, selectionRefit(wide, d.ich, { stay: 0.157 }), {
      resamples: 60,
      seed: 3,
    });
    expect(found.kept[0]).toBeGreaterThan(50);
    expect(Math.min(...found.kept.slice(4))).toBeLessThan(40);
    expect(found.measures.c.optimism).toBeGreaterThan(0);
  });
});

describe('each way of refitting, on the rows as they are, is the fit itself', () => {
  it('maximum likelihood, Firth with FLIC, ridge', () => {
    expect(
      disagreement(
        maximumLikelihoodRefit(design, d.ich).fit(ones),
        fitLogistic(design, d.ich).coefficients,
      ),
    ).toBeLessThan(1e-9);
    const firth = fitFirth(design, d.ich);
    const flic = firth.coefficients.map((b, j) => (j === 0 ? firth.flicIntercept : b));
    expect(disagreement(firthRefit(design, d.ich).fit(ones), flic)).toBeLessThan(1e-5);
    expect(
      disagreement(
        ridgeRefit(design, d.ich, 0.02).fit(ones),
        fitPenalised(design, d.ich, 0, 0.02).coefficients,
      ),
    ).toBeLessThan(1e-8);
  });

  it('selection that lets everything stay is maximum likelihood; lasso chooses its penalty inside', () => {
    expect(
      disagreement(
        selectionRefit(design, d.ich, { stay: 1 }).fit(ones),
        fitLogistic(design, d.ich).coefficients,
      ),
    ).toBeLessThan(1e-9);
    const lasso = crossValidatedRefit(design, d.ich, 1, { seed: 5 }).fit(ones);
    expect(Math.abs(lasso[1]!)).toBeLessThan(Math.abs(fitLogistic(design, d.ich).coefficients[1]!));
  });
});
