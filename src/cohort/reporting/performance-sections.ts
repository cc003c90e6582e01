import type { SubgroupRow } from '../metrics/subgroups.ts';
import type { CohortValidation } from '../validating/validate-cohort.ts';
import { asPerCent } from './axes.ts';
import { calibrationFigure } from './figures/calibration-figure.ts';
import { cusumFigure } from './figures/cusum-figure.ts';
import { decisionFigure } from './figures/decision-figure.ts';
import { forestFigure, type ForestRow } from './figures/forest-figure.ts';
import { digits, paragraph, section, table, withInterval } from './tables.ts';

/** The four averages of the distance from the diagonal, by either smoother. */
function errorRows({
  curves,
  curveErrorCi,
}: CohortValidation): (readonly [string, string, string])[] {
  const names = { ici: 'ICI', e50: 'E50', e90: 'E90', emax: 'Emax' } as const;
  return (['loess', 'rcs'] as const).flatMap((smoother) =>
    (Object.keys(names) as (keyof typeof names)[])
      .filter((key) => smoother === 'loess' || key === 'ici')
      .map(
        (key) =>
          [
            names[key],
            withInterval(
              curves[smoother]?.error[key] ?? null,
              curveErrorCi?.[smoother]?.[key] ?? null,
              3,
            ),
            `${key === 'ici' ? 'distance from the diagonal, ' : ''}${smoother === 'loess' ? 'loess' : 'spline'}`,
          ] as const,
      ),
  );
}

/** Net benefit at a few thresholds, in numbers. */
function decisionTable(points: CohortValidation['netBenefit']): string {
  const shown = new Set([0.02, 0.05, 0.1, 0.15, 0.2, 0.3]);
  return table(
    ['threshold', 'model', 'everyone', 'standardised', 'interventions avoided in 100'],
    points
      .filter(({ threshold }) => shown.has(threshold))
      .map(({ threshold, model, all, standardised, interventionsAvoided }) => [
        asPerCent(threshold),
        digits(model, 4),
        digits(all, 4),
        digits(standardised, 2),
        digits(interventionsAvoided, 1),
      ]),
  );
}

/** Discrimination, calibration and overall performance, in one table. */
export function performanceSection(found: CohortValidation): string {
  const rows: (readonly [string, string, string])[] = [
    ['C statistic', withInterval(found.auc, found.aucCi, 3), "DeLong's interval"],
    ['', withInterval(found.auc, found.aucLogitCi, 3), 'the same on the logit'],
    ...(found.aucBootstrapCi
      ? [
          [
            '',
            withInterval(found.auc, found.aucBootstrapCi, 3),
            'stratified bootstrap, since there are few events',
          ] as const,
        ]
      : []),
    [
      'Expected by case mix',
      digits(found.aucExpected, 3),
      'C of these patients if every risk were right',
    ],
    ['Observed / expected', withInterval(found.oe, found.oeCi), '1 is perfect'],
    [
      'Calibration in the large',
      withInterval(found.calibrationInTheLarge, found.citl),
      'log odds, slope held at 1; 0 is perfect',
    ],
    [
      'Calibration intercept',
      withInterval(found.calibrationIntercept, found.intercept),
      'log odds, fitted with the slope; 0 is perfect',
    ],
    [
      'Calibration slope',
      withInterval(found.calibrationSlope, found.slope),
      '1 is perfect; below, risks are too extreme',
    ],
    ...errorRows(found),
    ['Brier score', digits(found.brier, 4), ''],
    [
      'Scaled Brier score',
      digits(found.scaledBrier, 3),
      '1 is perfect, 0 no better than the average risk',
    ],
    ['Log loss', digits(found.logLoss, 4), ''],
  ];
  return section(
    'Performance as it stands',
    paragraph(found.precision.words, 'notice'),
    paragraph(found.precision.criteria.map(({ words }) => words).join(' '), 'soft'),
    table(['measure', 'value (95 % interval)', 'reading'], rows),
    calibrationFigure(found),
    decisionFigure(found.netBenefit),
    decisionTable(found.netBenefit),
  );
}

const suppressed = 'withheld';

function forestRows(name: string, groups: readonly SubgroupRow[]): readonly ForestRow[] {
  const heading: ForestRow = { name, detail: '', c: null, oe: null, isHeading: true };
  return [
    heading,
    ...groups.map((row): ForestRow => {
      const oe = row.observedToExpected;
      return {
        name: row.group ?? 'not known',
        detail: row.n === null ? '' : `n ${row.n}${row.events === null ? '' : `, ${row.events}`}`,
        c: row.discrimination
          ? { value: row.discrimination.c, ...row.discrimination.deLong }
          : null,
        oe: oe && { value: oe.value, low: oe.low, high: oe.high },
        ...(row.suppressed === null ? {} : { withheld: suppressed }),
      };
    }),
  ];
}

/** All patients, then by subgroup and by period. */
export function subgroupSection(found: CohortValidation): string {
  const all: ForestRow = {
    name: 'All patients',
    detail: `n ${found.n}, ${found.events}`,
    c: found.auc !== null && found.aucCi ? { value: found.auc, ...found.aucCi } : null,
    oe: { value: found.oe, ...found.oeCi },
    isHeading: true,
  };
  const groups = Object.entries(found.subgroups).flatMap(([name, rows]) => forestRows(name, rows));
  const periods = found.drift ? forestRows('start of support', found.drift.periods) : [];
  const trend = found.drift?.trend;
  return section(
    'Subgroups and drift',
    forestFigure(
      [all, ...groups, ...periods],
      'C statistic and observed over expected by subgroup and year',
      'Square and line: estimate and 95 % interval. After n stand the events. Groups with fewer than 10 patients, events or others are withheld, and so is one more where a withheld one could be worked out by subtraction.',
    ),
    trend
      ? paragraph(
          `Trend of calibration in the large: ${withInterval(trend.value, trend)} log odds a period${trend.low > 0 || trend.high < 0 ? '; it drifts' : ''}.`,
        )
      : '',
    found.cusum && found.cusum.length > 1 ? cusumFigure(found.cusum) : '',
  );
}
