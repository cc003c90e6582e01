/**
 * Keeping and grouping the lines that matter, against grep and against parsing
 * everything, in CPU seconds on the same file in the same run:
 * `npx tsx --expose-gc test/bench/export.ts [gigabytes]`. The file is made first, about
 * 1,400 bytes a line, 6.4 % platelets, the rest codes nobody asks for.
 */
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/cohort/distributions/random.ts';
import { collectPart } from '../../src/cohort/reading/collect.ts';
import { localWorker } from '../../src/cohort/reading/job.ts';
import { lineFilter } from '../../src/cohort/reading/line-filter.ts';
import { readLines } from '../../src/cohort/reading/lines.ts';
import { deriveNeedles } from '../../src/cohort/reading/needles.ts';
import { readExport } from '../../src/cohort/reading/read-export.ts';
import { RowStore } from '../../src/cohort/reading/row-store.ts';
import { openWorkshop } from '../../src/cohort/reading/workshop.ts';
import { loadSetting } from '../../src/cohort/setting.ts';

const gigabytes = Number(process.argv[2] ?? 0.3);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(folder, 'Observation.ndjson');
const others =
  '2951-2 2823-3 2075-0 8867-4 9279-1 8310-5 59408-5 6690-2 789-8 787-2 19123-9 2777-1'.split(' ');

function observation(id: number, code: string, patient: number, value: number): string {
  const unit = { value, unit: '10*3/uL', system: 'http://unitsofmeasure.org', code: '10*3/uL' };
  return `${JSON.stringify({
    resourceType: 'Observation',
    id: `o${id}`,
    meta: {
      versionId: '1',
      lastUpdated: '2026-01-01T00:00:00.000Z',
      source: '#a1b2c3',
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab'],
    },
    identifier: [
      {
        use: 'official',
        system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.798268',
        value: `${900000 + id}`,
      },
    ],
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
            display: 'Laboratory',
          },
        ],
        text: 'Laboratory',
      },
    ],
    code: {
      coding: [
        {
          system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282',
          code: `LAB${id % 997}`,
          display: 'A local name',
        },
        { system: 'http://loinc.org', code, display: 'A published name' },
      ],
      text: 'A local name',
    },
    subject: { reference: `Patient/p${patient}`, display: 'Synthetic' },
    encounter: { reference: `Encounter/e${patient}`, display: 'Inpatient' },
    effectiveDateTime: '2026-01-02T10:00:00Z',
    issued: '2026-01-02T11:00:00Z',
    performer: [{ reference: 'Practitioner/x1', display: 'Central laboratory' }],
    valueQuantity: unit,
    interpretation: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
            code: 'L',
            display: 'Low',
          },
        ],
      },
    ],
    referenceRange: [{ low: unit, high: unit, text: '150 - 400 10*3/uL' }],
  })}\n`;
}

function make(): void {
  const random = seededRandom(1);
  const descriptor = openSync(file, 'w');
  let held = '';
  for (let id = 0, bytes = 0; bytes < gigabytes * 1e9; id += 1) {
    const code = random.bernoulli(0.064) ? '777-3' : others[random.integer(others.length)]!;
    held += observation(id, code, random.integer(20_000), random.integer(400));
    if (held.length < 1 << 22) continue;
    bytes += writeSync(descriptor, held);
    held = '';
  }
  closeSync(descriptor);
}

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
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

const quiet = { out: () => {}, note: () => {}, progress: () => {} };
const { codebook } = await loadSetting('fhir-mappings/sites/default');
const needles = deriveNeedles(codebook);
make();
const patterns = join(folder, 'codes');
const codes = [...codebook.concepts.values()].flatMap((concept) =>
  concept.codes.map(({ code, match }) => (match === 'exact' ? `"${code}"` : `"${code}`)),
);
writeFileSync(patterns, `${codes.join('\n')}\n`);

const part = { path: file, number: 0, from: 0, to: Number.MAX_SAFE_INTEGER };
const partitions = 8;
const keepAndGroup = async (): Promise<unknown> => {
  const store = new RowStore(mkdtempSync(join(folder, 'rows-')), 'w0', partitions);
  await collectPart(part, lineFilter(needles), store, () => {});
  store.flush();
  return Array.from({ length: partitions }, (_, index) => store.read(index, ['w0']).size);
};
const readPatients = async (): Promise<unknown> =>
  readExport(
    file,
    { workers: 1, maxBad: 0 },
    quiet,
    async (settings) =>
      localWorker(openWorkshop(settings, needles, ({ rows }) => String(rows.length))),
    () => {},
  );
const parseAll = async (): Promise<unknown> =>
  readLines(part, (bytes, start, end) => JSON.parse(bytes.toString('utf8', start, end)));

const best = { grep: Infinity, ours: Infinity, patients: Infinity, parse: Infinity };
for (let round = 0; round < 3; round += 1) {
  best.grep = Math.min(best.grep, grepSeconds(patterns));
  best.ours = Math.min(best.ours, await cpuSeconds(keepAndGroup));
  best.patients = Math.min(best.patients, await cpuSeconds(readPatients));
  best.parse = Math.min(best.parse, await cpuSeconds(parseAll));
}
const megabytes = statSync(file).size / 1e6;
rmSync(folder, { recursive: true });
const line = (what: string, seconds: number): string =>
  `${what.padEnd(36)} ${seconds.toFixed(2).padStart(7)} CPU s ${(megabytes / seconds).toFixed(0).padStart(6)} MB/CPU s ${(seconds / best.ours).toFixed(2).padStart(6)}`;
process.stdout.write(
  [
    `${megabytes.toFixed(0)} MB, ${codes.length} codes`,
    line('grep -F, the same codes', best.grep),
    line('keep and group by patient', best.ours),
    line('the same, and every kept row parsed', best.patients),
    line('JSON.parse of every line', best.parse),
    `resident memory at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
    '',
  ].join('\n'),
);
