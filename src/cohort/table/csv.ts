import { CommandError } from '../command-error.ts';
import { readText } from '../reading/json-file.ts';

/** A table as text: names of the columns, and rows of cells with the line each began on. */
export interface CsvTable {
  readonly file: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Excel's own first line, such as `sep=;`, which names the delimiter. */
const excelLine = /^sep=(.)\n/i;

/** The delimiter of a header line: the one of comma, semicolon and tab that occurs most. */
function delimiterOf(text: string): string {
  const named = excelLine.exec(text)?.[1];
  if (named !== undefined) return named;
  const line = text.slice(0, text.search(/\n|$/));
  return [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0]!;
}

/**
 * Reads comma, semicolon or tab separated values with a header line, quoted
 * cells and any end of line (RFC 4180), UTF-8 with or without a byte order mark.
 *
 * @throws CommandError naming the file and line of an open quote or a row of another length
 */
export function readCsv(file: string): CsvTable {
  const text = readText(file).replace(/\r\n?/g, '\n');
  if (text.includes('\0'))
    throw new CommandError(`${file} is not UTF-8 text; save it as CSV in UTF-8.`);
  const delimiter = delimiterOf(text);
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const start = excelLine.exec(text)?.[0].length ?? 0;
  let line = start > 0 ? 2 : 1;
  let began = line;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cells[0]!.trim() !== '') rows.push({ line: began, cells });
    cells = [];
    cell = '';
  };
  for (let at = start; at < text.length; at += 1) {
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
    } else cell += letter;
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
  return { file, delimiter, header: header.cells.map((name) => name.trim()), rows: body };
}

/** One column as texts; none when there is no such column. */
export function textColumn(table: CsvTable, column: string): readonly string[] {
  const index = table.header.indexOf(column);
  return index < 0 ? [] : table.rows.map(({ cells }) => cells[index]!.trim());
}
