import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cStatistic } from '../../../src/cohort/metrics/c-statistic.ts';
import {
  calibrationInTheLarge,
  observedToExpected,
  weakCalibration,
} from '../../../src/cohort/metrics/calibration.ts';
import { riskHistogram } from '../../../src/cohort/metrics/curves/risk-histogram.ts';
import { discrimination } from '../../../src/cohort/metrics/discrimination.ts';
import { expectedC } from '../../../src/cohort/metrics/expected-c.ts';
import { decisionCurve, netBenefit } from '../../../src/cohort/metrics/net-benefit.ts';
import { brierScore, scaledBrier } from '../../../src/cohort/metrics/overall.ts';
import { validatePredictions } from '../../../src/cohort/metrics/validation.ts';
import { loessCalibrationCurve } from '../../../src/cohort/metrics/curves/loess-curve.ts';
import { bootstrapC } from '../../../src/cohort/metrics/bootstrap-c.ts';

const patients = array(
  record({ risk: integer({ min: 1, max: 999 }).map((r) => r / 1000), outcome: constantFrom(0, 1) }),
  { minLength: 4, maxLength: 80 },
).filter((list) => list.some((p) => p.outcome === 1) && list.some((p) => p.outcome === 0));

const split = (list: { risk: number; outcome: number }[]) => ({
  risks: list.map((p) => p.risk),
  outcomes: list.map((p) => p.outcome),
});

describe('the C statistic', () => {
  it('is the share of pairs put in order, counted one by one', () => {
    assert(
      property(patients, (list) => {
        const rounded = list.map((p) => ({ ...p, risk: Math.round(p.risk * 10) / 10 }));
        let points = 0;
        let pairs = 0;
        for (const a of rounded.filter((p) => p.outcome === 1)) {
          for (const b of rounded.filter((p) => p.outcome === 0)) {
            points += a.risk > b.risk ? 1 : a.risk === b.risk ? 0.5 : 0;
            pairs += 1;
          }
        }
        const { risks, outcomes } = split(rounded);
        expect(cStatistic(risks, outcomes)).toBeCloseTo(points / pairs, 12);
      }),
    );
  });

  it('does not change under increasing transforms, and turns round with the outcome', () => {
    assert(
      property(patients, (list) => {
        const { risks, outcomes } = split(list);
        const c = cStatistic(risks, outcomes);
        expect(
          cStatistic(
            risks.map((p) => 8 * p - 3),
            outcomes,
          ),
        ).toBe(c);
        expect(
          cStatistic(
            risks.map((p) => Math.log(p / (1 - p))),
            outcomes,
          ),
        ).toBe(c);
        expect(
          cStatistic(
            risks,
            outcomes.map((y) => 1 - y),
          ),
        ).toBeCloseTo(1 - c, 12);
      }),
    );
  });

  it('lies inside its intervals', () => {
    assert(
      property(patients, (list) => {
        const { risks, outcomes } = split(list);
        const found = discrimination(risks, outcomes);
        if (found === null) return;
        for (const interval of [found.deLong, found.logit]) {
          if (interval === null) continue;
          expect(interval.low).toBeLessThanOrEqual(found.c + 1e-12);
          expect(interval.high).toBeGreaterThanOrEqual(found.c - 1e-12);
        }
      }),
    );
  });

  it('has a bootstrap interval that repeats with its seed', () => {
    const risks = [0.1, 0.4, 0.35, 0.8, 0.2, 0.7];
    const outcomes = [0, 0, 1, 1, 0, 1];
    const once = bootstrapC(risks, outcomes, { resamples: 200, seed: 2 });
    expect(bootstrapC(risks, outcomes, { resamples: 200, seed: 2 })).toEqual(once);
    expect(once.low).toBeLessThanOrEqual(cStatistic(risks, outcomes));
  });
});

describe('the C statistic to expect', () => {
  it('is the share of pairs in order, each pair weighed by how likely it is one', () => {
    assert(
      property(patients, (list) => {
        const p = list.map((patient) => patient.risk);
        let points = 0;
        let pairs = 0;
        p.forEach((a, i) =>
          p.forEach((b, j) => {
            if (i === j) return;
            const weight = a * (1 - b);
            points += weight * (a > b ? 1 : a === b ? 0.5 : 0);
            pairs += weight;
          }),
        );
        const found = expectedC(p.map((risk) => Math.log(risk / (1 - risk))));
        expect(found).toBeCloseTo(points / pairs, 9);
      }),
    );
  });
});

describe('net benefit', () => {
  const threshold = integer({ min: 1, max: 99 }).map((t) => t / 100);

  it('is at most the event rate, and what one gets by acting on all or none is where risks are 1 or 0', () => {
    assert(
      property(patients, threshold, (list, t) => {
        const { risks, outcomes } = split(list);
        const rate = outcomes.reduce((a, b) => a + b, 0) / outcomes.length;
        const [point] = decisionCurve(risks, outcomes, [t]);
        expect(point!.model).toBeLessThanOrEqual(rate + 1e-12);
        expect(point!.all).toBeCloseTo(
          netBenefit(
            risks.map(() => 1),
            outcomes,
            t,
          ),
          12,
        );
        expect(
          netBenefit(
            risks.map(() => 0),
            outcomes,
            t,
          ),
        ).toBe(0);
        expect(netBenefit(outcomes, outcomes, t)).toBeCloseTo(rate, 12);
      }),
    );
  });

  it('spares interventions exactly as much as it gains over acting on all', () => {
    assert(
      property(patients, threshold, (list, t) => {
        const { risks, outcomes } = split(list);
        const [p] = decisionCurve(risks, outcomes, [t]);
        expect(p!.interventionsAvoided * (t / (1 - t))).toBeCloseTo(100 * (p!.model - p!.all), 8);
      }),
    );
  });

  it('refuses a threshold of 0 or 1', () => {
    expect(() => netBenefit([0.5], [1], 1)).toThrow('invalid threshold; not in (0, 1): 1');
  });
});

describe('calibration', () => {
  it('of recalibrated risks is perfect: slope 1, intercept 0, in the large 0', () => {
    assert(
      property(patients, (list) => {
        const { risks, outcomes } = split(list);
        const found = weakCalibration(risks, outcomes);
        if (found === null) return;
        const again = risks.map(
          (p) =>
            1 /
            (1 + Math.exp(-(found.intercept.value + found.slope.value * Math.log(p / (1 - p))))),
        );
        if (Math.abs(found.slope.value) < 1e-3 || again.some((p) => !(p > 1e-9 && p < 1 - 1e-9)))
          return;
        const second = weakCalibration(again, outcomes)!;
        expect(second.slope.value).toBeCloseTo(1, 5);
        expect(second.intercept.value).toBeCloseTo(0, 5);
        expect(calibrationInTheLarge(again, outcomes)!.value).toBeCloseTo(0, 6);
        expect(observedToExpected(again, outcomes).value).toBeCloseTo(1, 6);
      }),
    );
  });

  it('curve of constant truth is flat wherever the risks lie', () => {
    const risks = Array.from({ length: 50 }, (_, i) => (i + 1) / 60);
    const curve = loessCalibrationCurve(
      risks,
      risks.map(() => 1),
    );
    for (const height of curve.atPatients) expect(height).toBeCloseTo(1, 10);
  });

  it('histogram holds every patient and every event once', () => {
    assert(
      property(patients, integer({ min: 1, max: 60 }), (list, bins) => {
        const { risks, outcomes } = split(list);
        const found = riskHistogram(risks, outcomes, bins);
        expect(found.reduce((s, b) => s + b.n, 0)).toBe(list.length);
        expect(found.reduce((s, b) => s + b.events, 0)).toBe(outcomes.reduce((a, b) => a + b, 0));
      }),
    );
  });
});

it('the scaled Brier score is 0 for the average risk and 1 for the outcome itself', () => {
  assert(
    property(patients, (list) => {
      const { outcomes } = split(list);
      const rate = outcomes.reduce((a, b) => a + b, 0) / outcomes.length;
      expect(
        scaledBrier(
          outcomes.map(() => rate),
          outcomes,
        ),
      ).toBeCloseTo(0, 10);
      expect(scaledBrier(outcomes, outcomes)).toBe(1);
      expect(brierScore(outcomes, outcomes)).toBe(0);
    }),
  );
});

describe('a whole validation', () => {
  it('does not depend on the order of the patients', () => {
    assert(
      property(patients, (list) => {
        const { risks, outcomes } = split(list);
        const forward = validatePredictions(risks, outcomes);
        const backward = validatePredictions(risks.toReversed(), outcomes.toReversed());
        expect(backward.auc).toBe(forward.auc);
        expect(backward.gaps).toEqual(forward.gaps);
        expect(backward.ici.loess).toBeCloseTo(forward.ici.loess, 8);
        expect(backward.brier).toBeCloseTo(forward.brier, 12);
      }),
      { numRuns: 40 },
    );
  });

  it('of a cohort without events says what cannot be had and still gives the rest', () => {
    const found = validatePredictions([0.1, 0.2, 0.3, 0.15], [0, 0, 0, 0]);
    expect(found.gaps).toContain('no-events');
    expect([found.auc, found.calibrationSlope, found.calibrationInTheLarge]).toEqual([
      null,
      null,
      null,
    ]);
    expect(found.oeCi.low).toBe(0);
    expect(found.brier).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain('NaN');
  });

  it('calls a small cohort insufficient, in words', () => {
    const risks = Array.from({ length: 60 }, (_, i) => 0.02 + 0.005 * i);
    const outcomes = risks.map((_, i) => (i % 9 === 4 || i > 55 ? 1 : 0));
    const { precision } = validatePredictions(risks, outcomes);
    expect(precision.verdict).toBe('insufficient');
    expect(precision.words).toMatch(/^60 patients with \d+ events are insufficient/);
    expect(precision.criteria.map((c) => c.verdict)).toContain('insufficient');
  });
});
