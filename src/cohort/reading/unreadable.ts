import { CommandError } from '../command-error.ts';

/**
 * An error of the file system or of the decompressor as a sentence naming the
 * file; any other error as it is.
 */
export function unreadable(path: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && /^(E[A-Z0-9]+|Z_.*)$/.test(code)
    ? new CommandError(`${path} cannot be read (${code}).`)
    : error;
}
