import type { Interval } from '../metrics/interval.ts';
import type { TableValidation } from './validate-table.ts';

const number = (value: number | null, digits = 3): string =>
  value === null ? 'not estimable' : value.toFixed(digits);
const ci = (interval: Interval | null, digits = 3): string =>
  interval ? ` (${interval.low.toFixed(digits)} to ${interval.high.toFixed(digits)})` : '';

/** The main numbers of a validation in plain text, precision first in words. */
export function validationText(result: TableValidation): string {
  const { rows } = result;
  const lines: readonly (readonly [string, string])[] = [
    ['model', `${result.model.id} ${result.model.version}`],
    [
      'patients / events',
      `${result.n} / ${result.events} of ${rows.given} rows (${rows.missing} without a needed input, ${rows.outOfRange} beyond the valid range${rows.outOfRangeKept ? ', kept' : ', left out'}; in ${rows.integrated} a missing input was integrated out)`,
    ],
    ['C statistic', `${number(result.auc)}${ci(result.aucCi)} DeLong`],
    ['O/E', `${number(result.oe, 2)}${ci(result.oeCi, 2)}`],
    ['calibration in the large', `${number(result.calibrationInTheLarge)}${ci(result.citl)}`],
    ['calibration slope', `${number(result.calibrationSlope)}${ci(result.slope)}`],
    [
      'ICI, E50, E90, Emax',
      `${number(result.ici.loess)}, ${number(result.e50)}, ${number(result.e90)}, ${number(result.emax)} (loess); ICI ${number(result.ici.rcs)} (rcs)`,
    ],
    ['Brier, scaled', `${number(result.brier, 4)}, ${number(result.scaledBrier)}`],
    ['log loss', number(result.logLoss, 4)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    ...lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    result.precision.words,
    ...result.precision.criteria.map(({ words }) => `  ${words}`),
  ].join('\n');
}
