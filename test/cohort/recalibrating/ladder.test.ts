import { assert, constantFrom, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designMatrix, expit, linearPredictor } from '../../../src/cohort/fitting/design.ts';
import { closedTest } from '../../../src/cohort/recalibrating/closed-test.ts';
import { decideDeployment } from '../../../src/cohort/recalibrating/deployment.ts';
import { recalibrate } from '../../../src/cohort/recalibrating/ladder.ts';
import { updateModel, type Rung } from '../../../src/cohort/recalibrating/rungs.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';

interface Reference {
  published: number[];
  standardErrors: (number | 'Inf')[];
  keep: number;
  intercept: number[];
  slope: number[];
  slopeCovariance: number[][];
  anchored: number[];
  anchoredCovariance: number[][];
  refit: number[];
  refitCovariance: number[][];
  closed: { lr: number[]; df: number[]; p: number[] };
}

const r = readReference<Reference>('recalibration');
const d = readCohort('cohort-600');
const design = designMatrix([d.gwr.map((g) => 100 * g), d.stroke, d.ffp, d.plt]);
const published = {
  coefficients: r.published,
  standardErrors: r.standardErrors.map((se) => (se === 'Inf' ? Infinity : se)),
};
const update = (rung: Rung) => updateModel(rung, design, d.ich, published);

describe('the ladder agrees with R', () => {
  it.each([
    { rung: 'intercept' as const, coefficients: r.intercept, covariance: null },
    { rung: 'intercept-and-slope' as const, coefficients: r.slope, covariance: r.slopeCovariance },
    { rung: 'anchored' as const, coefficients: r.anchored, covariance: r.anchoredCovariance },
    { rung: 'refit' as const, coefficients: r.refit, covariance: r.refitCovariance },
  ])('$rung', ({ rung, coefficients, covariance }) => {
    const ours = update(rung);
    expect(disagreement(ours.coefficients, coefficients)).toBeLessThan(1e-8);
    if (covariance !== null) expect(disagreement(ours.covariance, covariance)).toBeLessThan(1e-8);
  });

  it('closed test: likelihood ratios, degrees of freedom and p values', () => {
    const ours = closedTest(design, d.ich, r.published);
    expect(
      disagreement(
        ours.steps.map((s) => s.likelihoodRatio),
        r.closed.lr,
      ),
    ).toBeLessThan(1e-9);
    expect(ours.steps.map((s) => s.df)).toEqual(r.closed.df);
    expect(
      disagreement(
        ours.steps.map((s) => s.p),
        r.closed.p,
      ),
    ).toBeLessThan(1e-9);
  });
});

describe('recalibrating', () => {
  it.each(['keep', 'intercept', 'intercept-and-slope'] as const)(
    'by %s a second time changes nothing',
    (rung) => {
      const once = update(rung).coefficients!;
      const twice = updateModel(rung, design, d.ich, {
        ...published,
        coefficients: once,
      }).coefficients;
      expect(disagreement(twice, once)).toBeLessThan(1e-9);
    },
  );

  it.each(['intercept', 'intercept-and-slope', 'anchored', 'refit'] as const)(
    'by %s makes the average risk the event rate',
    (rung) => {
      const risks = Array.from(linearPredictor(design, update(rung).coefficients!), expit);
      expect(risks.reduce((a, b) => a + b, 0)).toBeCloseTo(
        d.ich.reduce((a, b) => a + b, 0),
        7,
      );
    },
  );

  it('anchored lies between the published model and a refit: sure publications do not move, unsure ones become maximum likelihood', () => {
    const sure = updateModel('anchored', design, d.ich, {
      ...published,
      standardErrors: published.standardErrors.map((_, j) => (j === 0 ? Infinity : 1e-5)),
    });
    expect(disagreement(sure.coefficients, r.intercept)).toBeLessThan(1e-6);
    const held = updateModel('anchored', design, d.ich, {
      ...published,
      standardErrors: published.standardErrors.map((_, j) => (j === 0 ? Infinity : 0)),
    });
    expect(disagreement(held.coefficients, r.intercept)).toBeLessThan(1e-8);
  });
});

const few = (n: number) => {
  const rows = [...d.ich.keys()]
    .filter((i) => d.ich[i] === 1)
    .slice(0, n)
    .concat([...d.ich.keys()].filter((i) => d.ich[i] === 0).slice(0, 9 * n));
  return {
    design: designMatrix(
      [d.gwr.map((g) => 100 * g), d.stroke, d.ffp, d.plt].map((c) => rows.map((i) => c[i]!)),
    ),
    y: rows.map((i) => d.ich[i]!),
  };
};

const chose = (chosen: 'keep' | 'intercept' | 'intercept-and-slope' | 'refit') => ({
  steps: [],
  chosen,
  level: 0.05,
  logLikelihood: { keep: 0, intercept: 0, interceptAndSlope: 0, refit: 0 },
});

describe('what may be deployed', () => {
  it('under 20 events is the model as it is, or anchored', () => {
    const at = few(12);
    const found = recalibrate(at.design, at.y, published, { resamples: 20, seed: 1 });
    expect(found.deployment.offered).toEqual(['keep', 'anchored']);
    expect(found.deployment.reasons[0]).toMatchObject({ code: 'under-20-events', events: 12 });
  });

  it('from 20 to 100 events is intercept and slope, with anchored beside it', () => {
    const found = recalibrate(design, d.ich, published, { resamples: 20, seed: 1 });
    expect(found.deployment).toMatchObject({
      recommended: 'intercept-and-slope',
      sensitivity: 'anchored',
    });
    expect(found.deployment.offered).not.toContain('refit');
    for (const rung of found.rungs)
      expect(rung.optimism!.measures.c.corrected).toBeGreaterThan(0.5);
  });

  it('is nothing where nobody bled', () => {
    const found = recalibrate(
      design,
      d.ich.map(() => 0),
      published,
      { resamples: 20, seed: 1 },
    );
    expect(found.deployment).toMatchObject({ offered: [], recommended: null });
    expect(found.closedTest).toBeNull();
  });

  const models = (['keep', 'intercept', 'intercept-and-slope', 'anchored', 'refit'] as const).map(
    (rung) => ({ rung, coefficients: [0], covariance: null, shift: null, stretch: null }),
  );
  const large = { low: -0.1, high: 0.1 };
  it('a refit needs more than 100 events, the closed test and a shrinkage above 0.9', () => {
    assert(
      property(
        integer({ min: 1, max: 400 }),
        constantFrom(
          'keep' as const,
          'intercept' as const,
          'intercept-and-slope' as const,
          'refit' as const,
        ),
        double({ min: 0, max: 1, noNaN: true }),
        (events, chosen, shrinkage) => {
          const found = decideDeployment({
            n: 10 * events,
            events,
            models,
            closedTest: chose(chosen),
            large,
            slope: 0.8,
            shrinkage,
          });
          expect(found.offered.includes('refit')).toBe(
            events > 100 && chosen === 'refit' && shrinkage > 0.9,
          );
          if (found.recommended !== null) expect(found.offered).toContain(found.recommended);
        },
      ),
    );
  });

  it('a model that ranks backwards is not recalibrated into use', () => {
    const found = decideDeployment({
      n: 900,
      events: 90,
      models,
      closedTest: chose('refit'),
      large,
      slope: -0.2,
      shrinkage: 0.95,
    });
    expect(found.recommended).toBeNull();
    expect(found.reasons.map((reason) => reason.code)).toContain('ranks-backwards');
  });
});
