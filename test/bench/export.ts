/**
 * Keeping and grouping the lines that matter, against grep, against parsing
 * everything and against DuckDB where it is installed, in CPU seconds on the same
 * file in the same run; and two threads against one, in wall seconds, which need
 * two cores that have nothing else to do:
 * `npm run bench:export [-- gigabytes]`. The file is made first
 * (`observations.ts`).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectPart } from '../../src/cohort/reading/collect.ts';
import { localWorker } from '../../src/cohort/reading/job.ts';
import { lineFilter } from '../../src/cohort/reading/line-filter.ts';
import { readLines } from '../../src/cohort/reading/lines.ts';
import { deriveNeedles } from '../../src/cohort/reading/needles.ts';
import type { Patient } from '../../src/cohort/reading/patient.ts';
import { readExport } from '../../src/cohort/reading/read-export.ts';
import type { Row } from '../../src/cohort/reading/reference.ts';
import { RowStore } from '../../src/cohort/reading/row-store.ts';
import { openWorkshop } from '../../src/cohort/reading/workshop.ts';
import { loadSetting } from '../../src/cohort/setting.ts';
import { openDuckDb } from './duckdb.ts';
import { cpuSeconds } from './measure.ts';
import { howToInstall } from './optional-package.ts';
import { threadSeconds } from './threads.ts';

const gigabytes = Number(process.argv[2] ?? 0.3);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(folder, 'Observation.ndjson');

function make(): void {
  const maker = fileURLToPath(new URL('./observations.ts', import.meta.url));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', maker, file, String(gigabytes)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
}

function grepSeconds(patterns: string): number {
  const { stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; time LC_ALL=C grep -F -c -f "$1" "$2"`, 'bash', patterns, file],
    { encoding: 'utf8' },
  );
  return stderr
    .trim()
    .split(/\s+/)
    .reduce((sum, part) => sum + Number(part), 0);
}

const site = 'fhir-mappings/sites/default';
const rounds = 3;
const quiet = { out: () => {}, note: () => {}, progress: () => {} };
const { codebook } = await loadSetting(site);
const needles = deriveNeedles(codebook);
make();
const patterns = join(folder, 'codes');
const codes = [...codebook.concepts.values()].flatMap((concept) =>
  concept.codes.map(({ code, match }) => (match === 'exact' ? `"${code}"` : `"${code}`)),
);
writeFileSync(patterns, `${codes.join('\n')}\n`);

const part = { path: file, number: 0, from: 0, to: Number.MAX_SAFE_INTEGER };
const partitions = 8;
const filter = lineFilter(needles);
const keepAndGroup = async (): Promise<unknown> => {
  const store = new RowStore(mkdtempSync(join(folder, 'rows-')), 'w0', partitions);
  await collectPart(part, filter, filter.openWindow(), store, () => {});
  store.flush();
  return Array.from({ length: partitions }, (_, index) => store.read(index, ['w0']).size);
};
const allCodes = [...codebook.concepts.values()].flatMap((concept) =>
  concept.codes.map(({ code }) => code),
);
const counts = codebook.concepts.get('platelets')?.codes.map(({ code }) => code) ?? [];
type Kept = Row & {
  readonly code: { readonly coding: readonly { readonly code: string }[] };
  readonly valueQuantity: { readonly value: number };
};
function lowestOf({ rows }: Patient): string {
  const values = (rows as readonly Kept[])
    .filter(({ code }) => code.coding.some((coding) => counts.includes(coding.code)))
    .map(({ valueQuantity }) => valueQuantity.value);
  return String(Math.min(...values));
}
const lowest = new Map<string, number>();
const readPatients = async (): Promise<unknown> =>
  readExport(
    file,
    { workers: 1, maxBad: 0 },
    quiet,
    async (settings) => localWorker(openWorkshop(settings, needles, lowestOf)),
    ({ patient, text }) => lowest.set(patient, Number(text)),
  );
const parseAll = async (): Promise<unknown> =>
  readLines(part, (bytes, start, end) => JSON.parse(bytes.toString('utf8', start, end)));

const best = {
  grep: Infinity,
  ours: Infinity,
  patients: Infinity,
  parse: Infinity,
  one: Infinity,
  two: Infinity,
  duckDb: Infinity,
  duckDbLowest: Infinity,
};
const least = (what: keyof typeof best, seconds: number): void => {
  best[what] = Math.min(best[what], seconds);
};
least('ours', await cpuSeconds(keepAndGroup));
least('patients', await cpuSeconds(readPatients));
const resident = process.resourceUsage().maxRSS / 1024;
const duckDb = await openDuckDb(file, allCodes, counts);
const found = new Map<string, number>();
const lowestInDuckDb = async (): Promise<void> => {
  for (const [patient, value] of (await duckDb?.lowest()) ?? []) found.set(patient, value);
};
for (let round = 0; round < rounds; round += 1) {
  least('grep', grepSeconds(patterns));
  least('ours', await cpuSeconds(keepAndGroup));
  least('patients', await cpuSeconds(readPatients));
  least('parse', await cpuSeconds(parseAll));
  least('one', await threadSeconds(file, site, 1, folder));
  least('two', await threadSeconds(file, site, 2, folder));
  if (!duckDb) continue;
  least('duckDb', await cpuSeconds(() => duckDb.keepAndGroup()));
  least('duckDbLowest', await cpuSeconds(lowestInDuckDb));
}
const megabytes = statSync(file).size / 1e6;
rmSync(folder, { recursive: true });

const line = (what: string, seconds: number): string =>
  `${what.padEnd(36)} ${seconds.toFixed(2).padStart(7)} CPU s ${(megabytes / seconds).toFixed(0).padStart(6)} MB/CPU s ${(seconds / best.ours).toFixed(2).padStart(6)}`;
const ratio = (what: string, measured: number, wanted: string): string =>
  `${what.padEnd(52)} ${measured.toFixed(2).padStart(6)}   (wanted: ${wanted})`;
const same = [...lowest].filter(([patient, value]) => found.get(patient) === value).length;
process.stdout.write(
  [
    `${megabytes.toFixed(0)} MB, ${codes.length} codes, best of ${rounds}`,
    line('grep -F, the same codes', best.grep),
    line('keep and group by patient', best.ours),
    line('the same, lowest count of each patient', best.patients),
    line('JSON.parse of every line', best.parse),
    ...(duckDb
      ? [
          line('DuckDB read_json, keep and group', best.duckDb),
          line('DuckDB read_json, lowest count', best.duckDbLowest),
        ]
      : []),
    ratio('keep and group against grep', best.ours / best.grep, 'at most 2'),
    ratio('JSON.parse against keep and group', best.parse / best.ours, 'at least 4'),
    ...(duckDb
      ? [
          ratio('DuckDB against us, keep and group', best.duckDb / best.ours, 'at least 1.3'),
          ratio(
            'DuckDB against us, lowest count',
            best.duckDbLowest / best.patients,
            'at least 1.3',
          ),
          `the same lowest count: ${same} of ${lowest.size} patients, ${found.size} in DuckDB`,
        ]
      : [howToInstall('@duckdb/node-api@1.5.6-r.1')]),
    ratio(`one thread (${best.one.toFixed(2)} s) against two`, best.one / best.two, 'at least 1.4'),
    `resident memory at most ${resident.toFixed(0)} MB, the first time through; load ${loadavg()[0]?.toFixed(1)}`,
    '',
  ].join('\n'),
);
