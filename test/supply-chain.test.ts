import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditVerdict } from './supply-chain/audit-verdict.ts';

const root = resolve(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  /** Shipped inside its parent's archive, whose hash covers it. */
  readonly inBundle?: boolean;
}

const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

/** Licences that let a hospital use, change and pass on the product. */
const allowed =
  /^\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|CC0-1\.0|CC-BY-4\.0|CC-BY-3\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0|MPL-2\.0|WTFPL|Zlib)( (OR|AND) .*)?\)?$/;

/** Packages whose install script is known and not run: `.npmrc` denies all of them. */
const scripted = new Set(['esbuild', 'fsevents', 'msw', 'core-js', 'unrs-resolver']);

describe('the supply chain', () => {
  test('every dependency is pinned to one version', () => {
    const loose = ['dependencies', 'devDependencies']
      .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => !/^(npm:.*@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test('the lock file has an integrity hash for every package and names no host', () => {
    const bare = packages
      .filter(([, p]) => !p.link && !p.inBundle && !p.integrity)
      .map(([path]) => path);
    const hosts = packages.filter(([, p]) => p.resolved !== undefined).map(([path]) => path);
    expect({ bare, hosts }).toEqual({ bare: [], hosts: [] });
  });

  test('every licence is on the list', () => {
    const other = packages
      .filter(([, p]) => !allowed.test(p.license ?? ''))
      .map(([path, p]) => `${nameOf(path)}: ${p.license ?? 'none stated'}`);
    expect(other).toEqual([]);
  });

  test('install scripts are denied, and only known packages have one', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const unknown = packages
      .filter(([path, p]) => p.hasInstallScript && !scripted.has(nameOf(path)))
      .map(([path]) => nameOf(path));
    expect(unknown).toEqual([]);
  });

  test('production stays under 150 packages', () => {
    const production = packages.filter(([, p]) => !p.dev && !p.devOptional);
    expect(production.length).toBeLessThan(150);
  });

  test('fhirclient carries no part of react-native and has the repaired write headers', () => {
    const names = packages.map(([path]) => nameOf(path));
    expect(names.filter((name) => /react-native|expo|unimodules/.test(name))).toEqual([]);
    expect(manifest['dependencies']?.['fhirclient']).toBe('2.6.3');
  });
});

const weakness = (severity: string) => ({
  severity,
  range: '<=4.17.23',
  via: [{ title: 'Code injection', url: 'https://advisories.example/1' }, 'another'],
});
const report = (vulnerabilities: object) =>
  JSON.stringify({ vulnerabilities, metadata: { dependencies: { total: 451 } } });

describe('what a registry says of known weaknesses', () => {
  test.each([
    ['none', {}, 'clean', /451 packages; weaknesses known: 0, high or critical: 0/],
    ['a moderate one', { a: weakness('moderate') }, 'clean', /known: 1, high or critical: 0/],
    ['a high one', { a: weakness('high') }, 'weak', /^high +a <=4.17.23: Code injection https:/],
    ['a critical one', { a: weakness('critical') }, 'weak', /through another[^]*critical: 1/],
  ])('%s is told', (_, vulnerabilities, kind, told) => {
    const verdict = auditVerdict(report(vulnerabilities));
    expect(verdict.kind).toBe(kind);
    expect(verdict.text).toMatch(told);
  });

  test.each([
    ['a refusal', '{"message":"405 Method Not Allowed","statusCode":405}', /\(status 405\)/],
    ['no connection', '{"message":"connect ECONNREFUSED"}', /\(connect ECONNREFUSED\)/],
    ['no answer at all', '', /no report/],
    ['an answer without a list', '{}', /no list/],
  ])('%s is one sentence, and never taken for "none"', (_, printed, told) => {
    const { kind, text } = auditVerdict(printed);
    expect(kind).toBe('unanswered');
    expect(text).toMatch(told);
    expect(text).toMatch(/^The registry did not say .*\n$/);
  });
});
