import type { ModelDocument } from '../../model/document.ts';
import { subgroupTable, type SubgroupRow } from '../metrics/subgroups.ts';
import { cusum, type CusumPoint } from '../metrics/time/cusum.ts';
import { driftByPeriod, type Drift } from '../metrics/time/drift.ts';
import { validatePredictions, type Validation } from '../metrics/validation.ts';
import type { AnalysisTable } from '../table/analysis-table.ts';
import { modelRisks } from './model-risks.ts';

/** Which model was validated. */
export interface ModelName {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly sha256: string;
}

/** The name under which a result is filed. */
export function nameOf({ id, version, title, sha256 }: ModelDocument): ModelName {
  return { id, version, title, sha256 };
}

/** An external validation with everything around it. Ready for JSON. */
export interface TableValidation extends Validation {
  readonly model: ModelName;
  readonly source: string;
  /** Rows given, and what became of those without a risk. */
  readonly rows: {
    readonly given: number;
    readonly missing: number;
    readonly integrated: number;
    readonly outOfRange: number;
    readonly outOfRangeKept: boolean;
  };
  readonly subgroups: Readonly<Record<string, readonly SubgroupRow[]>>;
  readonly drift: Drift | null;
  /** In order of time, every tenth patient or fewer; null without periods. */
  readonly cusum: readonly CusumPoint[] | null;
  /** The study's summary of each input beside this table's, for case mix. */
  readonly caseMix: readonly {
    readonly input: string;
    readonly label: string;
    readonly unit: string;
    readonly kind: 'quantity' | 'yes-no';
    readonly missing: number;
    readonly mean: number | null;
    readonly sd: number | null;
    readonly median: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly reference: number;
    readonly validRange: readonly [number, number];
  }[];
}

/** How a table is validated. */
export interface TableValidationOptions {
  readonly outOfRange: 'keep' | 'drop';
  /** Of the spline calibration curve. Default 3. */
  readonly knots?: 3 | 4 | 5;
  readonly resamples: number;
  readonly seed: number;
  /** Threshold for the subgroups' net benefit and error rates. */
  readonly threshold: number;
}

/** Groups in the order of their labels, the unknown last. */
function byLabel(a: SubgroupRow, b: SubgroupRow): number {
  if (a.group === null || b.group === null)
    return Number(a.group === null) - Number(b.group === null);
  return a.group < b.group ? -1 : Number(a.group > b.group);
}

/** Fifty points at most and ten patients apart at least, so that no step is one patient's risk. */
function thinned(points: readonly CusumPoint[]): readonly CusumPoint[] {
  const apart = Math.max(10, Math.ceil(points.length / 50));
  return points.filter((_, index) => (index + 1) % apart === 0);
}

function quantile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}

/** Distribution of each input in the table. Quantiles are R's type 7. */
export function caseMixOf(model: ModelDocument, table: AnalysisTable): TableValidation['caseMix'] {
  return model.inputs.map(({ id, label, unit, kind, reference, validRange }) => {
    const all = [...(table.columns.get(id) ?? [])];
    const values = all.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
    const mean = values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : null;
    const sd =
      mean !== null && values.length > 1
        ? Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1))
        : null;
    return {
      input: id,
      label,
      unit,
      kind,
      missing: all.length - values.length,
      mean,
      sd,
      median: quantile(values, 0.5),
      low: quantile(values, 0.025),
      high: quantile(values, 0.975),
      reference,
      validRange,
    };
  });
}

/**
 * Validates a model, as it stands, on a table.
 *
 * @throws RangeError when no row has a risk
 */
export function validateTable(
  model: ModelDocument,
  given: AnalysisTable,
  options: TableValidationOptions,
): TableValidation {
  const { table, risks, missing, integrated, outOfRange } = modelRisks(
    model,
    given,
    options.outOfRange,
  );
  const { outcomes, periods } = table;
  const cells = { minimumCell: 10, threshold: options.threshold };
  const dated = periods.length > 0 && periods.every((period) => period !== '');
  const inTime = periods
    .map((_, row) => row)
    .toSorted((a, b) => (periods[a]! < periods[b]! ? -1 : periods[a]! > periods[b]! ? 1 : a - b));
  return {
    ...validatePredictions(risks, outcomes, {
      resamples: options.resamples,
      seed: options.seed,
      ...(options.knots === undefined ? {} : { knots: options.knots }),
    }),
    model: nameOf(model),
    source: table.source,
    rows: {
      given: given.ids.length,
      missing,
      integrated,
      outOfRange,
      outOfRangeKept: options.outOfRange === 'keep',
    },
    subgroups: Object.fromEntries(
      [...table.groups].map(([name, labels]) => [
        name,
        subgroupTable(
          labels.map((label) => label || null),
          risks,
          outcomes,
          cells,
        ).toSorted(byLabel),
      ]),
    ),
    drift: dated ? driftByPeriod(periods, risks, outcomes, cells) : null,
    cusum: dated
      ? thinned(
          cusum(
            inTime.map((row) => risks[row]!),
            inTime.map((row) => outcomes[row]!),
          ),
        )
      : null,
    caseMix: caseMixOf(model, given),
  };
}
