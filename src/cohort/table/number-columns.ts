import { CommandError } from '../command-error.ts';
import { textColumn, type CsvTable } from './csv.ts';
import { isMissing } from './is-missing.ts';

const words: Readonly<Record<string, number>> = {
  yes: 1,
  true: 1,
  y: 1,
  t: 1,
  no: 0,
  false: 0,
  n: 0,
  f: 0,
};
const decimalPoint = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const decimalComma = /^[+-]?\d+,\d+$/;

/**
 * Columns as numbers, by name. Yes and no (also true, false, and their
 * initials) are 1 and 0; an empty cell or `NA` is NaN. Where the cells are not
 * separated by commas a comma is the decimal mark, then in all these columns:
 * beside it a point could as well part the thousands.
 *
 * @param names columns the table has
 * @throws CommandError naming file, line and column of a cell that is none of these
 */
export function numberColumns(
  table: CsvTable,
  names: readonly string[],
): ReadonlyMap<string, Float64Array> {
  const texts = new Map([...new Set(names)].map((name) => [name, textColumn(table, name)]));
  const commas =
    table.delimiter !== ',' &&
    [...texts.values()].some((cells) => cells.some((cell) => decimalComma.test(cell)));
  const place = (column: string, row: number): string =>
    `${table.file}:${table.rows[row]!.line}: the cell in "${column}"`;
  const numberOf = (column: string, text: string, row: number): number => {
    const word = text.toLowerCase();
    if (isMissing(word)) return Number.NaN;
    const known = Object.hasOwn(words, word) ? words[word] : undefined;
    if (known !== undefined) return known;
    if (commas && decimalComma.test(text)) return Number(text.replace(',', '.'));
    if (!decimalPoint.test(text)) throw new CommandError(`${place(column, row)} is not a number.`);
    if (commas && text.includes('.'))
      throw new CommandError(
        `${place(column, row)} has a point where other cells have a decimal comma; write all alike.`,
      );
    return Number(text);
  };
  return new Map(
    [...texts].map(([column, cells]) => [
      column,
      Float64Array.from(cells, (text, row) => numberOf(column, text, row)),
    ]),
  );
}
