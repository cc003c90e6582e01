import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../src/site/run-command.ts';
import { least } from '../clinical/site-files.ts';
import { folderWith } from './site-folder.ts';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

/** Runs a command whose questions are answered in turn; then nobody answers any more. */
async function run(args: readonly string[], answers: readonly string[] = []): Promise<Said> {
  const out: string[] = [];
  const notes: string[] = [];
  const left = [...answers];
  const code = await runCommand(args, {
    out: (text) => out.push(text),
    note: (sentence) => notes.push(sentence),
    ask: async () => left.shift() ?? null,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

describe('npm run site', () => {
  test('lists its verbs, and each explains itself', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    for (const verb of ['check', 'new', 'concepts', 'probe', 'deploy', 'interface']) {
      expect(out).toContain(`  ${verb}`);
      const help = await run([verb, '--help']);
      expect(help).toMatchObject({ code: 0, notes: '' });
      expect(help.out).toMatch(new RegExp(`^Usage: npm run site -- ${verb}`));
    }
  });

  test.each([
    [['chek', 'x'], /There is no verb "chek"; there are check, new/],
    [['check'], /Usage: npm run site -- check <folder>/],
    [['check', 'a', 'b'], /Usage: npm run site -- check <folder>/],
    [['check', 'no-such-folder'], /no-such-folder is no site folder/],
    [['check', 'sandbox', '--strict'], /--strict/],
    [['deploy', 'sandbox'], /--out/],
  ])('answers %j with one sentence and exit code 2', async (args, sentence) => {
    const { code, out, notes } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toMatch(sentence);
  });

  test('checks a site that comes with the product by its name', async () => {
    const { code, out } = await run(['check', 'sandbox']);
    expect(code).toBe(0);
    expect(out).toMatch(/Nothing is wrong\.$/);
    expect(out).toMatch(/platelets 1/);
  });

  test('says what is wrong and exits with 1', async () => {
    const folder = folderWith({ 'site.json': { ...least, model: 'zhu-2031' } });
    const { code, out, notes } = await run(['check', folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/^site\.json:6:12, model: /);
    expect(notes).toMatch(/1 to put right/);
  });

  test('makes a site folder from answers that its own check accepts', async () => {
    const parent = folderWith({});
    const answers = [
      'St Example',
      'Call 4711',
      'Europe/Berlin',
      'https://fhir.example.org/r4',
      '',
      '250',
      'PLT',
      'urn:oid:1.2',
    ];
    const { code, out } = await run(['new', 'st-example', '--in', parent], answers);
    expect(code).toBe(0);
    expect(out).toContain('Next: npm run site -- check');
    const folder = join(parent, 'st-example');
    expect(JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'))).toMatchObject({
      id: 'st-example',
      issuers: [{ iss: 'https://fhir.example.org/r4', clientId: 'ecmo-ich-risk' }],
      transfusion: { bagMillilitres: 250 },
    });
    expect(await run(['check', folder])).toMatchObject({ code: 0, notes: '' });
  });

  test('tells an editor where the schema of the settings is, wherever the folder lies', async () => {
    const parent = folderWith({});
    const answers = ['X', 'y', 'UTC', '', '', ''];
    await run(['new', 'anywhere', '--in', parent], answers);
    const folder = join(parent, 'anywhere');
    const { $schema } = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')) as {
      $schema: string;
    };
    const schema: unknown = JSON.parse(readFileSync(join(folder, $schema), 'utf8'));
    expect(schema).toMatchObject({ title: "One hospital's settings" });
  });

  test.each([
    [['nonsense']],
    [['fhir.example.org/r4']],
    [['https://fhir.example.org/r4', '--origin', 'app.example.org']],
  ])('probes web addresses only: %j', async (args) => {
    const { code, notes } = await run(['probe', ...args]);
    expect(code).toBe(2);
    expect(notes).toMatch(/Not a web address/);
  });

  test('asks nothing that an option says, and nothing that is moot', async () => {
    const parent = folderWith({});
    const options = [
      '--name',
      'X',
      '--contact',
      'y',
      '--time-zone',
      'UTC',
      '--issuer',
      '',
      '--bag',
      '200',
      '--platelet-code',
      '',
    ];
    const { code } = await run(['new', 'quiet', '--in', parent, ...options]);
    expect(code).toBe(0);
    expect(existsSync(join(parent, 'quiet', 'codes.conceptmap.json'))).toBe(false);
  });

  test.each([
    [['St Example'], /Whom users ask.*--contact/],
    [['X', 'y', 'Mars', '', '', ''], /timeZone: not an IANA time zone/],
    [['X', 'y', 'UTC', 'http://fhir.example.org', '', '', ''], /issuers\[0\]\.iss/],
    [['X', 'y', 'UTC', '', 'a lot', '', ''], /transfusion\.bagMillilitres: not a number: "a lot"/],
  ])('writes nothing when the answers are %j', async (answers, sentence) => {
    const parent = folderWith({});
    const { code, notes } = await run(['new', 'st-example', '--in', parent], answers);
    expect(code).toBe(2);
    expect(notes).toMatch(sentence);
    expect(existsSync(join(parent, 'st-example'))).toBe(false);
  });

  test('never writes over a folder', async () => {
    const parent = folderWith({});
    const options = [
      '--in',
      parent,
      '--name',
      'X',
      '--contact',
      'y',
      '--time-zone',
      'UTC',
      '--issuer',
      '',
      '--platelet-code',
      '',
    ];
    await run(['new', 'st-example', ...options]);
    const { code, notes } = await run(['new', 'st-example', ...options]);
    expect(code).toBe(2);
    expect(notes).toMatch(/exists already/);
  });

  test("prints a site's own codes in a column of their own", async () => {
    const { out } = await run(['concepts', '--site', 'sandbox']);
    expect(out.split('\n')[0]).toMatch(/\| site \|$/);
    expect(out).toMatch(/^\| `gwr` .*\| 1 \|$/m);
  });

  test('prints an interface statement made from the code', async () => {
    const { code, out } = await run(['interface', 'sandbox']);
    expect(code).toBe(0);
    expect(out).toMatch(/^# Interface statement/);
  });
});
