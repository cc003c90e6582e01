import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/cohort/distributions/normal.ts';
import { mahalanobis, centreOf } from '../../../src/cohort/linear-algebra/mahalanobis.ts';
import { validateImputed } from '../../../src/cohort/metrics/imputed-validation.ts';
import {
  validationSize,
  targetWidths,
} from '../../../src/cohort/metrics/precision/validation-size.ts';
import { coxSnellFromC } from '../../../src/cohort/metrics/precision/binormal.ts';
import { subgroupTable } from '../../../src/cohort/metrics/subgroups.ts';
import { cusum } from '../../../src/cohort/metrics/time/cusum.ts';
import { driftByPeriod } from '../../../src/cohort/metrics/time/drift.ts';
import {
  aalenJohansen,
  incidenceAt,
  kaplanMeierIncidence,
} from '../../../src/cohort/metrics/time/incidence.ts';
import { validatePredictions } from '../../../src/cohort/metrics/validation.ts';
import { disagreement, readCohort, readReference } from '../../reference/read-reference.ts';

const d = readCohort('cohort-600');

interface TimeReference {
  time: number[];
  cause: number[];
  aj: { time: number[]; atRisk: number[]; incidence: number[]; se: number[]; free: number[] };
  km: { time: number[]; incidence: number[]; se: number[] };
}

describe('incidence', () => {
  const r = readReference<TimeReference>('time');

  it('Aalen-Johansen with its standard error agrees with survfit', () => {
    const ours = aalenJohansen(r.time, r.cause);
    expect(
      disagreement(
        ours.map((s) => [s.time, s.atRisk, s.incidence, s.standardError, s.free]),
        r.aj.time.map((t, i) => [t, r.aj.atRisk[i], r.aj.incidence[i], r.aj.se[i], r.aj.free[i]]),
      ),
    ).toBeLessThan(1e-12);
  });

  it('1 less Kaplan-Meier agrees with survfit', () => {
    const ours = kaplanMeierIncidence(r.time, r.cause);
    expect(
      disagreement(
        ours.map((s) => [s.incidence, s.standardError]),
        r.km.incidence.map((f, i) => [f, r.km.se[i]]),
      ),
    ).toBeLessThan(1e-12);
  });

  const follow = array(
    record({ time: integer({ min: 1, max: 20 }), cause: constantFrom(0, 1, 2) }),
    { minLength: 1, maxLength: 60 },
  );

  it('taking competing ends for losses never reads lower, and shares always add up to one', () => {
    assert(
      property(follow, (list) => {
        const times = list.map((p) => p.time);
        const causes = list.map((p) => p.cause);
        const first = aalenJohansen(times, causes);
        const other = aalenJohansen(
          times,
          causes.map((c) => (c === 1 ? 2 : c === 2 ? 1 : 0)),
        );
        const naive = kaplanMeierIncidence(times, causes);
        first.forEach((step, i) => {
          expect(naive[i]!.incidence).toBeGreaterThanOrEqual(step.incidence - 1e-12);
          expect(step.incidence + other[i]!.incidence + step.free).toBeCloseTo(1, 10);
        });
      }),
    );
  });

  it('is 0 before the first step and the last value after it', () => {
    const steps = aalenJohansen([2, 5], [1, 0]);
    expect([incidenceAt(steps, 1), incidenceAt(steps, 2), incidenceAt(steps, 99)]).toEqual([
      0, 0.5, 0.5,
    ]);
  });
});

describe('subgroups', () => {
  it('withhold small cells and the one that would give them away', () => {
    const groups = d.ich.map((_, i) => (i < 300 ? 'first' : i < 595 ? 'second' : null));
    const table = subgroupTable(groups, d.risk, d.ich, { threshold: 0.1 });
    expect(table.map((row) => row.group)).toEqual(['first', 'second', null]);
    expect(table[2]).toMatchObject({
      suppressed: 'few-patients',
      n: null,
      events: null,
      brier: null,
    });
    expect(table.filter((row) => row.suppressed === 'would-give-another-away')).toHaveLength(1);
    expect(table.filter((row) => row.suppressed === null)).toHaveLength(1);
  });

  it('never leave a single withheld group beside shown ones, and never show a small cell', () => {
    assert(
      property(
        array(record({ group: constantFrom('a', 'b', 'c', null), y: constantFrom(0, 1) }), {
          minLength: 1,
          maxLength: 120,
        }),
        (list) => {
          const rows = subgroupTable(
            list.map((p) => p.group),
            list.map((_, i) => 0.1 + (i % 50) / 100),
            list.map((p) => p.y),
          );
          const hidden = rows.filter((row) => row.suppressed !== null);
          if (rows.length > 1 && hidden.length === 1) expect(hidden).toEqual([]);
          for (const row of rows) {
            if (row.suppressed !== null || row.events === null || row.n === null) continue;
            for (const cell of [row.n, row.events, row.n - row.events])
              expect(cell === 0 || cell >= 10).toBe(true);
          }
        },
      ),
    );
  });

  it('of one group are the whole', () => {
    const [row] = subgroupTable(
      d.ich.map(() => 'all'),
      d.risk,
      d.ich,
    );
    const whole = validatePredictions(d.risk, d.ich);
    expect([row!.discrimination!.c, row!.slope!.value, row!.brier]).toEqual([
      whole.auc,
      whole.calibrationSlope,
      whole.brier,
    ]);
  });
});

describe('drift', () => {
  it('shows periods in order of time and finds no trend where there is none', () => {
    const periods = d.year.map(String);
    const found = driftByPeriod(periods, d.risk, d.ich, { minimumCell: 1 });
    expect(found.periods.map((row) => row.group)).toEqual([
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
    ]);
    expect(found.trend!.low).toBeLessThan(0);
    expect(found.trend!.high).toBeGreaterThan(0);
  });

  it('finds one where events double from one year to the next', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => ({
      period: i < 1000 ? '2023' : '2024',
      y: i % 20 < (i < 1000 ? 2 : 4) ? 1 : 0,
    }));
    const found = driftByPeriod(
      rows.map((p) => p.period),
      rows.map(() => 0.1),
      rows.map((p) => p.y),
    );
    expect(found.trend!.value).toBeCloseTo(Math.log(0.2 / 0.8 / (0.1 / 0.9)), 8);
    expect(found.trend!.low).toBeGreaterThan(0);
  });

  it('CUSUM ends at observed minus expected', () => {
    const points = cusum(d.risk, d.ich);
    const expected = d.risk.reduce((a, b) => a + b, 0);
    expect(points.at(-1)!.observedMinusExpected).toBeCloseTo(74 - expected, 9);
  });
});

describe("Riley's validation size", () => {
  const r = readReference<{
    usual: Record<'oe' | 'slope' | 'c', number>;
    relaxed: Record<'oe' | 'slope' | 'c', number>;
    prevalence: number;
    simulatedR2: number;
    paper: {
      twoNormals: { slope: number };
      momentsOfTwoNormals: { mean: number; sd: number };
      oneNormal: { slope: number };
      oneNormalRelaxed: { slope: number };
    };
  }>('sample-size');
  const logOdds = d.risk.map((p) => Math.log(p / (1 - p)));

  it.each(['usual', 'relaxed'] as const)(
    'agrees patient for patient with the formulas in R: %s precision',
    (name) => {
      const ours = validationSize(
        { prevalence: r.prevalence, cStatistic: 0.78, logOdds },
        targetWidths[name],
      );
      expect({ oe: ours.oe, slope: ours.slope, c: ours.c }).toEqual(r[name]);
      expect(ours.n).toBe(Math.max(ours.oe, ours.slope, ours.c));
    },
  );

  it("asks for thousands at the paper's event rate and C, and a quarter at half the precision", () => {
    const usual = validationSize({ prevalence: 22 / 227, cStatistic: 0.843 });
    const relaxed = validationSize(
      { prevalence: 22 / 227, cStatistic: 0.843 },
      targetWidths.relaxed,
    );
    expect(usual.n).toBeGreaterThan(3000);
    expect(usual.n / relaxed.n).toBeCloseTo(4, 1);
  });

  it("agrees with R at the paper's event rate and C, and asks for 3,733 like pmvalsampsize when told what it was told", () => {
    const given = { prevalence: 22 / 227, cStatistic: 0.843 };
    const { twoNormals, oneNormal, oneNormalRelaxed, momentsOfTwoNormals } = r.paper;
    expect(validationSize(given).slope).toBe(twoNormals.slope);
    const { mean, sd } = momentsOfTwoNormals;
    const places = 100_000;
    const normal = Float64Array.from(
      { length: places },
      (_, k) => mean + sd * normalQuantile((k + 0.5) / places),
    );
    expect(oneNormal.slope).toBe(3733);
    expect(validationSize({ ...given, logOdds: normal }).slope).toBe(oneNormal.slope);
    expect(validationSize({ ...given, logOdds: normal }, targetWidths.relaxed).slope).toBe(
      oneNormalRelaxed.slope,
    );
  });

  it("R2 from C agrees with its simulation within the simulation's error", () => {
    expect(Math.abs(coxSnellFromC(22 / 227, 0.843) - r.simulatedR2)).toBeLessThan(1e-3);
  });
});

describe('a validation over imputations', () => {
  it('of identical ones is the validation of one, with small-sample intervals', () => {
    const pooled = validateImputed([d.risk, d.risk, d.risk], d.ich);
    const one = validatePredictions(d.risk, d.ich);
    expect(pooled.c!.value).toBeCloseTo(one.auc!, 12);
    expect(pooled.calibrationSlope!.value).toBeCloseTo(one.calibrationSlope!, 12);
    expect(pooled.calibrationSlope!.between).toBe(0);
    expect(pooled.brier).toBeCloseTo(one.brier, 12);
  });

  it('is wider where imputations differ', () => {
    const other = d.risk.map((p, i) => (i % 3 === 0 ? Math.min(0.9, p * 1.5) : p));
    const pooled = validateImputed([d.risk, other], d.ich);
    expect(pooled.calibrationInTheLarge!.total).toBeGreaterThan(
      pooled.calibrationInTheLarge!.within,
    );
  });
});

describe('Mahalanobis distance', () => {
  it('is 0 at the centre and the sum of squared standard deviations without correlation', () => {
    const covariance = [
      [4, 0],
      [0, 9],
    ];
    expect(mahalanobis([1, 2], [1, 2], covariance)).toEqual({ squared: 0, fartherOut: 1 });
    expect(mahalanobis([3, 5], [1, 2], covariance).squared).toBeCloseTo(2, 12);
  });

  it('averages to the number of inputs over the cohort itself', () => {
    const columns = [d.gwr, d.ffp, d.plt];
    const { mean, covariance } = centreOf(columns);
    const distances = d.gwr.map(
      (_, i) =>
        mahalanobis(
          columns.map((c) => c[i]!),
          mean,
          covariance,
        ).squared,
    );
    expect(distances.reduce((a, b) => a + b, 0) / (d.gwr.length - 1)).toBeCloseTo(3, 10);
  });
});
