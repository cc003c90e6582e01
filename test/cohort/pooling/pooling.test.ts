import { array, assert, double, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designMatrix } from '../../../src/cohort/fitting/design.ts';
import { fitLogistic } from '../../../src/cohort/fitting/logistic.ts';
import { fitAnchored } from '../../../src/cohort/recalibrating/anchored.ts';
import { combineValidations } from '../../../src/cohort/pooling/combine.ts';
import {
  firstRound,
  nextRound,
  type PooledRound,
} from '../../../src/cohort/pooling/pooled-refit.ts';
import { randomEffects } from '../../../src/cohort/pooling/random-effects.ts';
import { siteAggregate } from '../../../src/cohort/pooling/site-aggregate.ts';
import {
  isSmallCell,
  joinSmallBins,
  releasableThresholds,
} from '../../../src/cohort/pooling/suppression.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';

interface Case {
  y: number[];
  v: number[];
  value: number;
  se: number;
  low: number;
  high: number;
  tau2: number;
  i2: number;
  prediction: number[];
}

const d = readCohort('cohort-600');
const columns = [d.gwr.map((g) => 100 * g), d.stroke, d.ffp, d.plt];
const predictors = ['gwr', 'stroke', 'ffp', 'plt'];
const published = [11.96, Math.log(0.894), Math.log(4.265), Math.log(1.208), Math.log(0.977)];
const joined = designMatrix(columns);

function total(list: readonly { n: number; events: number }[]): number[] {
  return list.reduce((s, b) => [s[0]! + b.n, s[1]! + b.events], [0, 0]);
}

/** Rows of one hospital. */
function rowsOf(site: number): { design: ReturnType<typeof designMatrix>; outcomes: number[] } {
  const rows = [...d.site.keys()].filter((i) => d.site[i] === site);
  return {
    design: designMatrix(columns.map((c) => rows.map((i) => c[i]!))),
    outcomes: rows.map((i) => d.ich[i]!),
  };
}

function aggregates(coefficients: readonly number[], minimumCell: number) {
  return [1, 2, 3, 4, 5].map((site) => {
    const { design, outcomes } = rowsOf(site);
    return siteAggregate(design, outcomes, coefficients, {
      site: `hospital ${site}`,
      predictors,
      thresholds: [0.05, 0.1, 0.2],
      minimumCell,
    });
  });
}

function fitPooled(anchor?: { coefficients: number[]; standardErrors: number[] }): PooledRound {
  let state = firstRound(published);
  while (!state.converged && state.round < 20) {
    // What travels is text.
    const sent = aggregates(state.coefficients, 1).map(
      (site) => JSON.parse(JSON.stringify(site)) as typeof site,
    );
    state = nextRound(state, sent, anchor);
  }
  return state;
}

describe('random effects agree with metafor (REML, Hartung-Knapp, prediction interval)', () => {
  it.each(readReference<{ cases: Case[] }>('pooling').cases)('tau2 $tau2', (r) => {
    const ours = randomEffects(r.y, r.v);
    expect(
      disagreement(
        [ours.value, ours.standardError, ours.low, ours.high, ours.tau2, ours.i2, ours.prediction],
        [r.value, r.se, r.low, r.high, r.tau2, r.i2, r.prediction],
      ),
    ).toBeLessThan(1e-8);
  });
});

describe('a pooled refit', () => {
  it('from sums alone equals the fit on the joined rows', () => {
    const pooled = fitPooled();
    const whole = fitLogistic(joined, d.ich);
    expect(pooled.converged).toBe(true);
    expect(pooled.round).toBeLessThanOrEqual(8);
    expect(disagreement(pooled.coefficients, whole.coefficients)).toBeLessThan(1e-8);
    expect(disagreement(pooled.answered?.covariance, whole.covariance)).toBeLessThan(1e-8);
    expect(pooled.answered).toMatchObject({ n: 600, events: 74 });
  });

  it('anchored equals the anchored fit on the joined rows', () => {
    const anchor = {
      coefficients: published,
      standardErrors: [Infinity, 0.031, 0.714, 0.078, 0.0099],
    };
    expect(
      disagreement(fitPooled(anchor).coefficients, fitAnchored(joined, d.ich, anchor).coefficients),
    ).toBeLessThan(1e-8);
  });

  it('refuses aggregates of another round, or of other hospitals than before', () => {
    const state = nextRound(firstRound(published), aggregates(published, 1));
    expect(() => nextRound(state, aggregates(published, 1))).toThrow(
      'not at the coefficients of round: 1',
    );
    expect(() => nextRound(state, aggregates(state.coefficients, 1).slice(1))).toThrow(
      'not the same as in the last round',
    );
  });
});

describe('a hospital gives out', () => {
  it('nothing about events when there are fewer than ten, and says so', () => {
    const { design, outcomes } = rowsOf(1);
    const few = outcomes.map((y, i) =>
      outcomes.slice(0, i).filter((v) => v === 1).length < 9 ? y : 0,
    );
    const given = siteAggregate(design, few, published, {
      site: 'a',
      predictors,
      thresholds: [0.1],
    });
    expect(given.withheld).toEqual([{ code: 'few-events', minimumCell: 10 }]);
    expect([given.events, given.expected, given.c, given.calibration, given.likelihood]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('no gradient when fewer than ten had a stroke: it would show single outcomes', () => {
    const given = aggregates(published, 10);
    for (const [k, site] of given.entries()) {
      const strokes = rowsOf(k + 1)
        .design.x.filter((_, i) => i % 5 === 2)
        .reduce((a, b) => a + b, 0);
      expect(site.likelihood === null).toBe(site.events === null || strokes < 10);
    }
    expect(
      given.some((site) => site.withheld.some((reason) => reason.code === 'few-in-predictor')),
    ).toBe(true);
  });

  const bins = array(
    record({ n: integer({ min: 0, max: 60 }), events: integer({ min: 0, max: 60 }) }),
    { minLength: 1, maxLength: 30 },
  ).map((list) =>
    list.map((bin, k) => ({ from: k, to: k + 1, n: bin.n + bin.events, events: bin.events })),
  );

  it('a histogram without small cells that still holds every patient', () => {
    assert(
      property(bins, (given) => {
        const joinedBins = joinSmallBins(given, 10);
        for (const bin of joinedBins)
          expect(isSmallCell(bin.events, 10) || isSmallCell(bin.n - bin.events, 10)).toBe(false);
        if (joinedBins.length > 0) expect(total(joinedBins)).toEqual(total(given));
        else
          expect(
            isSmallCell(total(given)[1]!, 10) ||
              isSmallCell(total(given)[0]! - total(given)[1]!, 10),
          ).toBe(true);
      }),
    );
  });

  it('only thresholds that leave no small cell, alone or subtracted from the one before', () => {
    const steps = array(
      record({ tp: integer({ min: 0, max: 12 }), fp: integer({ min: 0, max: 30 }) }),
      { minLength: 1, maxLength: 20 },
    );
    assert(
      property(steps, (drops) => {
        const events = drops.reduce((s, x) => s + x.tp, 0);
        const others = drops.reduce((s, x) => s + x.fp, 0);
        let [tp, fp] = [events, others];
        const counts = drops.map((x, k) => {
          tp -= x.tp;
          fp -= x.fp;
          return { threshold: (k + 1) / 100, truePositives: tp, falsePositives: fp };
        });
        let before = { truePositives: events, falsePositives: others };
        for (const at of releasableThresholds(counts, events + others, events, 10)) {
          for (const key of ['truePositives', 'falsePositives'] as const) {
            expect(isSmallCell(at[key], 10) || isSmallCell(before[key] - at[key], 10)).toBe(false);
          }
          before = at;
        }
      }),
    );
  });
});

describe('combined validations', () => {
  it('add up what was given and name who was silent', () => {
    const all = combineValidations(aggregates(published, 1));
    expect(all).toMatchObject({ sites: 5, n: 600, events: 74, silent: [] });
    expect(all.c!.prediction!.low).toBeLessThanOrEqual(all.c!.low);
    const careful = aggregates(published, 20);
    expect(combineValidations(careful).silent).toEqual(
      careful.filter((s) => s.events === null).map((s) => s.site),
    );
    expect(all.decisions.map((p) => p.threshold)).toEqual([0.05, 0.1, 0.2]);
    expect(total(all.histogram)).toEqual([600, 74]);
    expect(all.histogram.map((bin) => bin.from).slice(1)).toEqual(
      all.histogram.map((bin) => bin.to).slice(0, -1),
    );
  });

  it('of identical hospitals have no variance between them', () => {
    assert(
      property(
        double({ min: -3, max: 3, noNaN: true }),
        double({ min: 0.01, max: 2, noNaN: true }),
        integer({ min: 2, max: 9 }),
        (value, variance, k) => {
          const found = randomEffects(
            Array(k).fill(value) as number[],
            Array(k).fill(variance) as number[],
          );
          expect(found.tau2).toBe(0);
          expect(found.value).toBeCloseTo(value, 10);
        },
      ),
    );
  });
});
