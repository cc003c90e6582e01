/**
 * Patients per second of a whole `cohort validate`, against the lowest platelet
 * count of the run alone in cql-execution with cql-exec-fhir (`platelet-nadir.cql`,
 * translated by hand), on the same synthetic registry in the same run:
 * `npm run bench:cql [-- patients [rows an hour]]`. One thread each, in CPU seconds.
 * The engine is given every advantage: rows read, parsed, grouped and cleared of
 * withdrawn ones beforehand. The budget is about every row, since an engine has no
 * filter of its own; what it does with the rows that ours kept is printed beside
 * it. With 20 rows an hour that cannot matter a patient has
 * about 4,300 rows; real exports have 5,000 to 20,000. The fewer there are, and
 * most of all when our own filter goes before the engine, the smaller the ratio.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from '../../src/cohort/cases/case.ts';
import { localWorker } from '../../src/cohort/reading/job.ts';
import { deriveNeedles, type Needles } from '../../src/cohort/reading/needles.ts';
import { readExport } from '../../src/cohort/reading/read-export.ts';
import type { Row } from '../../src/cohort/reading/reference.ts';
import { openWorkshop } from '../../src/cohort/reading/workshop.ts';
import { loadSetting } from '../../src/cohort/setting.ts';
import { writeRegistry } from '../../src/cohort/simulation/write-registry.ts';
import { readCases } from '../../src/cohort/source/read-cases.ts';
import { validateVerb } from '../../src/cohort/verbs/validate-verb.ts';
import { cpuSeconds } from './measure.ts';
import { howToInstall, optionalPackage } from './optional-package.ts';

/** What this bench uses of the two packages. */
interface Engine {
  readonly Library: new (elm: unknown) => object;
  readonly Executor: new (library: object) => {
    exec(source: object): Promise<{
      readonly patientResults: Readonly<
        Record<string, { readonly Nadir: { readonly value: number } | null }>
      >;
    }>;
  };
}
interface Records {
  readonly PatientSource: { FHIRv401(): { loadBundles(bundles: readonly object[]): void } };
}

interface Bundle {
  readonly entry: readonly { readonly resource: Row }[];
}

/** Patients with every row are so slow that these tell enough. */
const withEveryRow = 10;
const rounds = 3;
const patients = Number(process.argv[2] ?? 300);
const filler = Number(process.argv[3] ?? 20);
const quiet = { out: () => {}, note: () => {}, progress: () => {} };
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const registry = join(folder, 'registry');
const data = join(registry, 'exports/north');
const site = join(registry, 'sites/north');

/** Parsed and grouped rows of the first patients met. */
async function bundlesOf(needles: Needles | null, most: number): Promise<readonly Bundle[]> {
  const bundles: Bundle[] = [];
  await readExport(
    data,
    { workers: 1, maxBad: 0.05 },
    quiet,
    async (settings) =>
      localWorker(
        openWorkshop(settings, needles, ({ rows }) => {
          if (bundles.length < most)
            bundles.push({ entry: rows.map((resource) => ({ resource })) });
          return null;
        }),
      ),
    () => {},
  );
  return bundles;
}

async function bestSeconds(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) best = Math.min(best, await cpuSeconds(work));
  return best;
}

const line = (what: string, count: number, seconds: number, ours: number): string =>
  `${what.padEnd(42)} ${String(count).padStart(5)} patients ${seconds.toFixed(2).padStart(7)} CPU s ` +
  `${(count / seconds).toFixed(1).padStart(7)} patients/s` +
  (ours > 0 ? `   ours ${((ours * seconds) / count).toFixed(1)} times as many` : '');

const rowsEach = (bundles: readonly Bundle[]): string =>
  (bundles.reduce((sum, { entry }) => sum + entry.length, 0) / bundles.length).toFixed(0);

const lowest = ({ readings }: Case): number | null =>
  readings[0]?.values['platelets-lowest'] ?? null;

async function main(): Promise<readonly string[]> {
  writeRegistry(
    {
      seed: 1,
      patients,
      sites: 1,
      truth: 'published',
      shift: 0,
      slope: 1,
      drift: 0,
      measured: 0.7,
      filler,
    },
    registry,
    () => {},
  );
  const validate = (): Promise<unknown> =>
    Promise.resolve(validateVerb.run({ site, workers: '1', json: true }, [data], quiet));
  const whole = await bestSeconds(validate);
  const ours = patients / whole;
  const lines = [line('cohort validate, from files to figures', patients, whole, 0)];
  const cql = optionalPackage<Engine>('cql-execution');
  const fhir = optionalPackage<Records>('cql-exec-fhir');
  if (!cql || !fhir) return [...lines, howToInstall('cql-execution@3.3.2', 'cql-exec-fhir@2.2.0')];

  const elm: unknown = JSON.parse(
    readFileSync(new URL('./platelet-nadir.elm.json', import.meta.url), 'utf8'),
  );
  const executor = new cql.Executor(new cql.Library(elm));
  const nadirs = new Map<string, number | null>();
  const execute = async (bundles: readonly Bundle[]): Promise<void> => {
    const source = fhir.PatientSource.FHIRv401();
    source.loadBundles(bundles);
    const { patientResults } = await executor.exec(source);
    for (const [id, { Nadir }] of Object.entries(patientResults))
      nadirs.set(id, Nadir?.value ?? null);
  };
  const { codebook, model } = await loadSetting(site);
  for (const [which, needles, most] of [
    ['rows our filter kept', deriveNeedles(codebook), Infinity],
    ['every row', null, withEveryRow],
  ] as const) {
    const bundles = await bundlesOf(needles, most);
    const seconds = await bestSeconds(() => execute(bundles));
    const what = `lowest count in CQL, ${which} (${rowsEach(bundles)})`;
    lines.push(line(what, bundles.length, seconds, ours));
  }

  const { inputs, outcome, eligibility } = model;
  const settings = { inputs, outcome, eligibility, times: ['whole-run'] as const };
  const reading = { workers: 1, maxBad: 0.05 };
  const { cases } = await readCases(data, site, codebook, settings, reading, quiet);
  const included = cases.filter(({ excluded }) => excluded === null);
  const same = included.filter(
    (one) => nadirs.get(one.patient.replace('Patient/', '')) === lowest(one),
  );
  lines.push(`the same lowest count: ${same.length} of ${included.length} patients`);
  return lines;
}

try {
  const lines = await main();
  const load = `one thread each, best of ${rounds}; wanted: 50 times; load ${loadavg()[0]?.toFixed(1)}`;
  process.stdout.write(`${[...lines, load].join('\n')}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
