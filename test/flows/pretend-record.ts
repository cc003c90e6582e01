import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bundle, FhirResource, RiskAssessment } from 'fhir/r4';

const root = resolve(import.meta.dirname, '../..');

const types = [
  'Encounter',
  'Observation',
  'Condition',
  'Procedure',
  'MedicationAdministration',
  'DeviceUseStatement',
  'Device',
  'ImagingStudy',
  'DiagnosticReport',
];

/** The pretend hospital, read by a tester with a token of its own, apart from the app's code. */
export class PretendRecord {
  readonly #hospital: string;
  readonly #patient: string;
  #token = '';

  constructor(hospital: string, patient: string) {
    this.#hospital = hospital;
    this.#patient = patient;
  }

  async #get<T>(path: string): Promise<T> {
    if (this.#token === '') {
      const answer = await fetch(`${this.#hospital}/sandbox/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ scope: 'patient/*.rs', patient: this.#patient }),
      });
      this.#token = ((await answer.json()) as { access_token: string }).access_token;
    }
    const answer = await fetch(path.startsWith('http') ? path : `${this.#hospital}/fhir/${path}`, {
      headers: { Authorization: `Bearer ${this.#token}` },
    });
    if (!answer.ok) throw new Error(`invalid answer; ${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  async #search(path: string): Promise<FhirResource[]> {
    const rows: FhirResource[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const page: Bundle = await this.#get<Bundle>(next);
      rows.push(...(page.entry ?? []).flatMap(({ resource }) => (resource as FhirResource) ?? []));
      next = page.link?.find(({ relation }) => relation === 'next')?.url;
    }
    return rows;
  }

  /** Everything of the patient, as one collection Bundle. */
  async bundle(): Promise<Bundle> {
    const patient = await this.#get<FhirResource>(`Patient/${this.#patient}`);
    const rows = await Promise.all(
      types.map((type) => this.#search(`${type}?patient=${this.#patient}`)),
    );
    return {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [patient, ...rows.flat()].map((resource) => ({ resource })),
    };
  }

  /** The RiskAssessments the hospital holds for the patient. */
  async riskAssessments(): Promise<RiskAssessment[]> {
    const rows = await this.#search(`RiskAssessment?patient=${this.#patient}`);
    return rows.filter((row): row is RiskAssessment => row.resourceType === 'RiskAssessment');
  }
}

/** One line of `cohort assess`, as far as the journeys compare it. */
export interface AssessedLine {
  readonly patient: string;
  readonly refused: string | null;
  readonly risk: { readonly central: number; readonly low: number; readonly high: number } | null;
}

/** What the command line says of the same resources at the same moment. */
export function assessFile(bundle: Bundle, at: string, entries: readonly string[]): AssessedLine {
  const folder = mkdtempSync(join(tmpdir(), 'journey-'));
  try {
    const file = join(folder, 'bundle.json');
    writeFileSync(file, JSON.stringify(bundle));
    const printed = execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/tsx/dist/cli.mjs'),
        'src/cohort/main.ts',
        'assess',
        file,
        '--site',
        'fhir-mappings/sites/sandbox',
        '--at',
        at,
        ...entries.flatMap((entry) => ['--enter', entry]),
      ],
      { cwd: root, encoding: 'utf8' },
    );
    return JSON.parse(printed.trim().split('\n')[0] ?? '') as AssessedLine;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
