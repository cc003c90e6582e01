import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCodebook, type Codebook, type MappingFile } from '../../src/clinical/codebook.ts';

/** The folder of the published value sets. */
export const folder = fileURLToPath(new URL('../../fhir-mappings/', import.meta.url));

/** Every published value set, as a door would read it. */
export const published: readonly MappingFile[] = readdirSync(folder)
  .filter((file) => file.endsWith('.valueset.json'))
  .map((file) => ({ file, json: JSON.parse(readFileSync(folder + file, 'utf8')) as unknown }));

/** One ConceptMap of a site folder. */
export function siteMap(path: string): MappingFile {
  return {
    file: path,
    json: JSON.parse(readFileSync(`${folder}sites/${path}`, 'utf8')) as unknown,
  };
}

/** The codebook of the published value sets alone. */
export const codebook: Codebook = readCodebook(published).value;
