import { readFile } from 'node:fs/promises';

function read(name: string): Promise<string> {
  return readFile(new URL(`record/${name}`, import.meta.url), 'utf8');
}

/** The style and script of the record screen, read from beside this file. */
export async function readRecordAssets(): Promise<Map<string, { type: string; body: string }>> {
  return new Map([
    ['/record/record.css', { type: 'text/css; charset=utf-8', body: await read('record.css') }],
    [
      '/record/record.js',
      { type: 'text/javascript; charset=utf-8', body: await read('record.js') },
    ],
  ]);
}
