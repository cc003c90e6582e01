import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCodebook, type Codebook, type MappingFile } from '../../src/clinical/codebook.ts';
import { readSite } from '../../src/clinical/read-site.ts';
import type { Site } from '../../src/clinical/site.ts';
import { readModel } from '../../src/model/read-model.ts';
import type { ModelDocument } from '../../src/model/document.ts';

const root = resolve(import.meta.dirname, '../..');
const mappings = join(root, 'fhir-mappings');

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

const valueSets: readonly MappingFile[] = readdirSync(mappings)
  .filter((file) => file.endsWith('.valueset.json'))
  .map((file) => ({ file, json: readJson(join(mappings, file)) }));

/** A site of fhir-mappings, as it stands in the repository. */
export function siteNamed(id: string): Site {
  const { value, faults } = readSite(
    'site.json',
    readJson(join(mappings, 'sites', id, 'site.json')),
  );
  if (value === null) throw new Error(`invalid site ${id}: ${JSON.stringify(faults)}`);
  return value;
}

/** The codebook of a site: published value sets and its own ConceptMaps. */
export function codebookOf(site: Site): Codebook {
  const conceptMaps = site.conceptMaps.map((file) => ({
    file,
    json: readJson(join(mappings, 'sites', site.id, file)),
  }));
  const systems = site.systems === undefined ? {} : { systems: site.systems };
  const { value, faults } = readCodebook(valueSets, { conceptMaps, ...systems });
  if (faults.length > 0)
    throw new Error(`invalid codebook of ${site.id}: ${JSON.stringify(faults)}`);
  return value;
}

/** A published model document. */
export function modelNamed(id: string): ModelDocument {
  const file = join(root, 'src/model/documents', `${id}.json`);
  const { value, faults } = readModel(file, readJson(file));
  if (value === null) throw new Error(`invalid model ${id}: ${JSON.stringify(faults)}`);
  return value;
}

export const defaultSite = siteNamed('default');
export const defaultCodebook = codebookOf(defaultSite);
export const zhu = modelNamed('zhu-2025');
