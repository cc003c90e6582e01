import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ecmo, inputsIn, parsed, patient, platelets, rows } from './ecmo-patient.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const { written, bundle, ndjson } = inputsIn(folder);
const site = 'fhir-mappings/sites/default';
const at = '2026-01-03T00:00:00Z';

function packed(name: string, bytes: Buffer): string {
  writeFileSync(folder.file(name), gzipSync(bytes));
  return folder.file(name);
}
const entered = ['--enter', 'ffp-units=2', '--enter', 'stroke-history=no', '--enter', 'gwr=1.24'];

const page = (own: string, next: readonly string[], of: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: [{ relation: 'self', url: own }, ...next.map((url) => ({ relation: 'next', url }))],
  entry: of.map((resource) => ({ resource })),
});

describe('cohort assess', () => {
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

  test('gives the same assessment from a searchset, packed or not, an array, NDJSON and any order of it', async () => {
    const shuffled = [rows[2]!, rows[0]!, rows[3]!, rows[1]!];
    mkdirSync(folder.file('export'));
    ndjson('export/a.ndjson', shuffled.slice(0, 2), '\r\n');
    ndjson('export/b.ndjson', shuffled.slice(2));
    const inputs = [
      bundle('search.json', rows, 'searchset'),
      packed('search.json.gz', readFileSync(folder.file('search.json'))),
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

  test('finds whose a row is through urn, absolute, contained and conditional references', async () => {
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
        { resource: platelets('o4', 20, 'Patient?identifier=s%7C7') },
        { resource: platelets('o5', 10, 'Patient?identifier=s%7C8') },
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
    expect(notes).toEqual([
      expect.stringContaining('Observation/o5: its subject cannot be resolved'),
      expect.stringContaining('1 resource'),
    ]);
    expect(parsed(out)).toMatchObject([
      { patient: 'Patient/aa', inputs: { 'platelets-lowest': { value: 20 } } },
    ]);
  });

  test('does not take a row of another server for the patient of the same id', async () => {
    const home = 'https://hospital.example/fhir';
    const content = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [
        { fullUrl: `${home}/Patient/p1`, resource: patient },
        { resource: ecmo },
        { resource: platelets('o1', 60, `${home}/Patient/p1/_history/2`) },
        { resource: platelets('o2', 10, 'https://elsewhere.example/fhir/Patient/p1') },
      ],
    };
    const { out, notes } = await run(
      'assess',
      written('two-servers.json', content),
      '--site',
      site,
      '--at',
      at,
    );
    expect(notes).toEqual([
      expect.stringContaining('Observation/o2: its subject cannot be resolved'),
      expect.stringContaining('1 resource'),
    ]);
    expect(parsed(out)).toMatchObject([{ inputs: { 'platelets-lowest': { value: 60 } } }]);
  });

  test('says when the next page of a search is not among the files', async () => {
    mkdirSync(folder.file('pages'));
    const first = written('pages/1.json', page('page/1', ['page/2'], rows.slice(0, 3)));
    const alone = await run('assess', first, '--site', site, '--at', at);
    expect([alone.code, alone.notes]).toEqual([0, [expect.stringMatching(/^1 Bundle.*next page/)]]);
    written('pages/2.json', page('page/2', [], rows.slice(3)));
    const both = await run('assess', folder.file('pages'), '--site', site, '--at', at);
    expect([both.code, both.notes]).toEqual([0, []]);
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
