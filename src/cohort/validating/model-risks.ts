import type { ModelDocument } from '../../model/document.ts';
import { inputsOutOfRange } from '../../model/bound.ts';
import { evaluateRisk } from '../../model/risk.ts';
import { column, withRows, type AnalysisTable } from '../table/analysis-table.ts';

/** What the bedside would have shown for each row of a table. */
export interface ModelRisks {
  /** Rows with a risk; the others are counted below. */
  readonly table: AnalysisTable;
  readonly risks: readonly number[];
  /** Rows without a risk because an input is missing that the model does not do without. */
  readonly missing: number;
  /** Rows in which a missing input was integrated out, as at the bedside. */
  readonly integrated: number;
  /** Rows with a value beyond the model's valid range. */
  readonly outOfRange: number;
}

/** One row's inputs as the model takes them; NaN is null. */
export function inputValues(
  model: ModelDocument,
  table: AnalysisTable,
  row: number,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    model.inputs.map(({ id }) => {
      const value = column(table, id)[row]!;
      return [id, Number.isNaN(value) ? null : value];
    }),
  );
}

/**
 * Applies a model as it stands: missing inputs by its own policy, exactly as at
 * the bedside.
 *
 * @param outOfRange `drop` leaves out rows beyond the valid ranges, as the
 *   bedside does; `keep` validates the equation on all
 */
export function modelRisks(
  model: ModelDocument,
  table: AnalysisTable,
  outOfRange: 'keep' | 'drop',
): ModelRisks {
  const needed = model.inputs.filter(({ missing }) => missing.policy === 'refuse');
  const filled = model.inputs.filter(({ missing }) => missing.policy === 'none-recorded-is-no');
  const risks: number[] = [];
  const kept = new Set<number>();
  const count = { missing: 0, integrated: 0, outOfRange: 0 };
  table.ids.forEach((_, row) => {
    const values = inputValues(model, table, row);
    if ([...needed, ...filled].some(({ id }) => values[id] === null))
      return void (count.missing += 1);
    const beyond = inputsOutOfRange(model, values).length > 0;
    if (beyond) count.outOfRange += 1;
    if (beyond && outOfRange === 'drop') return;
    if (Object.values(values).includes(null)) count.integrated += 1;
    kept.add(row);
    risks.push(evaluateRisk(model, values).central);
  });
  return { table: withRows(table, (row) => kept.has(row)), risks, ...count };
}
