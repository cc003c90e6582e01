import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCodebook, type Codebook } from '../clinical/codebook.ts';
import { atLine, jsonPositions } from '../clinical/json-positions.ts';
import { readSite } from '../clinical/read-site.ts';
import type { Site } from '../clinical/site.ts';
import { describe, type Fault } from '../faults.ts';
import type { ModelDocument } from '../model/document.ts';
import { readModel, verifyHash } from '../model/read-model.ts';
import { CommandError } from './command-error.ts';
import { readJsonFile, readText } from './reading/json-file.ts';

/** One hospital's settings as the command line uses them. */
export interface Setting {
  readonly site: Site;
  readonly codebook: Codebook;
  readonly model: ModelDocument;
}

const published = fileURLToPath(new URL('../../fhir-mappings/', import.meta.url));
const documents = fileURLToPath(new URL('../model/documents/', import.meta.url));

const hasValueSets = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.valueset.json'));

/** The folder of a site: a path, or the name of one that comes with the product. */
export function siteFolder(written: string): string {
  for (const folder of [resolve(written), join(published, 'sites', written)])
    if (existsSync(join(folder, 'site.json'))) return folder;
  throw new CommandError(`${written} is no site folder: it holds no site.json.`);
}

/** A fault of a settings file with the line and column its place has in that file. */
function withLine(fault: Fault): Fault {
  if (!('place' in fault) || !fault.place || !existsSync(fault.source)) return fault;
  const { positions } = jsonPositions(readText(fault.source));
  return { ...fault, source: atLine(fault.source, fault.place, positions) };
}

/** The value, or the first fault as the reason why not to go on. */
function insist<T>(value: T | null, faults: readonly Fault[]): T {
  const [first] = faults;
  if (first !== undefined) throw new CommandError(describe(withLine(first)));
  if (value === null) throw new Error('invalid setting; null without a fault');
  return value;
}

/** Parsed files of a folder, by their names. */
function parsed(folder: string, names: readonly string[]): { file: string; json: unknown }[] {
  return names.map((name) => {
    const file = join(folder, name);
    return { file, json: readJsonFile(file) };
  });
}

/** A model document by its path, or by the id of a published one. */
export async function loadModel(written: string, folder = '.'): Promise<ModelDocument> {
  const candidates = [
    isAbsolute(written) ? written : resolve(folder, written),
    join(documents, `${written}.json`),
  ];
  const path = candidates.find((one) => existsSync(one));
  if (path === undefined)
    throw new CommandError(
      `There is no model "${written}": neither the file ${candidates[0]} nor a published one.`,
    );
  const json = readJsonFile(path);
  const { value, faults } = readModel(path, json);
  const model = insist(value, faults);
  const broken = await verifyHash(path, json);
  return insist(model, broken);
}

/**
 * Reads a site folder: `site.json`, its ConceptMaps, the model it names, and
 * the value sets two folders up, or else the ones that come with the product.
 *
 * @throws CommandError naming the file and the place of the first thing wrong
 */
export async function loadSetting(written: string, model?: string): Promise<Setting> {
  const folder = siteFolder(written);
  const siteFile = join(folder, 'site.json');
  const readSites = readSite(siteFile, readJsonFile(siteFile));
  const site = insist(readSites.value, readSites.faults);
  const beside = dirname(dirname(folder));
  const root = hasValueSets(beside) ? beside : published;
  const read = readCodebook(
    parsed(
      root,
      readdirSync(root)
        .filter((name) => name.endsWith('.valueset.json'))
        .sort(),
    ),
    { conceptMaps: parsed(folder, site.conceptMaps), systems: site.systems ?? {} },
  );
  return {
    site,
    codebook: insist(read.value, read.faults),
    model: await (model === undefined ? loadModel(site.model, folder) : loadModel(model)),
  };
}
