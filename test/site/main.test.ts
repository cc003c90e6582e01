import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What a command line of a shell prints, and what it says beside. */
function shell(line: string): string {
  return execFileSync('sh', ['-c', `(${line}) 2>&1`], { cwd: root, encoding: 'utf8' });
}

describe('npm run site', () => {
  test.each(['interface sandbox', 'concepts'])('%s ends quietly when nobody reads', (verb) => {
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const said = shell(`${process.execPath} ${tsx} src/site/main.ts ${verb} | true`);
    expect(said).toBe('');
  });
});
