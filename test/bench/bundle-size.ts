import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Kilobytes, gzip, of a page and everything it loads before its own code asks
 * for more: linked scripts and styles, and the scripts these import at once.
 * What the page only has fetched ahead for the next page is not of them: the
 * browser does that when it has nothing better to do.
 * @returns `null` when the page has not been built.
 */
export function firstLoadKilobytes(page: string): number | null {
  if (!existsSync(page)) return null;
  const seen = new Set<string>();
  const waiting = [page];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    const here = dirname(file);
    waiting.push(...linked(file, text).map((path) => join(here, path)));
  }
  const bytes = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  return bytes / 1000;
}

function linked(file: string, text: string): string[] {
  const pattern = file.endsWith('.html')
    ? /<(?![^>]*rel="prefetch")[^>]*(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g
    : /(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.js)"/g;
  return file.endsWith('.css') ? [] : [...text.matchAll(pattern)].flatMap(([, path]) => path ?? []);
}
