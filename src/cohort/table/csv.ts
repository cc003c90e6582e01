import { CommandError } from '../command-error.ts';
import { readText } from '../reading/json-file.ts';

/** A table as text: names of the columns, and rows of cells with the line each began on. */
export interface CsvTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** The delimiter of a header line: the one of comma, semicolon and tab that occurs most. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  return [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0]!;
}

/**
 * Reads comma, semicolon or tab separated values with a header line, quoted
 * cells and any end of line (RFC 4180).
 *
 * @throws CommandError naming the file and line of an open quote or a row of another length
 */
export function readCsv(file: string): CsvTable {
  const text = readText(file);
  const delimiter = delimiterOf(text);
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let began = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cells[0]!.trim() !== '') rows.push({ line: began, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[(at += 1)]!;
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') {
      endRow();
      began = line;
    } else if (letter !== '\r') cell += letter;
  }
  if (quoted) throw new CommandError(`${file}:${began}: a quoted cell is never closed.`);
  if (cell !== '' || cells.length > 0) endRow();
  const [header, ...body] = rows;
  if (!header || body.length === 0) throw new CommandError(`${file} holds no rows below a header.`);
  for (const row of body)
    if (row.cells.length !== header.cells.length)
      throw new CommandError(
        `${file}:${row.line}: ${row.cells.length} cells, but the header names ${header.cells.length} columns.`,
      );
  return { file, header: header.cells.map((name) => name.trim()), rows: body };
}

const words: Readonly<Record<string, number>> = { yes: 1, true: 1, no: 0, false: 0 };
const missing = new Set(['', 'na', 'nan', 'null', '.', 'missing']);

/**
 * One column as numbers; yes and no are 1 and 0, an empty cell or `NA` is NaN.
 *
 * @throws CommandError naming file, line and column of a cell that is neither
 */
export function numberColumn(table: CsvTable, column: string): Float64Array {
  const index = table.header.indexOf(column);
  if (index < 0)
    throw new CommandError(
      `${table.file} has no column "${column}"; its columns are ${table.header.join(', ')}.`,
    );
  return Float64Array.from(table.rows, ({ line, cells }) => {
    const text = cells[index]!.trim();
    if (missing.has(text.toLowerCase())) return Number.NaN;
    const value = words[text.toLowerCase()] ?? Number(text);
    if (Number.isFinite(value)) return value;
    throw new CommandError(`${table.file}:${line}: the cell in "${column}" is not a number.`);
  });
}

/** One column as texts. */
export function textColumn(table: CsvTable, column: string): readonly string[] {
  const index = table.header.indexOf(column);
  return index < 0 ? [] : table.rows.map(({ cells }) => cells[index]!.trim());
}
