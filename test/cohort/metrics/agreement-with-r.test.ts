import { describe, expect, it } from 'vitest';
import {
  calibrationInTheLarge,
  observedToExpected,
  weakCalibration,
} from '../../../src/cohort/metrics/calibration.ts';
import { loess } from '../../../src/cohort/metrics/curves/loess.ts';
import { harrellKnots } from '../../../src/cohort/metrics/curves/restricted-cubic-spline.ts';
import {
  compareDiscrimination,
  discrimination,
} from '../../../src/cohort/metrics/discrimination.ts';
import { decisionCurve } from '../../../src/cohort/metrics/net-benefit.ts';
import { brierScore, logLoss, scaledBrier } from '../../../src/cohort/metrics/overall.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';
import { loessCalibrationCurve } from '../../../src/cohort/metrics/curves/loess-curve.ts';
import { splineCalibrationCurve } from '../../../src/cohort/metrics/curves/spline-curve.ts';

interface Ranked {
  c: number;
  se: number;
  deLong: number[];
  logit: number[];
}
interface Curve {
  knots: number[];
  fitted: number[];
  error: number[];
  observed: number[];
  low: number[];
  high: number[];
}
interface Calibration {
  large: { value: number; interval: number[] };
  weak: { coefficients: number[]; intercept: number[]; slope: number[]; covariance: number[][] };
  oe: { value: number; interval: number[] };
  oeFew: { rows: number[]; interval: number[] };
  brier: number;
  scaled: number;
  logLoss: number;
  valProb: number;
  rcs3: Curve;
  rcs4: Curve;
  rcs5: Curve;
  knots60: number[][];
  loess: {
    fitted: number[];
    error: number[];
    span50: number[];
    degree1: number[];
    rounded: number[];
  };
  netBenefit: { threshold: number[]; model: number[]; all: number[] };
}

const d = readCohort('cohort-600');
const ranks = readReference<{
  risk: Ranked;
  tied: Ranked;
  tiedRisk: number[];
  paired: { difference: number; p: number };
}>('discrimination');
const r = readReference<Calibration>('calibration');

describe('discrimination agrees with pROC', () => {
  it.each([
    { name: 'without ties', scores: d.risk, theirs: ranks.risk },
    { name: 'with ties', scores: ranks.tiedRisk, theirs: ranks.tied },
  ])('$name', ({ scores, theirs }) => {
    const ours = discrimination(scores, d.ich)!;
    expect(disagreement([ours.c, ours.standardError], [theirs.c, theirs.se])).toBeLessThan(1e-12);
    expect(disagreement([ours.deLong, ours.logit], [theirs.deLong, theirs.logit])).toBeLessThan(
      1e-12,
    );
  });

  it('comparing two scores of the same patients', () => {
    const ours = compareDiscrimination(
      d.risk,
      d.plt.map((x) => -x),
      d.ich,
    );
    expect(
      disagreement([ours.difference, ours.p], [ranks.paired.difference, ranks.paired.p]),
    ).toBeLessThan(1e-10);
  });
});

describe('calibration agrees with glm', () => {
  it('in the large', () => {
    const ours = calibrationInTheLarge(d.risk, d.ich)!;
    expect(
      disagreement([ours.value, ours.low, ours.high], [r.large.value, r.large.interval]),
    ).toBeLessThan(1e-8);
  });

  it('intercept and slope', () => {
    const ours = weakCalibration(d.risk, d.ich)!;
    expect(
      disagreement([ours.intercept.value, ours.slope.value], r.weak.coefficients),
    ).toBeLessThan(1e-8);
    expect(
      disagreement(
        [ours.intercept.low, ours.intercept.high, ours.slope.low, ours.slope.high],
        [r.weak.intercept, r.weak.slope],
      ),
    ).toBeLessThan(1e-8);
    expect(disagreement(ours.covariance, r.weak.covariance)).toBeLessThan(1e-8);
  });

  it('observed to expected, on the log scale and exact below ten events', () => {
    const ours = observedToExpected(d.risk, d.ich);
    expect(
      disagreement([ours.value, ours.low, ours.high], [r.oe.value, r.oe.interval]),
    ).toBeLessThan(1e-12);
    const few = observedToExpected(
      r.oeFew.rows.map((i) => d.risk[i]!),
      r.oeFew.rows.map((i) => d.ich[i]!),
    );
    expect(few.method).toBe('poisson-exact');
    expect(disagreement([few.low, few.high], r.oeFew.interval)).toBeLessThan(1e-12);
  });

  it('Brier, scaled Brier and log loss, and val.prob of rms', () => {
    expect(
      disagreement(
        [brierScore(d.risk, d.ich), scaledBrier(d.risk, d.ich), logLoss(d.risk, d.ich)],
        [r.brier, r.scaled, r.logLoss],
      ),
    ).toBeLessThan(1e-12);
    expect(disagreement(brierScore(d.risk, d.ich), r.valProb)).toBeLessThan(1e-12);
  });
});

describe('flexible curves agree with R', () => {
  it.each([
    { knots: 3 as const, theirs: r.rcs3 },
    { knots: 4 as const, theirs: r.rcs4 },
    { knots: 5 as const, theirs: r.rcs5 },
  ])(
    'restricted cubic spline with $knots knots, its band, ICI, E50, E90 and Emax',
    ({ knots, theirs }) => {
      const ours = splineCalibrationCurve(d.risk, d.ich, { knots, points: 11 })!;
      expect(disagreement(ours.atPatients.slice(0, 20), theirs.fitted)).toBeLessThan(1e-8);
      expect(disagreement(ours.error, theirs.error)).toBeLessThan(1e-8);
      expect(
        disagreement(
          ours.points.map((p) => [p.observed, p.low, p.high]),
          theirs.observed.map((o, i) => [o, theirs.low[i], theirs.high[i]]),
        ),
      ).toBeLessThan(1e-8);
    },
  );

  it("Harrell's knots in fewer than 100 patients", () => {
    const logOdds = d.risk.slice(0, 60).map((p) => Math.log(p / (1 - p)));
    expect(
      disagreement(
        [3, 4, 5].map((k) => harrellKnots(logOdds, k)),
        r.knots60,
      ),
    ).toBeLessThan(1e-14);
  });

  it('loess: ICI, E50, E90, Emax and every height; other spans and degrees; tied risks', () => {
    const ours = loessCalibrationCurve(d.risk, d.ich);
    expect(disagreement(ours.atPatients, r.loess.fitted)).toBeLessThan(1e-8);
    expect(disagreement(ours.error, r.loess.error)).toBeLessThan(1e-8);
    expect(disagreement(loess(d.risk, d.ich, d.risk, { span: 0.5 }), r.loess.span50)).toBeLessThan(
      1e-8,
    );
    expect(disagreement(loess(d.risk, d.ich, d.risk, { degree: 1 }), r.loess.degree1)).toBeLessThan(
      1e-8,
    );
    expect(
      disagreement(loess(ranks.tiedRisk, d.ich, ranks.tiedRisk), r.loess.rounded),
    ).toBeLessThan(1e-8);
  });
});

it('net benefit from 2 to 50 % agrees with its formula in R', () => {
  const ours = decisionCurve(d.risk, d.ich, r.netBenefit.threshold);
  expect(
    disagreement(
      ours.map((p) => [p.model, p.all]),
      r.netBenefit.model.map((m, i) => [m, r.netBenefit.all[i]]),
    ),
  ).toBeLessThan(1e-12);
});
