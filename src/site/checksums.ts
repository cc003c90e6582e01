import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SHA-256 of every file below a folder, one line each in the form
 * `sha256sum -c` reads, sorted by path.
 */
export function checksums(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: file.slice(folder.length + 1).replaceAll('\\', '/') }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ file, name }) =>
        `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${name}\n`,
    )
    .join('');
}
