import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const site = 'fhir-mappings/sites/default';
const at = '2026-01-03T00:00:00Z';

const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1960-01-01' };
const ecmo = {
  resourceType: 'Procedure',
  id: 'e1',
  status: 'in-progress',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '786451004' }] },
  subject: { reference: 'Patient/p1' },
  performedPeriod: { start: '2026-01-01T00:00:00Z' },
};
const platelets = (id: string, value: number, reference = 'Patient/p1') => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '777-3' }] },
  subject: { reference },
  effectiveDateTime: '2026-01-01T10:00:00Z',
  issued: '2026-01-01T11:00:00Z',
  valueQuantity: { value, unit: '10*3/uL', system: 'http://unitsofmeasure.org', code: '10*3/uL' },
});
const rows = [patient, ecmo, platelets('o1', 50), platelets('o2', 80)];
const entered = ['--enter', 'ffp-units=2', '--enter', 'stroke-history=no', '--enter', 'gwr=1.24'];

function written(name: string, content: unknown): string {
  const path = folder.file(name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const bundle = (name: string, all: readonly object[], type = 'collection'): string =>
  written(name, {
    resourceType: 'Bundle',
    type,
    entry: all.map((resource) => ({ resource })),
  });
const ndjson = (name: string, all: readonly object[], end = '\n'): string =>
  written(name, all.map((row) => JSON.stringify(row)).join(end));

interface Line {
  readonly patient: string;
  readonly refused: string | null;
  readonly risk: { readonly central: number } | null;
  readonly inputs: Readonly<
    Record<string, { readonly value: unknown; readonly sources: readonly string[] } | null>
  >;
}
const parsed = (out: readonly string[]): readonly Line[] =>
  out.map((line) => JSON.parse(line) as Line);

describe('cohort assess', { timeout: 60_000 }, () => {
  test('prints the members promised to scripts, one patient a line', async () => {
    const { code, out } = await run(
      'assess',
      bundle('one.json', rows),
      '--site',
      site,
      '--at',
      at,
      ...entered,
    );
    expect(code).toBe(0);
    expect(out).toHaveLength(1);
    const line = parsed(out)[0]!;
    expect(Object.keys(line)).toEqual(
      expect.arrayContaining(
        'patient moment ecmo inputs risk oddsToReference refused faults candidates'.split(' '),
      ),
    );
    expect(Object.keys(line.inputs)).toEqual([
      'gwr',
      'stroke-history',
      'ffp-units',
      'platelets-lowest',
    ]);
    expect(line).toMatchObject({
      patient: 'Patient/p1',
      moment: '2026-01-03T00:00:00.000Z',
      ecmo: { start: '2026-01-01T00:00:00Z', mode: 'VA', sources: ['Procedure/e1'] },
      refused: null,
      inputs: { 'platelets-lowest': { value: 50, unit: '10*9/L', sources: ['Observation/o1'] } },
      candidates: { platelets: { used: expect.anything() } },
    });
    expect(line.risk!.central).toBeGreaterThan(0.05);
    expect(line.risk!.central).toBeLessThan(0.07);
  });

  test('gives the same assessment from a searchset, an array, NDJSON and any order of it', async () => {
    const shuffled = [rows[2]!, rows[0]!, rows[3]!, rows[1]!];
    mkdirSync(folder.file('export'));
    ndjson('export/a.ndjson', shuffled.slice(0, 2), '\r\n');
    ndjson('export/b.ndjson', shuffled.slice(2));
    const inputs = [
      bundle('search.json', rows, 'searchset'),
      written('array.json', rows),
      ndjson('all.ndjson', shuffled),
      folder.file('export'),
    ];
    const texts = [];
    for (const input of inputs)
      texts.push(
        (await run('assess', input, '--site', site, '--at', at, ...entered)).out.join('\n'),
      );
    expect(new Set(texts).size).toBe(1);
  });

  test('finds whose a row is through urn, absolute and contained references', async () => {
    const contained = {
      ...platelets('o3', 30, '#who'),
      contained: [
        { resourceType: 'Patient', id: 'who', identifier: [{ system: 's', value: '7' }] },
      ],
    };
    const content = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:aa',
          resource: {
            resourceType: 'Patient',
            birthDate: '1950-01-01',
            identifier: [{ system: 's', value: '7' }],
          },
        },
        { fullUrl: 'urn:uuid:bb', resource: { ...ecmo, subject: { reference: 'urn:uuid:aa' } } },
        { resource: platelets('o1', 60, 'https://hospital.example/fhir/Patient/aa') },
        { resource: contained },
      ],
    };
    const { out, notes } = await run(
      'assess',
      written('urn.json', content),
      '--site',
      site,
      '--at',
      at,
    );
    expect(notes).toEqual([]);
    expect(parsed(out)).toMatchObject([
      { patient: 'Patient/aa', inputs: { 'platelets-lowest': { value: 30 } } },
    ]);
  });

  test('keeps several patients apart, in order, and counts rows of nobody', async () => {
    const nobody = { ...platelets('lost', 5), subject: { display: 'somebody' } };
    const other = { ...patient, id: 'a0' };
    const { code, out, notes } = await run(
      'assess',
      bundle('two.json', [...rows, other, nobody]),
      '--site',
      site,
      '--at',
      at,
    );
    expect(code).toBe(0);
    expect(parsed(out).map((line) => line.patient)).toEqual(['Patient/a0', 'Patient/p1']);
    expect(parsed(out)[1]!.inputs['platelets-lowest']!.value).toBe(50);
    expect(notes.at(-1)).toContain('1 resource');
    expect(notes.join(' ')).toContain('Observation/lost');
  });

  test('assesses one of several when asked', async () => {
    const { out } = await run(
      'assess',
      bundle('pick.json', [...rows, { ...patient, id: 'a0' }]),
      '--site',
      site,
      '--at',
      at,
      '--patient',
      'p1',
    );
    expect(parsed(out).map((line) => line.patient)).toEqual(['Patient/p1']);
  });

  test('reads a local time on the hospital’s wall clock', async () => {
    mkdirSync(folder.file('ny'));
    const settings = JSON.parse(readFileSync(join(site, 'site.json'), 'utf8')) as object;
    written('ny/site.json', { ...settings, id: 'ny', timeZone: 'America/New_York' });
    const local = await run(
      'assess',
      bundle('ny.json', rows),
      '--site',
      folder.file('ny'),
      '--at',
      '2026-07-01T12:00',
    );
    expect(JSON.parse(local.out[0]!)).toMatchObject({ moment: '2026-07-01T16:00:00.000Z' });
    const gap = await run(
      'assess',
      folder.file('ny.json'),
      '--site',
      folder.file('ny'),
      '--at',
      '2026-03-08T02:30',
    );
    expect([gap.code, gap.notes.join()]).toEqual([2, expect.stringContaining('does not exist')]);
    const fold = await run(
      'assess',
      folder.file('ny.json'),
      '--site',
      folder.file('ny'),
      '--at',
      '2026-11-01T01:30',
    );
    expect([fold.code, fold.notes.join()]).toEqual([2, expect.stringContaining('happens twice')]);
  });
});

describe('cohort assess refuses with one sentence and code 2', { timeout: 60_000 }, () => {
  const good = bundle('good.json', rows);
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['without an input', ['--site', site, '--at', at], /missing/],
    ['without a moment', [good, '--site', site], /--at is missing/],
    ['a date without a time', [good, '--site', site, '--at', '2026-01-03'], /date and a time/],
    ['an unknown option', [good, '--site', site, '--at', at, '--fast'], /--fast/],
    ['an unknown site', [good, '--site', 'nowhere', '--at', at], /nowhere.*site\.json/],
    ['an unknown model', [good, '--site', site, '--at', at, '--model', 'none'], /no model "none"/],
    ['an unknown input', [good, '--site', site, '--at', at, '--enter', 'age=3'], /no "age"/],
    [
      'a number that is none',
      [good, '--site', site, '--at', at, '--enter', 'gwr=high'],
      /must be a number/,
    ],
    [
      'a yes that is none',
      [good, '--site', site, '--at', at, '--enter', 'stroke-history=1'],
      /yes or no/,
    ],
    [
      'a file that is not there',
      [folder.file('no.json'), '--site', site, '--at', at],
      /does not exist/,
    ],
    [
      'a patient who is not there',
      [good, '--site', site, '--at', at, '--patient', 'p9'],
      /Patient\/p9/,
    ],
  ];
  test.each(cases)('%s', async (_, args, sentence) => {
    const { code, out, notes } = await run('assess', ...args);
    expect([code, out]).toEqual([2, []]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(sentence);
  });

  test('JSON that breaks off, naming file, line and column', async () => {
    const path = written('broken.json', '{"resourceType": "Bundle",\n "entry": [}');
    const { code, notes } = await run('assess', path, '--site', site, '--at', at);
    expect([code, notes[0]]).toEqual([
      2,
      expect.stringMatching(/broken\.json is not JSON at line 2, column 12/),
    ]);
  });

  test('a file of another kind', async () => {
    const path = written('lone.json', { resourceType: 'CapabilityStatement' });
    const { code, notes } = await run('assess', path, '--site', site, '--at', at);
    expect([code, notes[0]]).toEqual([2, expect.stringContaining('lone.json')]);
  });

  test('a value set that is broken, naming it, even with a good one of the same name at home', async () => {
    cpSync('fhir-mappings', folder.file('mappings'), { recursive: true });
    const path = folder.file('mappings/platelets.valueset.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"active"', '"draft"'));
    const { code, notes } = await run(
      'assess',
      good,
      '--site',
      folder.file('mappings/sites/default'),
      '--at',
      at,
    );
    expect([code, notes[0]]).toEqual([2, expect.stringContaining('platelets.valueset.json')]);
  });

  test('a model that lacks a coefficient, or was changed after it was sealed', async () => {
    const model = JSON.parse(readFileSync('src/model/documents/zhu-2025.json', 'utf8')) as {
      inputs: { coefficient?: number }[];
    };
    const changed = written('changed.json', { ...model, title: 'Another' });
    const { coefficient: _, ...first } = model.inputs[0]!;
    const lacking = written('lacking.json', {
      ...model,
      inputs: [first, ...model.inputs.slice(1)],
    });
    for (const [path, place] of [
      [changed, 'sha256'],
      [lacking, 'coefficient'],
    ] as const) {
      const { code, notes } = await run(
        'assess',
        good,
        '--site',
        site,
        '--at',
        at,
        '--model',
        path,
      );
      expect([code, notes[0]]).toEqual([2, expect.stringContaining(place)]);
    }
  });
});

describe('bad lines', { timeout: 60_000 }, () => {
  const many = Array.from({ length: 60 }, (_, index) => platelets(`x${index}`, 90));

  test('are named by file and line, counted, and the run goes on', async () => {
    const lines = [...rows, ...many].map((row) => JSON.stringify(row));
    lines.splice(5, 0, '{"resourceType": "Observation", ');
    lines[8] = lines[8]!.replace('"id"', 'id');
    const path = written('some-bad.ndjson', lines.join('\n'));
    const { code, out, notes } = await run('assess', path, '--site', site, '--at', at);
    expect([code, out.length]).toEqual([0, 1]);
    expect(notes.join('\n')).toMatch(
      /some-bad\.ndjson:6: .*\n.*some-bad\.ndjson:9: .*\n2 of 65 lines/,
    );
  });

  test('stop the run when they are more than the share stated', async () => {
    const path = written('all-bad.ndjson', `${JSON.stringify(patient)}\nnonsense\n`);
    const { code, out, notes } = await run('assess', path, '--site', site, '--at', at);
    expect([code, out]).toEqual([2, []]);
    expect(notes[0]).toMatch(/all-bad\.ndjson:2/);
    expect((await run('assess', path, '--site', site, '--at', at, '--max-bad', '0.6')).code).toBe(
      0,
    );
  });

  test('understands what bulk exports hold besides resources: deletions, errors, manifests', async () => {
    mkdirSync(folder.file('bulk'));
    ndjson('bulk/Observation.000.ndjson', rows);
    written('bulk/manifest.json', { transactionTime: 'now', output: [] });
    ndjson('bulk/error.ndjson', [{ resourceType: 'OperationOutcome', issue: [] }]);
    ndjson('bulk/deleted.ndjson', [
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ request: { method: 'DELETE', url: 'Observation/o1' } }],
      },
    ]);
    const { code, out, notes } = await run(
      'assess',
      folder.file('bulk'),
      '--site',
      site,
      '--at',
      at,
    );
    expect(code).toBe(0);
    expect(parsed(out)[0]!.inputs['platelets-lowest']!.value).toBe(80);
    expect(notes.join(' ')).toContain('OperationOutcome');
  });
});
