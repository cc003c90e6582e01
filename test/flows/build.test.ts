import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCodebook, type MappingFile } from '../../src/clinical/codebook.ts';
import { checksums } from '../../src/site/checksums.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'build-'));
const builds = ['one', 'two'].map((name) => join(folder, name));

const command = (tool: string, ...words: string[]): string =>
  execFileSync(process.execPath, [join(root, 'node_modules', tool), ...words], {
    cwd: root,
    encoding: 'utf8',
  });

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The files below assets that the tags of a page name. */
const filesOf = (html: string, tags: RegExp): string[] =>
  [...html.matchAll(tags)].flatMap(
    ([tag]) => /(?:src|href)="\.\/(assets\/[^"]+)"/.exec(tag)?.[1] ?? [],
  );

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

  test('is the production half of React, whatever NODE_ENV says, and holds no logs and no lasting storage', () => {
    expect(process.env['NODE_ENV']).not.toBe('production');
    const scripts = readdirSync(join(one, 'assets')).filter((name) => name.endsWith('.js'));
    const text = scripts.map((name) => readFileSync(join(one, 'assets', name), 'utf8')).join('\n');
    expect(text).toMatch(/sessionStorage/);
    expect(text).not.toMatch(
      /React DevTools|localStorage|indexedDB|document\.cookie|serviceWorker|sendBeacon/,
    );
  });

  test('loads nothing for the launch but what the redirect needs', () => {
    const html = readFileSync(join(one, 'launch.html'), 'utf8');
    const scripts = filesOf(html, /<(?:script|link rel="modulepreload")[^>]*>/g);
    expect(scripts.length).toBeGreaterThan(1);
    const text = scripts.map((file) => readFileSync(join(one, file), 'utf8')).join('');
    expect(text).not.toMatch(/createRoot|uPlot/);
  });

  test('has the launch page fetch ahead all that the next page starts with, once, and no setting', () => {
    const html = readFileSync(join(one, 'launch.html'), 'utf8');
    const next = readFileSync(join(one, 'index.html'), 'utf8');
    const own = filesOf(html, /<(?:script|link rel="modulepreload")[^>]*>/g);
    const ahead = filesOf(html, /<link rel="prefetch"[^>]*>/g);
    expect([...own, ...ahead]).toEqual(
      expect.arrayContaining(filesOf(next, /<(?:script|link)[^>]*>/g)),
    );
    expect(ahead.filter((file) => own.includes(file))).toEqual([]);
    expect(new Set(ahead).size).toBe(ahead.length);
    const chunks = ahead.map((file) => /\/(\w+)/.exec(file)?.[1]);
    expect(chunks).toEqual(expect.arrayContaining(['index', 'rooms', 'Page']));
    expect(ahead.filter((file) => !/^assets\/.+-[\w-]{8}\.(js|css)$/.test(file))).toEqual([]);
  });

  test('gives the app the codebook of the files, and their licences', () => {
    const mappings = join(root, 'fhir-mappings');
    const files = readdirSync(mappings)
      .filter((file) => file.endsWith('.valueset.json'))
      .map((file) => ({ file, json: readJson(join(mappings, file)) as { copyright?: string } }));
    const site = {
      conceptMaps: [
        {
          file: 'codes.json',
          json: readJson(join(mappings, 'sites/sandbox/codes.conceptmap.json')),
        },
      ],
    };
    const built = readJson(join(one, 'mappings.json')) as {
      copyright: string[];
      valueSets: MappingFile[];
    };
    const whole = readCodebook(files, site);
    const served = readCodebook(built.valueSets, site);
    expect([...whole.faults, ...served.faults]).toEqual([]);
    expect(served.value.version).toBe(whole.value.version);
    expect([...served.value.concepts.keys()].sort()).toEqual(
      [...whole.value.concepts.keys()].sort(),
    );
    for (const { json } of files) {
      if (json.copyright !== undefined) expect(built.copyright).toContain(json.copyright);
    }
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
