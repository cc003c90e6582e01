import { CommandError } from '../command-error.ts';
import { withRows, type AnalysisTable } from './analysis-table.ts';
import { columnNames } from './column-names.ts';
import { readCsv, textColumn, type CsvTable } from './csv.ts';
import { isMissing } from './is-missing.ts';
import { numberColumns } from './number-columns.ts';

/** Columns that are labels when a table has them. */
const labels = ['sex', 'age_band', 'mode', 'site', 'language', 'race', 'ethnicity'];

/** An input to read; of a `yes-no` every cell is checked to be one. */
export interface TableInput {
  readonly id: string;
  readonly kind?: 'quantity' | 'yes-no';
}

/** A table of patients, and how many of its rows had no outcome. */
export interface ReadTable {
  readonly table: AnalysisTable;
  /** Left out of `table`. */
  readonly withoutOutcome: number;
}

/**
 * `gwr=GWR,ffp-units=plasma` as pairs.
 *
 * @throws CommandError when a pair is not one
 */
export function columnsOption(text: string | undefined): readonly (readonly [string, string])[] {
  if (text === undefined) return [];
  return text.split(',').map((pair) => {
    const [left, right, ...more] = pair.split('=').map((part) => part.trim());
    if (!left || right === undefined || more.length > 0)
      throw new CommandError(`--columns takes <input>=<column>,…; "${pair}" is not such a pair.`);
    return [left, right];
  });
}

/** Insists on 0, 1 or missing. */
function insistOnYesNo(csv: CsvTable, column: string, values: Float64Array, what: string): void {
  values.forEach((value, row) => {
    if (value !== 0 && value !== 1 && !Number.isNaN(value))
      throw new CommandError(
        `${csv.file}:${csv.rows[row]!.line}: ${what} "${column}" is neither 0 nor 1.`,
      );
  });
}

/**
 * Reads a table of patients. Rows whose outcome is empty are left out and counted.
 *
 * @param inputs input ids or predictor names to read
 * @param outcome the column with 1 where it happened
 * @param pairs from `--columns`
 * @throws CommandError naming the column or the cell that is wrong
 */
export function readTable(
  file: string,
  inputs: readonly TableInput[],
  outcome: string,
  pairs: readonly (readonly [string, string])[],
): ReadTable {
  const csv = readCsv(file);
  const ids = inputs.map(({ id }) => id);
  const names = columnNames(csv, ids, outcome, pairs);
  const numbers = numberColumns(
    csv,
    [...names.values()].filter((name) => name !== ''),
  );
  const valuesOf = (input: string): Float64Array =>
    numbers.get(names.get(input)!) ?? new Float64Array(csv.rows.length).fill(Number.NaN);
  const happened = valuesOf(outcome);
  insistOnYesNo(csv, names.get(outcome)!, happened, 'the outcome');
  for (const { id, kind } of inputs)
    if (kind === 'yes-no') insistOnYesNo(csv, names.get(id)!, valuesOf(id), 'the cell in');
  const called = (pattern: RegExp): readonly string[] =>
    textColumn(csv, csv.header.find((name) => pattern.test(name)) ?? '');
  const patients = called(/^(id|patient)$/i);
  const period = called(/^period$/i);
  const all: AnalysisTable = {
    source: file.split(/[/\\]/).at(-1)!,
    ids: csv.rows.map(({ line }, row) => patients[row] ?? `row ${line}`),
    outcomes: Array.from(happened, (value) => (value === 1 ? 1 : 0)),
    columns: new Map(ids.map((input) => [input, valuesOf(input)])),
    groups: new Map(
      labels
        .filter((name) => csv.header.includes(name))
        .map(
          (name) =>
            [
              name.replace('_', ' '),
              textColumn(csv, name).map((label) => (isMissing(label) ? '' : label)),
            ] as const,
        ),
    ),
    periods: csv.rows.map((_, row) => period[row] ?? ''),
  };
  const table = withRows(all, (row) => !Number.isNaN(happened[row]!));
  return { table, withoutOutcome: all.ids.length - table.ids.length };
}
