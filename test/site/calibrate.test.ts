import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readModel } from '../../src/model/read-model.ts';
import { meanRisk } from '../../src/model/population.ts';
import { runCommand } from '../../src/site/run-command.ts';
import { least } from '../clinical/site-files.ts';
import { folderWith } from './site-folder.ts';

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const code = await runCommand(['calibrate', ...args], {
    out: (text) => said.push(text),
    note: (sentence) => said.push(sentence),
    ask: async () => null,
  });
  return { code, said: said.join('\n') };
}

const counted = ['--events', '12', '--n', '160', '--source', 'our registry'];
const model = (file: string) => readModel(file, JSON.parse(readFileSync(file, 'utf8'))).value;

describe("a hospital's own incidence", () => {
  test('becomes a document that the site can name and the app accepts', async () => {
    const folder = folderWith({ 'site.json': least });
    expect((await run(folder, ...counted)).code).toBe(0);
    writeFileSync(
      join(folder, 'site.json'),
      JSON.stringify({ ...least, model: 'calibrated.json' }),
    );
    const said: string[] = [];
    const console = {
      out: (text: string) => said.push(text),
      note: (text: string) => said.push(text),
      ask: async () => null,
    };
    expect(await runCommand(['check', folder], console)).toBe(0);
    expect(model(join(folder, 'calibrated.json'))).toMatchObject({
      status: 'recalibrated',
      parent: { id: 'zhu-2025' },
      site: { n: 160, events: 12 },
    });
  });

  test('moves the intercept as far as a like population needs for it', async () => {
    const folder = folderWith({ 'site.json': least });
    await run(folder, '--events', '22', '--n', '227', '--source', 'the study', '--out', 'a.json');
    await run(folder, '--events', '44', '--n', '227', '--source', 'twice', '--out', 'b.json');
    const [one, two] = ['a.json', 'b.json'].map((name) => model(join(folder, name)));
    if (!one || !two) throw new Error('a document is broken');
    let [low, high] = [0, 30];
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + high) / 2;
      if (meanRisk(one, middle) < 22 / 227) low = middle;
      else high = middle;
    }
    const shift = two.intercept.value - one.intercept.value;
    expect(meanRisk(two, low + shift)).toBeCloseTo(44 / 227, 6);
  });

  test.each([
    [['--events', '12', '--n', '10', '--source', 'x'], /must be fewer/],
    [['--events', '0', '--n', '10', '--source', 'x'], /--events must be a whole number/],
    [['--events', '1', '--n', '10'], /--source is missing/],
    [[...counted, '--means', 'plasma=3'], /no input "plasma"/],
    [[...counted, '--means', 'gwr'], /input=number/],
    [[...counted, '--means', 'platelets-lowest=61000'], /from 5 to 300, not 61000/],
    [[...counted, '--means', 'stroke-history=12'], /stroke-history from 0 to 1, not 12/],
    [[...counted, '--out', '../elsewhere.json'], /file name inside the folder/],
  ])('%j is answered with one sentence', async (args, sentence) => {
    const { code, said } = await run(folderWith({ 'site.json': least }), ...args);
    expect(code).toBe(2);
    expect(said).toMatch(sentence);
  });

  test('never writes over a document', async () => {
    const folder = folderWith({ 'site.json': least });
    await run(folder, ...counted);
    expect((await run(folder, ...counted)).said).toMatch(/exists already/);
  });
});
