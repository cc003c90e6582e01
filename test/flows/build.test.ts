import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksums } from '../../src/site/checksums.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'build-'));
const builds = ['one', 'two'].map((name) => join(folder, name));

const command = (tool: string, ...words: string[]): string =>
  execFileSync(process.execPath, [join(root, 'node_modules', tool), ...words], {
    cwd: root,
    encoding: 'utf8',
  });

beforeAll(() => {
  for (const out of builds)
    command('vite/bin/vite.js', 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'error');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the build', () => {
  const [one = '', two = ''] = builds;

  test('is the same to the byte when made twice', () => {
    expect(checksums(one)).toBe(checksums(two));
  });

  test('holds both pages, the value sets, the model and a site', () => {
    const files = readdirSync(one, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining([
        'index.html',
        'launch.html',
        'mappings.json',
        'models/zhu-2025.json',
        'site/site.json',
      ]),
    );
  });

  test('has no inline script or style and asks nobody else for anything', () => {
    for (const page of ['index.html', 'launch.html']) {
      const html = readFileSync(join(one, page), 'utf8');
      expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/i);
      expect(html).not.toMatch(/(src|href)="(https?:)?\/\//i);
    }
  });

  test('loads nothing for the launch but what the redirect needs', () => {
    const html = readFileSync(join(one, 'launch.html'), 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((m) => m[1]);
    const text = scripts.map((file) => readFileSync(join(one, file ?? ''), 'utf8')).join('');
    expect(text).not.toMatch(/createRoot|uPlot/);
  });

  test('becomes a folder to serve, in one command', () => {
    const out = join(folder, 'served');
    command(
      'tsx/dist/cli.mjs',
      'src/site/main.ts',
      'deploy',
      'fhir-mappings/sites/sandbox',
      '--out',
      out,
      '--built',
      one,
    );
    expect(readdirSync(out).toSorted()).toEqual([
      'Caddyfile',
      'Containerfile',
      'SHA256SUMS',
      'nginx.conf',
      'www',
    ]);
  });
});
