import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportPatients } from '../../src/sandbox/exporting.ts';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const origin = 'http://hospital.test';
const at = '2026-03-10T15:00:00Z';
const common = ['--site', 'fhir-mappings/sites/sandbox', '--at', at];

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly subject?: { readonly reference?: string };
  readonly patient?: { readonly reference?: string };
}
interface Line {
  readonly patient: string;
  readonly risk: object | null;
  readonly refused: string | null;
  readonly inputs: Readonly<Record<string, { readonly value: unknown } | null>>;
}

const bulk = new Map<string, string>();
let resources: readonly Resource[] = [];

beforeAll(async () => {
  const hospital = createHospital({
    origin,
    appOrigin: 'http://app.test',
    now: () => new Date(at),
  });
  await exportPatients(hospital, folder.path);
  resources = readdirSync(folder.file('bulk')).flatMap((name) =>
    readFileSync(join(folder.file('bulk'), name), 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Resource),
  );
  const { out } = await run('assess', folder.file('bulk'), ...common);
  for (const line of out) bulk.set((JSON.parse(line) as Line).patient, line);
});

/** What a patient's searches would answer: the patient's own rows and those that belong to nobody. */
function searchset(patient: string): object {
  const mine = resources.filter((resource) => {
    const whose = resource.subject?.reference ?? resource.patient?.reference;
    const isPatient = resource.resourceType === 'Patient';
    return isPatient
      ? `Patient/${resource.id}` === patient
      : whose === undefined || whose === patient;
  });
  const entry = mine.map((resource) => ({
    fullUrl: `${origin}/fhir/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }));
  return { resourceType: 'Bundle', type: 'searchset', entry };
}

describe('the pretend hospital’s patients', () => {
  test('are all there, most with a risk and each of the others with a reason', () => {
    const lines = [...bulk.values()].map((line) => JSON.parse(line) as Line);
    expect(lines.length).toBeGreaterThanOrEqual(12);
    for (const line of lines) expect(line.risk === null).toBe(line.refused !== null);
    expect(lines.filter(({ risk }) => risk !== null).length).toBeGreaterThan(3);
  });

  test('get the same assessment from what a browser is sent and from a bulk export', async () => {
    for (const [patient, line] of bulk) {
      const path = folder.file('searchset.json');
      writeFileSync(path, JSON.stringify(searchset(patient)));
      const { out } = await run('assess', path, ...common);
      expect(out).toEqual([line]);
    }
  });

  test('get the same risk from a transaction with references by urn', async () => {
    for (const name of readdirSync(folder.file('transactions'))) {
      const { out } = await run('assess', join(folder.file('transactions'), name), ...common);
      const [found, ...others] = out.map((line) => JSON.parse(line) as Line);
      const expected = JSON.parse(bulk.get(`Patient/${name.replace('.json', '')}`)!) as Line;
      const facts = ({ risk, refused, inputs }: Line): object => ({
        risk,
        refused,
        values: Object.entries(inputs).map(([id, input]) => [id, input?.value]),
      });
      expect([name, others]).toEqual([name, []]);
      expect([name, facts(found!)]).toEqual([name, facts(expected)]);
    }
  });
});
