import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

/** Which rooms a room may import from; itself is always allowed. Rooms not named import nothing of ours. */
const mayImport: Record<string, readonly string[]> = {
  faults: [],
  model: ['faults'],
  clinical: ['model', 'faults'],
  assess: ['clinical', 'model', 'faults'],
  course: ['assess', 'clinical', 'model', 'faults'],
  fhir: ['course', 'assess', 'clinical', 'model', 'faults'],
  app: ['fhir', 'course', 'assess', 'clinical', 'model', 'faults'],
  cohort: ['course', 'assess', 'clinical', 'model', 'faults'],
  site: ['fhir', 'assess', 'clinical', 'model', 'faults'],
  sandbox: [],
};

/** What a room may use from outside: packages and parts of the platform. */
const packages: Record<string, RegExp> = {
  faults: /^$/,
  model: /^$/,
  clinical: /^(date-fns|@date-fns\/tz|fhir\/r4)$/,
  assess: /^$/,
  course: /^$/,
  fhir: /^(fhirclient.*|fhir\/r4|date-fns)$/,
  app: /^(react|react-dom.*|react\/.*|uplot.*|date-fns.*|@date-fns\/tz|fhir\/r4)$/,
  cohort: /^(node:.*|date-fns|@date-fns\/tz|fhir\/r4)$/,
  site: /^(node:.*|fhir\/r4)$/,
  sandbox: /^(node:.*|fhir\/r4|vite|date-fns|@date-fns\/tz)$/,
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(source, file));

const roomOf = (file: string): string =>
  relative(source, file).split('/')[0]?.replace(/\.ts$/, '') ?? '';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  return [
    ...[...text.matchAll(statement)].map((m) => ({ from: file, to: m[2] ?? '', typeOnly: !!m[1] })),
    ...[...text.matchAll(dynamic)].map((m) => ({ from: file, to: m[1] ?? '', typeOnly: false })),
  ];
});

const ours = imports
  .filter((i) => i.to.startsWith('.'))
  .map((i) => ({ ...i, to: resolve(dirname(i.from), i.to) }))
  .filter((i) => i.to.startsWith(source) && /\.tsx?$/.test(i.to));

describe('the rooms', () => {
  test('every file lies in a room of the table', () => {
    expect(files.filter((file) => !(roomOf(file) in mayImport))).toEqual([]);
  });

  test('imports run one way and nobody imports a door', () => {
    const broken = ours
      .filter(({ from, to }) => roomOf(from) !== roomOf(to))
      .filter(({ from, to }) => !mayImport[roomOf(from)]?.includes(roomOf(to)))
      .map(({ from, to }) => `${relative(root, from)} imports ${relative(root, to)}`);
    expect(broken).toEqual([]);
  });

  test('a room uses only the packages it may', () => {
    const broken = imports
      .filter((i) => !i.to.startsWith('.') && !i.to.endsWith('.css'))
      .filter((i) => !packages[roomOf(i.from)]?.test(i.to))
      .map((i) => `${relative(root, i.from)} imports ${i.to}`);
    expect(broken).toEqual([]);
  });

  test('only the session talks to fhirclient', () => {
    const users = imports.filter((i) => i.to.startsWith('fhirclient')).map((i) => i.from);
    expect([...new Set(users)]).toEqual([join(source, 'fhir/session.ts')]);
  });

  test('no module imports itself through others', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of ours)
      if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path, file].map((p) => relative(source, p)).join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of next.keys()) walk(file, []);
    expect(cycles).toEqual([]);
  });

  test('behind the doors nothing reads the clock, the screen or the network', () => {
    const outside =
      /\bDate\.now\(|new Date\(\)|\bdocument\.(querySelector|createElement|getElementById|body|cookie)|(?<![.\w])(window\.(location|document|navigator)|navigator\.|localStorage|sessionStorage|fetch\(|process\.)/;
    const broken = files
      .filter((file) => ['clinical', 'model', 'assess', 'course', 'faults'].includes(roomOf(file)))
      .filter((file) =>
        outside.test(readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')),
      )
      .map((file) => relative(root, file));
    expect(broken).toEqual([]);
  });

  test('no hand-written file has more than 300 lines', () => {
    const written = ['src', 'test']
      .flatMap((top) =>
        readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((f) =>
          join(root, top, f),
        ),
      )
      .filter((file) => /\.(tsx?|css|mjs|js|R|java)$/.test(file));
    const long = written
      .map(
        (file) =>
          [relative(root, file), readFileSync(file, 'utf8').split('\n').length - 1] as const,
      )
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  test('the top level holds what was agreed and nothing else', () => {
    const agreed = new Set([
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'vite.config.ts',
      'launch.html',
      'index.html',
      'src',
      'fhir-mappings',
      'test',
      'README.md',
      'LICENSE',
    ]);
    const made = new Set(['node_modules', 'dist', 'coverage']);
    const other = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !agreed.has(name) && !made.has(name),
    );
    expect(other).toEqual([]);
  });
});
