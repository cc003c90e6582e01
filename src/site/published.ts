import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MappingFile } from '../clinical/codebook.ts';
import { SiteError } from './site-error.ts';

/** Where the published value sets and the sites that come with the product lie. */
export const mappings = fileURLToPath(new URL('../../fhir-mappings/', import.meta.url));

/** Where the published model documents lie. */
export const models = fileURLToPath(new URL('../model/documents/', import.meta.url));

/** Every published value set. */
export function readPublished(): readonly MappingFile[] {
  return readdirSync(mappings)
    .filter((file) => file.endsWith('.valueset.json'))
    .sort()
    .map((file) => ({
      file,
      json: JSON.parse(readFileSync(join(mappings, file), 'utf8')) as unknown,
    }));
}

/**
 * The folder of a site: a path, or the name of one that comes with the product.
 *
 * @throws SiteError when there is no such folder with a site.json
 */
export function siteFolder(written: string): string {
  for (const folder of [resolve(written), join(mappings, 'sites', written)]) {
    if (existsSync(join(folder, 'site.json'))) return folder;
  }
  throw new SiteError(`${written} is no site folder: it holds no site.json.`);
}
