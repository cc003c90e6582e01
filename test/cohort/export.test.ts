import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { seededRandom } from '../../src/cohort/distributions/random.ts';
import { lineFilter } from '../../src/cohort/reading/line-filter.ts';
import { deriveNeedles } from '../../src/cohort/reading/needles.ts';
import { loadSetting } from '../../src/cohort/setting.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const registry = folder.file('registry');
const at = '2022-06-15T12:00:00Z';
const exportOf = (site: string): string => join(registry, 'exports', site);
const siteOf = (site: string): string => join(registry, 'sites', site);

const assessed = async (path: string, site: string, ...more: readonly string[]): Promise<string> =>
  (await run('assess', path, '--site', siteOf(site), '--at', at, ...more)).out.join('\n');

/** Every line of one site's export, uncompressed. */
function linesOf(site: string): readonly string[] {
  return readdirSync(exportOf(site))
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) =>
      readFileSync(join(exportOf(site), name), 'utf8')
        .replace('\uFEFF', '')
        .split(/\r?\n/),
    )
    .filter((line) => line !== '');
}

beforeAll(async () => {
  const { code } = await run(
    'simulate',
    '--out',
    registry,
    '--patients',
    '25',
    '--sites',
    '3',
    '--filler',
    '0.1',
    '--seed',
    '5',
  );
  expect(code).toBe(0);
});

describe('reading an export', () => {
  test('gives the same output for one worker and for three', async () => {
    for (const site of ['south', 'east'] as const) {
      const one = await assessed(exportOf(site), site);
      expect(one.split('\n')).toHaveLength(25);
      expect(await assessed(exportOf(site), site, '--workers', '1')).toBe(one);
      expect(await assessed(exportOf(site), site, '--workers', '3')).toBe(one);
    }
  });

  test('does not care for the order of lines, files, ends of line, marks or compression', async () => {
    const lines = linesOf('east');
    const expected = await assessed(exportOf('east'), 'east');
    const shape = fc.record({
      seed: fc.nat(1000),
      files: fc.integer({ min: 1, max: 4 }),
      end: fc.constantFrom('\n', '\r\n'),
      mark: fc.boolean(),
      compressed: fc.boolean(),
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, files, end, mark, compressed }) => {
        const order = seededRandom(seed).shuffle(lines.map((_, index) => index));
        const path = folder.file(`shaped-${(count += 1)}`);
        mkdirSync(path);
        for (let part = 0; part < files; part += 1) {
          const some = order
            .filter((_, index) => index % files === part)
            .map((index) => lines[index]);
          const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${some.join(end)}${end}`);
          const name = `part-${part}.ndjson${compressed ? '.gz' : ''}`;
          writeFileSync(join(path, name), compressed ? gzipSync(bytes) : bytes);
        }
        expect(await assessed(path, 'east')).toBe(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('drops no line that could change an assessment', async () => {
    const setting = await loadSetting(siteOf('north'));
    const filter = lineFilter(deriveNeedles(setting.codebook));
    const kept = (line: string): boolean => {
      const bytes = Buffer.from(line);
      return filter.keep(bytes, 0, bytes.length);
    };
    const patients = new Map<string, string[]>();
    for (const line of linesOf('north')) {
      const row = JSON.parse(line) as {
        resourceType: string;
        id: string;
        subject?: { reference: string };
      };
      const whose = row.resourceType === 'Patient' ? `Patient/${row.id}` : row.subject?.reference;
      if (whose !== undefined) patients.set(whose, [...(patients.get(whose) ?? []), line]);
    }
    const facts = (patient: string, lines: readonly string[]): unknown =>
      assess(
        lines.map((line) => JSON.parse(line) as unknown),
        { ...setting, moment: Date.parse(at), patient },
      );
    let dropped = 0;
    for (const [patient, lines] of patients) {
      const some = lines.filter(kept);
      dropped += lines.length - some.length;
      const whole = facts(patient, lines) as {
        candidates: unknown;
        inputs: unknown;
        risk: unknown;
      };
      expect(facts(patient, some)).toEqual(whole);
    }
    expect(dropped).toBeGreaterThan(100);
  });

  test('says what was looked for where nobody was on ECMO', async () => {
    const path = folder.file('nobody.ndjson');
    writeFileSync(path, '{"resourceType":"Patient","id":"1"}\n');
    const { code, notes } = await run('describe', path, '--site', siteOf('north'));
    expect([code, notes.at(-1)]).toEqual([
      2,
      expect.stringMatching(/1 patients and no run of ECMO.*ecmo-va/),
    ]);
  });
});

describe('a command that is broken off', () => {
  const command = [
    '--import',
    'tsx',
    'src/cohort/main.ts',
    'assess',
    exportOf('north'),
    '--site',
    siteOf('north'),
    '--at',
    at,
    '--workers',
    '2',
    '--temp',
  ];

  test('leaves nothing behind, and neither does one that ends well', async () => {
    const temporary = folder.file('temporary');
    mkdirSync(temporary);
    const child = spawn(process.execPath, [...command, temporary], { stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    while (readdirSync(temporary).length === 0 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);

    await new Promise<void>((resolve, reject) => {
      execFile(process.execPath, [...command, temporary], { maxBuffer: 1 << 26 }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    expect(readdirSync(temporary)).toEqual([]);
  });
});
