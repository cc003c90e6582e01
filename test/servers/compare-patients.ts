import type { Bundle } from 'fhir/r4';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assess } from '../../src/assess.ts';
import { loadSetting, type Setting } from '../../src/cohort/setting.ts';
import type { Session } from '../../src/fhir/context.ts';
import { fetchCapabilities } from '../../src/fhir/fetch-capabilities.ts';
import { fetchChart } from '../../src/fhir/fetch-chart.ts';
import { openSession } from '../../src/fhir/launch/open-session.ts';
import { browserTransport } from '../../src/fhir/transport.ts';
import { exportPatients, transactionOf } from '../../src/sandbox/exporting.ts';
import { createHospital, type Hospital } from '../../src/sandbox/hospital.ts';
import type { Json } from './checks.ts';
import type { Reader } from './read-record.ts';
import type { Verdict } from './run-checks.ts';

const root = resolve(import.meta.dirname, '../..');
const ORIGIN = 'http://pretend-hospital.example';

/** Most entries of one transaction: a longer one outlasts what clients and servers wait. */
const MOST_AT_ONCE = 1000;

async function post({ base, headers }: Reader, text: string): Promise<Json> {
  const answer = await fetch(base, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', ...headers },
    body: text,
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`a transaction gave ${answer.status}: ${said.slice(0, 300)}`);
  return JSON.parse(said);
}

/** Loads a patient by transactions and gives the id the server chose. */
async function load(reader: Reader, { entry = [], ...bundle }: Bundle): Promise<string> {
  const given = new Map<string, string>();
  for (let from = 0; from < entry.length; from += MOST_AT_ONCE) {
    const part = entry.slice(from, from + MOST_AT_ONCE);
    const text = JSON.stringify({ ...bundle, entry: part });
    const known = text.replaceAll(/urn:uuid:[\da-f-]{36}/g, (urn) => given.get(urn) ?? urn);
    const made: Json[] = (await post(reader, known)).entry;
    part.forEach(({ fullUrl = '' }, n) => {
      const location = /[A-Z]\w+\/[\w.-]+/.exec(made[n]?.response?.location ?? '')?.[0];
      if (location !== undefined) given.set(fullUrl, location);
    });
  }
  const patient = [...given.values()].find((each) => each.startsWith('Patient/'));
  if (patient === undefined) throw new Error('the transactions named no Patient');
  return patient.slice('Patient/'.length);
}

/** A session as a launch would have opened it; the server is asked with the headers given. */
function sessionAt({ base, headers }: Reader, patient: string): Session {
  const plain = browserTransport();
  const transport = {
    ...plain,
    fetch: (request: Request) => {
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      return plain.fetch(request);
    },
  };
  return openSession({
    issuer: { iss: base, clientId: 'ecmo-ich-risk' },
    token: {
      kind: 'token',
      accessToken: 'none-needed',
      expiresAt: Date.now() + 3_600_000,
      patient,
      scope: 'patient/*.rs',
      needPatientBanner: true,
    },
    tokenEndpoint: `${base}/token`,
    askedScope: '',
    capabilities: fetchCapabilities(base, transport),
    transport,
  });
}

/** What is compared of an assessment: the risk, why there is none, and every input's value. */
interface Said {
  readonly refusals: readonly string[];
  readonly risk: readonly number[] | null;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What the app would say of the patient, read over REST. */
async function sayOverRest(
  session: Session,
  { site, codebook, model }: Setting,
  moment: number,
): Promise<Said & { readonly rows: number }> {
  const chart = await fetchChart(session, { site, codebook, model, now: Date.now() });
  const { patient } = session;
  const context = { site, codebook, model, moment, patient };
  const { notLoaded, void: voiding } = chart;
  const { risk, refusals, inputs } = assess(chart.resources, {
    ...context,
    notLoaded,
    void: voiding,
  });
  return {
    refusals,
    risk: risk && [risk.central, risk.low, risk.high],
    inputs: Object.fromEntries(inputs.map(({ id, value }) => [id, value ?? null])),
    rows: chart.resources.length,
  };
}

/** What the command line says of every patient of the exported files, by id. */
async function sayOfFiles(hospital: Hospital, moment: number): Promise<ReadonlyMap<string, Said>> {
  const folder = mkdtempSync(join(tmpdir(), 'test-servers-'));
  try {
    await exportPatients(hospital, folder);
    const command = [join(root, 'node_modules/tsx/dist/cli.mjs'), 'src/cohort/main.ts', 'assess'];
    const options = ['--site', 'fhir-mappings/sites/sandbox', '--at'];
    const printed = execFileSync(
      process.execPath,
      [...command, join(folder, 'bulk'), ...options, new Date(moment).toISOString()],
      { cwd: root, encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const lines: Json[] = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    return new Map(
      lines.map(({ patient, refusals, risk, inputs }) => [
        String(patient).replace(/^Patient\//, ''),
        {
          refusals,
          risk: risk && [risk.central, risk.low, risk.high],
          inputs: Object.fromEntries(
            Object.entries(inputs).map(([id, input]) => [id, (input as Json)?.value ?? null]),
          ),
        },
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isNear(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-12 : a === b;
}

/** The first difference in words, or null. Numbers agree within 1e-12. */
function difference(files: Said, rest: Said): string | null {
  const [ours, theirs] = [files.refusals.join(), rest.refusals.join()];
  if (ours !== theirs) return `refused [${ours}] of the files, [${theirs}] over REST`;
  for (const [id, value] of Object.entries(files.inputs)) {
    const read = rest.inputs[id] ?? null;
    if (!isNear(value, read)) return `${id} is ${String(value)} of the files, ${String(read)}`;
  }
  const isSame = (files.risk ?? []).every((value, n) => isNear(value, rest.risk?.[n]));
  return isSame ? null : `risk ${String(files.risk)} of the files, ${String(rest.risk)} over REST`;
}

/**
 * Loads every patient of the pretend hospital into a server as transactions, and
 * compares what the app's own reading says of each, as of one moment, with what
 * the command line says of the exported files. Wants write access of all types.
 */
export async function comparePatients(
  reader: Reader,
  told: (verdict: Verdict) => void,
  names?: readonly string[],
): Promise<void> {
  const hospital = createHospital({ origin: ORIGIN, appOrigin: ORIGIN });
  const setting = await loadSetting('fhir-mappings/sites/sandbox');
  const ids = new Map<string, string>();
  for (const { id } of hospital.patients) {
    if (names !== undefined && !names.includes(id)) continue;
    try {
      ids.set(id, await load(reader, transactionOf(hospital, id)));
    } catch (problem) {
      told({ name: id, wrong: String(problem) });
    }
  }
  const moment = Date.now();
  const files = await sayOfFiles(hospital, moment);
  for (const [name, id] of ids) {
    const ofFiles = files.get(name);
    const rest = await sayOverRest(sessionAt(reader, id), setting, moment).catch(String);
    const wrong =
      typeof rest === 'string'
        ? rest
        : ofFiles === undefined
          ? 'not in the exported files'
          : difference(ofFiles, rest);
    const seen = typeof rest === 'string' ? '' : `, ${rest.rows} rows, ${summary(rest)}`;
    told({ name: `${name} as Patient/${id}${seen}`, wrong });
  }
}

function summary({ risk, refusals }: Said): string {
  return risk === null ? `refused: ${refusals.join(', ')}` : `risk ${String(risk[0])}`;
}
