import { describe, expect, it } from 'vitest';
import { clusterRobustCovariance } from '../../../src/cohort/fitting/cluster-robust.ts';
import { designMatrix, expit, linearPredictor } from '../../../src/cohort/fitting/design.ts';
import { developModel } from '../../../src/cohort/developing/develop-model.ts';
import {
  developmentSize,
  eventsPerParameter,
  expectedShrinkage,
  heuristicShrinkage,
} from '../../../src/cohort/developing/development-sample-size.ts';
import { fitModel } from '../../../src/cohort/developing/fit-model.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';

const d = readCohort('cohort-227');
const names = ['gwr', 'stroke', 'ffp', 'plt'];
const design = designMatrix([d.gwr.map((g) => 100 * g), d.stroke, d.ffp, d.plt]);

describe("on the paper's own design: 227 patients, 22 events, four predictors", () => {
  it('gives the table of the paper: odds ratios with intervals and p, the published ones inside them, and an AUC', () => {
    const model = fitModel(design, d.ich, { method: 'ml', names });
    expect([model.n, model.events]).toEqual([227, 22]);
    const published = { gwr: 0.894, stroke: 4.265, ffp: 1.208, plt: 0.977 };
    for (const row of model.oddsRatios) {
      expect(row.low).toBeLessThan(published[row.name as keyof typeof published]);
      expect(row.high).toBeGreaterThan(published[row.name as keyof typeof published]);
      expect(row.p! < 0.05).toBe(row.high < 1 || row.low > 1);
    }
    expect(model.discrimination!.c).toBeGreaterThan(0.762);
    expect(model.discrimination!.c).toBeLessThan(0.924);
  });

  it('says first that the data cannot carry thirty candidates, and shows the optimism', () => {
    const found = developModel(design, d.ich, { method: 'firth', names, resamples: 200, seed: 1 });
    expect(found.affordability).toMatchObject({
      candidates: 4,
      events: 22,
      eventsPerCandidate: 5.5,
      verdict: 'insufficient',
    });
    expect(found.affordability.words).toMatch(
      /^227 patients with 22 events for 4 candidate parameters \(5\.5 events each\) are insufficient/,
    );
    expect(found.correctedC!.value).toBeLessThan(found.model.discrimination!.c);
    expect(found.bootstrapShrinkage).toBeLessThan(1);
  });

  it.each(['ml', 'firth', 'ridge', 'lasso'] as const)(
    'deploys coefficients by %s whose average risk is the event rate',
    (method) => {
      const lambda = method === 'ridge' || method === 'lasso' ? { lambda: 0.01 } : {};
      const { deployable } = developModel(design, d.ich, {
        method,
        names,
        resamples: 40,
        seed: 2,
        ...lambda,
      });
      const risks = Array.from(linearPredictor(design, deployable), expit);
      expect(risks.reduce((a, b) => a + b, 0)).toBeCloseTo(22, 6);
    },
  );

  it('selection leaves the dropped candidates at 0', () => {
    const noise = d.gwr.map((_, i) => Math.sin(i * 78.233));
    const wide = designMatrix([d.gwr, d.stroke, d.ffp, d.plt, noise]);
    const found = developModel(wide, d.ich, {
      method: 'firth',
      names: [...names, 'noise'],
      selection: { stay: 0.05 },
      resamples: 40,
      seed: 3,
    });
    expect(found.model.names).not.toContain('noise');
    expect(found.deployable[5]).toBe(0);
    expect(found.deployable[1]).not.toBe(0);
  });
});

describe('development sample size', () => {
  it("is the package pmsampsize's published example: 623, 662 and 221", () => {
    const found = developmentSize({ parameters: 24, prevalence: 0.174, coxSnellR2: 0.288 });
    expect([found.shrinkage, found.optimism, found.overallRisk, found.n]).toEqual([
      623, 662, 221, 662,
    ]);
  });

  it.each([
    { parameters: 4, cStatistic: 0.843, n: 225 },
    { parameters: 10, cStatistic: 0.843, n: 562 },
    { parameters: 20, cStatistic: 0.843, n: 1123 },
    { parameters: 30, cStatistic: 0.843, n: 1684 },
    { parameters: 10, cStatistic: 0.75, n: 1178 },
  ])(
    "at the paper's event rate asks for $n with $parameters parameters and C $cStatistic",
    ({ parameters, cStatistic, n }) => {
      expect(developmentSize({ parameters, cStatistic, prevalence: 22 / 227 }).n).toBe(n);
    },
  );

  it.each([
    { parameters: 10, shrinkage: 0.79 },
    { parameters: 20, shrinkage: 0.65 },
    { parameters: 30, shrinkage: 0.56 },
  ])(
    'expects a shrinkage of $shrinkage when 227 patients carry $parameters candidates',
    ({ parameters, shrinkage }) => {
      const { coxSnellR2 } = developmentSize({
        parameters,
        cStatistic: 0.843,
        prevalence: 22 / 227,
      });
      expect(expectedShrinkage({ n: 227, parameters, coxSnellR2 })).toBeCloseTo(shrinkage, 2);
    },
  );

  it('counts the rarer outcome, and shrinkage never falls below 0', () => {
    expect(eventsPerParameter([1, 1, 1, 0], 1)).toBe(1);
    expect(heuristicShrinkage(3, 10)).toBe(0);
    expect(heuristicShrinkage(40, 4)).toBe(0.9);
  });
});

describe('cluster-robust covariance', () => {
  it('agrees with robcov of rms, hospitals as clusters', () => {
    const r = readReference<{ robust: number[][] }>('logistic');
    const fit = fitModel(design, d.ich, { method: 'ml' });
    const ours = clusterRobustCovariance(design, d.ich, fit.coefficients, fit.covariance!, d.site);
    expect(disagreement(ours, r.robust)).toBeLessThan(1e-7);
  });
});
