/** Patients in rows, ready for statistics. Every list is in the same order. */
export interface AnalysisTable {
  /** Where the rows are from, in words for the report. */
  readonly source: string;
  readonly ids: readonly string[];
  /** 1 where the outcome happened. */
  readonly outcomes: readonly (0 | 1)[];
  /** Values by input id or predictor name; NaN is missing. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Labels by name: sex, age band, mode, site; an empty label is unknown. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Calendar period of each row, such as `2023-Q1`; empty when unknown. */
  readonly periods: readonly string[];
}

/** The rows where `keep` is true. */
export function withRows(table: AnalysisTable, keep: (row: number) => boolean): AnalysisTable {
  const rows = table.ids.map((_, row) => row).filter(keep);
  return {
    source: table.source,
    ids: rows.map((row) => table.ids[row]!),
    outcomes: rows.map((row) => table.outcomes[row]!),
    columns: new Map(
      [...table.columns].map(([id, values]) => [
        id,
        Float64Array.from(rows, (row) => values[row]!),
      ]),
    ),
    groups: new Map(
      [...table.groups].map(([name, labels]) => [name, rows.map((row) => labels[row]!)]),
    ),
    periods: rows.map((row) => table.periods[row]!),
  };
}

/** Number of rows with the outcome. */
export function events(table: AnalysisTable): number {
  return table.outcomes.reduce<number>((sum, outcome) => sum + outcome, 0);
}

/**
 * One column of a table.
 *
 * @throws RangeError when there is none of that name
 */
export function column(table: AnalysisTable, id: string): Float64Array {
  const values = table.columns.get(id);
  if (!values) throw new RangeError(`invalid column; not in the table: ${id}`);
  return values;
}
