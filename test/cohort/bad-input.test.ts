import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inputsIn, parsed, patient, platelets, rows } from './ecmo-patient.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const { written, bundle, ndjson } = inputsIn(folder);
const site = 'fhir-mappings/sites/default';
const at = '2026-01-03T00:00:00Z';

describe('cohort assess refuses with one sentence and code 2', () => {
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
    ...['gwr=-1.24', 'platelets-lowest=-5', 'ffp-units=-1'].map(
      (entry) =>
        [
          `what nobody can have: ${entry}`,
          [good, '--site', site, '--at', at, '--enter', entry],
          /zero or more/,
        ] as const,
    ),
    [
      'a start of support that is still to come',
      [good, '--site', site, '--at', at, '--enter', 'ecmo-start=2026-01-03T00:01:00Z'],
      /after the moment asked about/,
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

  test('a packed file that is damaged, naming it among the others', async () => {
    mkdirSync(folder.file('packed'));
    ndjson('packed/Patient.ndjson', [patient]);
    const whole = gzipSync(rows.map((row) => JSON.stringify(row)).join('\n'));
    writeFileSync(folder.file('packed/Observation.ndjson.gz'), whole.subarray(0, 40));
    const { code, out, notes } = await run(
      'assess',
      folder.file('packed'),
      '--site',
      site,
      '--at',
      at,
    );
    expect([code, out, notes[0]]).toEqual([
      2,
      [],
      expect.stringMatching(/Observation\.ndjson\.gz cannot be read \(Z_/),
    ]);
  });

  test('a file of another kind', async () => {
    const path = written('lone.json', { resourceType: 'CapabilityStatement' });
    const { code, notes } = await run('assess', path, '--site', site, '--at', at);
    expect([code, notes[0]]).toEqual([
      2,
      expect.stringMatching(/lone\.json holds one CapabilityStatement/),
    ]);
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
    expect([code, notes[0]]).toEqual([
      2,
      expect.stringMatching(/platelets\.valueset\.json:\d+:\d+/),
    ]);
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

describe('bad lines', () => {
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
