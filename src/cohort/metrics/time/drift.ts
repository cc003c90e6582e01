import { designMatrix } from '../../fitting/design.ts';
import { fitLogistic } from '../../fitting/logistic.ts';
import { checkRisks, logOddsOf } from '../checked-risks.ts';
import { waldEstimate, type Estimate } from '../interval.ts';
import { subgroupTable, type SubgroupOptions, type SubgroupRow } from '../subgroups.ts';

/** Performance through the periods, and whether calibration moves. */
export interface Drift {
  /** One row a period, in ascending order of the label. */
  readonly periods: readonly SubgroupRow[];
  /** Change of calibration in the large a period, log odds; null where it cannot be had. */
  readonly trend: Estimate | null;
}

/**
 * Calibration in the large and C by year or quarter, and the trend of the first.
 *
 *     log odds of the outcome = log odds of the model + a + trend * period
 *
 * @param periods one label a patient; labels sort into time (`2024`, `2024-Q3`)
 */
export function driftByPeriod(
  periods: readonly string[],
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: SubgroupOptions = {},
): Drift {
  const { risks: p, outcomes: y } = checkRisks(risks, outcomes, true);
  const labels = [...new Set(periods)].sort();
  const order = new Map(labels.map((label, k) => [label, k]));
  const table = subgroupTable(periods, p, y, options);
  const rows = table.sort(
    (a, b) => (order.get(a.group ?? '') ?? 0) - (order.get(b.group ?? '') ?? 0),
  );
  const fit =
    labels.length < 2
      ? null
      : fitLogistic(designMatrix([periods.map((label) => order.get(label) ?? 0)]), y, {
          offset: logOddsOf(p),
        });
  return {
    periods: rows,
    trend:
      fit?.converged === true
        ? waldEstimate(
            fit.coefficients[1] as number,
            fit.standardErrors[1] as number,
            options.level,
          )
        : null,
  };
}
