import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { jsonPositions } from '../../clinical/json-positions.ts';
import { CommandError } from '../command-error.ts';

/** Where a text stops being JSON, in words; without anything of its content. */
export function jsonFailure(text: string): string {
  if (text.trim() === '') return 'empty';
  const at = jsonPositions(text).problems[0]?.at;
  return at ? `not JSON at line ${at.line}, column ${at.column}` : 'not JSON';
}

/**
 * The text of a file, without a byte order mark; of a `.gz`, what is packed in it.
 *
 * @throws CommandError naming the file, never its content
 */
export function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    const text = /\.gz$/i.test(path) ? gunzipSync(bytes) : bytes;
    return text.toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CommandError(`${path} does not exist.`);
    if (code === 'EISDIR') throw new CommandError(`${path} is a folder, not a file.`);
    throw new CommandError(`${path} cannot be read (${code ?? 'unknown reason'}).`);
  }
}

/**
 * The value in a JSON file.
 *
 * @throws CommandError naming the file and the line and column where it breaks off
 */
export function readJsonFile(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${path} is ${jsonFailure(text)}.`);
  }
}
