import { CommandError } from '../command-error.ts';
import type { AnalysisTable } from './analysis-table.ts';
import { numberColumn, readCsv, textColumn, type CsvTable } from './csv.ts';

/** Columns in which tables commonly hold the published model's inputs. */
const customary: Readonly<Record<string, readonly string[]>> = {
  gwr: ['gwr'],
  'stroke-history': ['stroke', 'stroke_history'],
  'ffp-units': ['ffp_units', 'ffp'],
  'platelets-lowest': ['plt_min', 'platelets_lowest', 'min_plt'],
};

/** Columns that are labels when a table has them. */
const labels = ['sex', 'age_band', 'mode', 'site', 'language', 'race', 'ethnicity'];

/**
 * `gwr=GWR,ffp-units=plasma` as pairs of input and column.
 *
 * @throws CommandError when a pair is not one
 */
export function columnsOption(text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined) return new Map();
  return new Map(
    text.split(',').map((pair) => {
      const [input, name, ...more] = pair.split('=').map((part) => part.trim());
      if (!input || !name || more.length > 0)
        throw new CommandError(`--columns takes <input>=<column>,…; "${pair}" is not such a pair.`);
      return [input, name];
    }),
  );
}

/** The column that holds an input: as mapped, of the same name, or by custom. */
function columnOf(csv: CsvTable, input: string, mapped: ReadonlyMap<string, string>): string {
  const named = mapped.get(input);
  if (named !== undefined) return named;
  const candidates = [input, input.replaceAll('-', '_'), ...(customary[input] ?? [])];
  const found = candidates.find((name) => csv.header.includes(name));
  if (found !== undefined) return found;
  throw new CommandError(
    `${csv.file} has no column for ${input}; its columns are ${csv.header.join(', ')}. ` +
      `Name it with --columns ${input}=<column>.`,
  );
}

/**
 * Reads a table of patients.
 *
 * @param inputs input ids or predictor names to read
 * @param outcome the column with 1 where it happened
 * @throws CommandError naming the column or the cell that is wrong
 */
export function readTable(
  file: string,
  inputs: readonly string[],
  outcome: string,
  mapped: ReadonlyMap<string, string>,
): AnalysisTable {
  const csv = readCsv(file);
  const happened = numberColumn(csv, mapped.get(outcome) ?? outcome);
  happened.forEach((value, row) => {
    if (value !== 0 && value !== 1)
      throw new CommandError(
        `${file}:${csv.rows[row]!.line}: the outcome "${outcome}" is neither 0 nor 1.`,
      );
  });
  const ids = textColumn(csv, csv.header.find((name) => /^(id|patient)$/i.test(name)) ?? '');
  const period = textColumn(csv, csv.header.find((name) => /^period$/i.test(name)) ?? '');
  return {
    source: file,
    ids: csv.rows.map(({ line }, row) => ids[row] ?? `row ${line}`),
    outcomes: [...happened] as (0 | 1)[],
    columns: new Map(
      inputs.map((input) => [input, numberColumn(csv, columnOf(csv, input, mapped))] as const),
    ),
    groups: new Map(
      labels
        .filter((name) => csv.header.includes(name))
        .map((name) => [name.replace('_', ' '), textColumn(csv, name)] as const),
    ),
    periods: csv.rows.map((_, row) => period[row] ?? ''),
  };
}
