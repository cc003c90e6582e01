import type { SubgroupRow } from '../metrics/subgroups.ts';
import type { CohortValidation } from '../validating/validate-cohort.ts';
import { calibrationFigure } from './figures/calibration-figure.ts';
import { decisionFigure } from './figures/decision-figure.ts';
import { forestFigure, type ForestRow } from './figures/forest-figure.ts';
import { digits, paragraph, section, table, withInterval } from './tables.ts';

/** Discrimination, calibration and overall performance, in one table. */
export function performanceSection(found: CohortValidation): string {
  const rows: (readonly [string, string, string])[] = [
    ['C statistic', withInterval(found.auc, found.aucCi), "DeLong's interval"],
    ['', withInterval(found.auc, found.aucLogitCi), 'the same on the logit'],
    ...(found.aucBootstrapCi
      ? [
          [
            '',
            withInterval(found.auc, found.aucBootstrapCi),
            'stratified bootstrap, since there are few events',
          ] as const,
        ]
      : []),
    ['Observed / expected', withInterval(found.oe, found.oeCi), '1 is perfect'],
    [
      'Calibration in the large',
      withInterval(found.calibrationInTheLarge, found.citl),
      'log odds; 0 is perfect',
    ],
    [
      'Calibration slope',
      withInterval(found.calibrationSlope, found.slope),
      '1 is perfect; below, risks are too extreme',
    ],
    [
      'ICI',
      `${digits(found.ici.loess, 3)} / ${digits(found.ici.rcs, 3)}`,
      'mean distance from the diagonal: loess / spline',
    ],
    [
      'E50, E90, Emax',
      `${digits(found.e50, 3)}, ${digits(found.e90, 3)}, ${digits(found.emax, 3)}`,
      'loess',
    ],
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
    table(['measure', 'value (95 % interval)', 'reading'], rows),
    calibrationFigure(found),
    decisionFigure(found.netBenefit),
  );
}

const suppressed = 'withheld: fewer than 10, or could be worked out';

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
      'Square and line: estimate and 95 % interval. After n stand the events. Groups with fewer than 10 patients, events or non-events are withheld.',
    ),
    trend
      ? paragraph(
          `Trend of calibration in the large: ${withInterval(trend.value, trend)} log odds a period${trend.low > 0 || trend.high < 0 ? '; it drifts' : ''}.`,
        )
      : '',
  );
}
