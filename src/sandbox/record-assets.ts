import { readFile } from 'node:fs/promises';

const FILES = [
  ['record.css', 'text/css; charset=utf-8'],
  ['chart.css', 'text/css; charset=utf-8'],
  ['record.js', 'text/javascript; charset=utf-8'],
] as const;

/** The styles and the script of the record screen, read from beside this file, by their path. */
export async function readRecordAssets(): Promise<Map<string, { type: string; body: string }>> {
  const assets = new Map<string, { type: string; body: string }>();
  for (const [name, type] of FILES) {
    const body = await readFile(new URL(`record/${name}`, import.meta.url), 'utf8');
    assets.set(`/record/${name}`, { type, body });
  }
  return assets;
}
