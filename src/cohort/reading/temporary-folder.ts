import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder only its owner can read, gone when the work is done or broken off. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Makes a folder for rows on their way. It is removed by `remove`, at the end
 * of the process, and when the process is told to stop.
 *
 * @param under where to make it; by default the system's own place
 */
export function temporaryFolder(under: string = tmpdir()): TemporaryFolder {
  const path = mkdtempSync(join(under, 'cohort-'));
  const stop = (signal: NodeJS.Signals): void => {
    remove();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  const remove = (): void => {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    process.off('SIGINT', stop).off('SIGTERM', stop).off('exit', remove);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('exit', remove);
  return { path, remove };
}
