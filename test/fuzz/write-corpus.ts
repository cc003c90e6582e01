import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../src/assess.ts';
import { basePatient } from './base-patient.ts';
import { corpusBase, type CorpusFile, rebuild, told } from './corpus.ts';
import type { Json } from './json-tree.ts';
import { mutations } from './mutations.ts';
import { seededRandom } from './random.ts';
import { fuzzContext } from './setting.ts';

/**
 * Writes the one-fault corpus: a patient broken in exactly one way a file, with
 * what the product says of it. Files are looked at before they are committed;
 * the oracle judges each of them again whenever they replay.
 */
const folder = join(import.meta.dirname, 'corpus');
mkdirSync(folder, { recursive: true });
const context = fuzzContext();
const seen = new Set<string>();
const wanted = 220;

for (let seed = 1; seen.size < wanted && seed < 20_000; seed += 1) {
  const random = seededRandom(seed);
  const document = structuredClone(basePatient(seededRandom(corpusBase))) as unknown as {
    entry: Json[];
  };
  const before = structuredClone(document.entry);
  const done = random.pick(mutations).apply(document as unknown as Json, random);
  if (done === null || !Array.isArray(document.entry) || document.entry.length !== before.length)
    continue;
  const changed = Object.fromEntries(
    document.entry
      .map((entry, index) => [index, entry] as const)
      .filter(([index, entry]) => JSON.stringify(entry) !== JSON.stringify(before[index])),
  );
  const name = done
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replace(/-entry-(\d+)-resource/, ' in row $1')
    .replaceAll(' ', '-')
    .toLowerCase();
  const size = JSON.stringify(changed).length;
  if (Object.keys(changed).length !== 1 || seen.has(name) || size > 3000) continue;
  seen.add(name);
  const draft: CorpusFile = { fault: done, changed, expect: told(assess([], context)) };
  const file = { ...draft, expect: told(assess(rebuild(draft), context)) };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(file, null, 1)}\n`);
}
process.stdout.write(`${seen.size} files\n`);
