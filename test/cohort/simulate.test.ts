import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../src/model/content-hash.ts';
import { loadSetting } from '../../src/cohort/setting.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();

/** Everything a small registry of this seed holds. */
const files = async (name: string, seed: string): Promise<string> => {
  const out = folder.file(name);
  await run('simulate', '--out', out, '--patients', '5', '--seed', seed, '--filler', '0');
  const data = join(out, 'exports/north');
  return readdirSync(data)
    .map((file) => readFileSync(join(data, file), 'utf8'))
    .join('');
};

describe('cohort simulate', () => {
  test('makes the same registry from the same seed, and another from another', async () => {
    const first = await files('first', '7');
    expect(await files('second', '7')).toBe(first);
    expect(await files('third', '8')).not.toBe(first);
  });

  test('writes sites of which each is read completely with its own settings', async () => {
    const out = folder.file('three');
    expect(
      (await run('simulate', '--out', out, '--patients', '12', '--sites', '3', '--filler', '0.1'))
        .code,
    ).toBe(0);
    for (const site of ['north', 'south', 'east']) {
      const { code, out: printed } = await run(
        'mapping',
        join(out, 'exports', site),
        '--site',
        join(out, 'sites', site),
        '--json',
      );
      expect(code).toBe(0);
      const found = JSON.parse(printed.join('\n')) as {
        patients: number;
        unmapped: readonly object[];
        concepts: Record<string, { used: number; units: object }>;
      };
      expect(found).toMatchObject({ patients: 12, unmapped: [] });
      for (const concept of ['platelets', 'aptt', 'anti-xa', 'fibrinogen', 'paco2'])
        expect([
          site,
          concept,
          found.concepts[concept]!.used > 12,
          found.concepts[concept]!.units,
        ]).toEqual([site, concept, true, {}]);
    }
  });

  test('reads a hospital’s own codes only with its own settings, and offers a map to fill in', async () => {
    const { out } = await run(
      'mapping',
      join(folder.file('three'), 'exports/south'),
      '--site',
      'fhir-mappings/sites/default',
      '--json',
    );
    const found = JSON.parse(out.join('\n')) as {
      unmapped: readonly { code: string; count: number; display: string }[];
      conceptMap: { group: readonly { source?: string; element: readonly { code: string }[] }[] };
    };
    expect(found.unmapped.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['PLTC', 'PTTH', 'ECMOVA']),
    );
    expect(found.unmapped[0]!.count).toBeGreaterThan(10);
    expect(found.conceptMap.group[0]).toMatchObject({ source: 'http://southgate.example/codes' });
    expect(found.conceptMap.group[0]!.element.map(({ code }) => code)).toContain('PLTC');
  });

  test('refuses to write over anything', async () => {
    const { code, notes } = await run('simulate', '--out', folder.file('three'));
    expect([code, notes[0]]).toEqual([2, expect.stringContaining('exists already')]);
    expect(existsSync(`${folder.file('three')}.part`)).toBe(false);
  });
});

describe('the synthetic site of the sandbox', () => {
  test('loads a sealed document that says it is synthetic wherever it is shown', async () => {
    const { model } = await loadSetting('fhir-mappings/sites/synthetic');
    expect(model.status).toBe('synthetic');
    expect(model.sha256).toBe(await contentHash(model));
    expect(model.title).toContain('not for patients');
    expect(model.limits[0]).toContain('Not for patients');
    expect([...model.inputs, model.intercept].map(({ standing }) => standing)).toEqual(
      Array.from({ length: model.inputs.length + 1 }, () => 'synthetic'),
    );
  });
});
