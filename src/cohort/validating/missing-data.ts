import type { ModelDocument } from '../../model/document.ts';
import { inputsOutOfRange } from '../../model/bound.ts';
import { evaluateRisk } from '../../model/risk.ts';
import { imputeChained } from '../fitting/imputation/chained-equations.ts';
import {
  completeRows,
  missingPatterns,
  type ImputedColumn,
  type MissingPattern,
} from '../fitting/imputation/missing-patterns.ts';
import { validateImputed, type ImputedValidation } from '../metrics/imputed-validation.ts';
import { validatePredictions, type Validation } from '../metrics/validation.ts';
import { column, events, withRows, type AnalysisTable } from '../table/analysis-table.ts';
import { inputValues } from './model-risks.ts';

/** What missing values do to a validation. */
export interface MissingData {
  readonly patterns: readonly MissingPattern[];
  /** Multiple imputation by chained equations, pooled by Rubin's rules; null when it cannot be done. */
  readonly multipleImputation: ImputedValidation | null;
  /** Only patients of whom everything is known. */
  readonly completeCase: Pick<
    Validation,
    | 'n'
    | 'events'
    | 'auc'
    | 'aucCi'
    | 'oe'
    | 'oeCi'
    | 'calibrationInTheLarge'
    | 'citl'
    | 'calibrationSlope'
    | 'slope'
    | 'brier'
  > | null;
}

/** At least twenty, and as many as there are per cent of incomplete patients (White 2011). */
function imputationsFor(columns: readonly ImputedColumn[]): number {
  const n = columns[0]?.values.length ?? 0;
  return Math.max(20, Math.ceil((100 * (n - completeRows(columns).length)) / n));
}

function completeCase(model: ModelDocument, table: AnalysisTable): MissingData['completeCase'] {
  const rows = table.ids
    .map((_, row) => ({ row, values: inputValues(model, table, row) }))
    .filter(({ values }) => !Object.values(values).includes(null));
  const outcomes = rows.map(({ row }) => table.outcomes[row]!);
  if (rows.length < 2 || new Set(outcomes).size < 2) return null;
  const risks = rows.map(({ values }) => evaluateRisk(model, values).central);
  const {
    n,
    events: happened,
    auc,
    aucCi,
    oe,
    oeCi,
    calibrationInTheLarge,
    citl,
    calibrationSlope,
    slope,
    brier,
  } = validatePredictions(risks, outcomes);
  return {
    n,
    events: happened,
    auc,
    aucCi,
    oe,
    oeCi,
    calibrationInTheLarge,
    citl,
    calibrationSlope,
    slope,
    brier,
  };
}

function imputed(
  model: ModelDocument,
  table: AnalysisTable,
  seed: number,
): ImputedValidation | null {
  const columns: ImputedColumn[] = [
    ...model.inputs.map(({ id, kind }) => ({ name: id, kind, values: column(table, id) })),
    { name: 'outcome', kind: 'yes-no', values: Float64Array.from(table.outcomes) },
  ];
  const nothingSeen = columns.some(({ values }) => Array.from(values).every(Number.isNaN));
  const happened = events(table);
  if (nothingSeen || happened === 0 || happened === table.ids.length) return null;
  const filled = imputeChained(columns, { imputations: imputationsFor(columns), seed });
  const risks = filled.map((values) =>
    table.ids.map(
      (_, row) =>
        evaluateRisk(
          model,
          Object.fromEntries(model.inputs.map(({ id }, j) => [id, values[j]![row]!])),
        ).central,
    ),
  );
  return validateImputed(risks, table.outcomes);
}

/**
 * Validates again, once with missing values imputed and once without the
 * patients who have any. The main result treats them as the bedside does.
 *
 * @param outOfRange `drop`: a known value beyond the valid ranges leaves the patient out here too
 * @returns null when nothing is missing
 */
export function missingData(
  model: ModelDocument,
  given: AnalysisTable,
  outOfRange: 'keep' | 'drop',
  seed: number,
): MissingData | null {
  const table =
    outOfRange === 'keep'
      ? given
      : withRows(
          given,
          (row) => inputsOutOfRange(model, inputValues(model, given, row)).length === 0,
        );
  const columns = model.inputs.map(({ id, kind }) => ({
    name: id,
    kind,
    values: column(table, id),
  }));
  if (columns.every(({ values }) => !values.some(Number.isNaN))) return null;
  return {
    patterns: missingPatterns(columns),
    multipleImputation: imputed(model, table, seed),
    completeCase: completeCase(model, table),
  };
}
