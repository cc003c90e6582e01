import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportPatients, transactionOf } from '../../src/sandbox/exporting.ts';
import { openBench, send } from './app-driver.ts';

describe('an export', () => {
  const { hospital } = openBench();
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
    await exportPatients(hospital, folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives Bulk NDJSON by type, with every resource once', async () => {
    for (const type of hospital.store.types()) {
      const text = await readFile(join(folder, 'bulk', `${type}.ndjson`), 'utf8');
      const ids = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id as string);
      expect(ids).toEqual(hospital.store.all(type).map(({ id }) => id));
    }
  });

  it('gives transactions that an empty hospital takes whole', async () => {
    expect(await readdir(join(folder, 'transactions'))).toEqual(['clean-va.json', 'vv-no-ct.json']);
    const empty = openBench({ patients: [], writeAnything: true }).hospital;
    const token = empty.grant({ scope: 'user/*.cruds' });
    const bundle = transactionOf(hospital, 'clean-va');
    const { status, json } = await send(empty, token, 'POST', '', bundle);
    expect(status).toBe(200);
    expect(json.entry).toHaveLength(bundle.entry?.length ?? 0);
    const [patient] = empty.store.all('Patient');
    const count = (from: typeof empty, id: string) => from.store.all('Observation', id).length;
    expect(count(empty, patient?.id ?? '')).toBe(count(hospital, 'clean-va'));
    expect(JSON.stringify(empty.store.all('Procedure'))).not.toContain('urn:uuid');
  });
});
