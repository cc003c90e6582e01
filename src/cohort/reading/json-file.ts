import { readFileSync } from 'node:fs';
import { CommandError } from '../command-error.ts';

/** Line and column, from 1, of the character at `offset`. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}

/** Where a text stops being JSON, in words; without anything of its content. */
export function jsonFailure(text: string, error: unknown): string {
  const at = /at position (\d+)/.exec((error as Error).message)?.[1];
  if (at !== undefined) return `not JSON at ${placeOf(text, Number(at))}`;
  return text.trim() === ''
    ? 'empty'
    : `not JSON: it ends too early, at ${placeOf(text, text.length)}`;
}

/**
 * The text of a file, without a byte order mark.
 *
 * @throws CommandError naming the file, never its content
 */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
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
  } catch (error) {
    throw new CommandError(`${path} is ${jsonFailure(text, error)}.`);
  }
}
