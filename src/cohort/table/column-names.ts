import { CommandError } from '../command-error.ts';
import type { CsvTable } from './csv.ts';

/** Names under which tables commonly hold the published model's inputs. */
const customary: Readonly<Record<string, readonly string[]>> = {
  gwr: ['gwr'],
  'stroke-history': ['stroke', 'stroke_history'],
  'ffp-units': ['ffp_units', 'ffp'],
  'platelets-lowest': ['plt_min', 'platelets_lowest', 'min_plt'],
};

/** What an input, or the outcome, may be called. */
const namesOf = (input: string): readonly string[] => [
  input,
  input.replaceAll('-', '_'),
  ...(customary[input] ?? []),
];

/** The column of one of these names: written alike, or else the only one that differs in case alone. */
function columnCalled(csv: CsvTable, names: readonly string[]): string | undefined {
  const exact = names.find((name) => csv.header.includes(name));
  if (exact !== undefined) return exact;
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const alike = csv.header.filter((name) => lower.has(name.toLowerCase()));
  return alike.length === 1 ? alike[0] : undefined;
}

/** `--columns` against this table: the column of each input named; an empty one was never recorded. */
function mappedColumns(
  csv: CsvTable,
  wanted: readonly string[],
  pairs: readonly (readonly [string, string])[],
): ReadonlyMap<string, string> {
  const inputCalled = (name: string): string | undefined =>
    wanted.find((input) => namesOf(input).includes(name));
  const mapped = new Map<string, string>();
  for (const [left, right] of pairs) {
    const isColumn = right === '' || csv.header.includes(right);
    const turned = !isColumn && csv.header.includes(left) && inputCalled(right) !== undefined;
    const [name, column] = turned ? [right, left] : [left, right];
    const input = inputCalled(name);
    if (input === undefined)
      throw new CommandError(
        `--columns ${left}=${right}: "${name}" is not asked for; ${wanted.join(', ')} are.`,
      );
    if (!turned && !isColumn)
      throw new CommandError(
        `${csv.file} has no column "${column}"; its columns are ${csv.header.join(', ')}.`,
      );
    if (mapped.has(input)) throw new CommandError(`--columns names ${input} twice.`);
    mapped.set(input, column);
  }
  return mapped;
}

/**
 * The column of each input and of the outcome: as mapped, of the same name, or
 * by custom. An empty name stands for an input nobody recorded.
 *
 * @param pairs from `--columns`, an input and its column in either order
 * @throws CommandError naming every input without a column, a name that is not
 *   asked for, a column that is there twice, or one that is to be two things
 */
export function columnNames(
  csv: CsvTable,
  inputs: readonly string[],
  outcome: string,
  pairs: readonly (readonly [string, string])[],
): ReadonlyMap<string, string> {
  const wanted = [...inputs, outcome];
  const mapped = mappedColumns(csv, wanted, pairs);
  const found = new Map(
    wanted.map((input) => [input, mapped.get(input) ?? columnCalled(csv, namesOf(input))]),
  );
  const lacking = wanted.filter((input) => found.get(input) === undefined);
  if (lacking.length > 0) {
    const advice =
      lacking.includes(outcome) && lacking.length === 1
        ? 'Name it with --outcome <column>.'
        : `Name them with --columns ${lacking.map((input) => `${input}=<column>`).join(',')}; nothing after the equals sign where an input was never recorded.`;
    throw new CommandError(
      `${csv.file} has no column for ${lacking.join(', ')}; its columns are ${csv.header.join(', ')}. ${advice}`,
    );
  }
  const names = found as ReadonlyMap<string, string>;
  for (const name of names.values())
    if (csv.header.filter((one) => one === name).length > 1)
      throw new CommandError(`${csv.file} has two columns "${name}".`);
  for (const [input, name] of names) {
    const other = wanted.find((one) => one !== input && names.get(one) === name);
    if (name !== '' && other !== undefined)
      throw new CommandError(
        `${csv.file}: the column "${name}" is read as both ${input} and ${other}.`,
      );
  }
  return names;
}
