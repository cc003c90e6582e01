import { checkSiteUnits } from '../../clinical/check-site-units.ts';
import { readCodebook, type Codebook } from '../../clinical/codebook.ts';
import { readSite } from '../../clinical/read-site.ts';
import type { Site } from '../../clinical/site.ts';
import type { Fault } from '../../faults.ts';
import type { ModelDocument } from '../../model/document.ts';
import { readModel, verifyHash } from '../../model/read-model.ts';
import type { Closed } from './closed.ts';
import { fetchFile, type FetchedFile } from './fetch-file.ts';

/** What a hospital set up, read and checked. */
export interface Settings {
  readonly codebook: Codebook;
  readonly model: ModelDocument;
}

/** Reads the site file first, because a launch depends on it. */
export async function loadSite(file: Promise<FetchedFile>): Promise<Site | Closed> {
  const { json, fault } = await file;
  if (fault !== null) return { kind: 'settings', faults: [fault], contact: null };
  const { value: site, faults } = readSite('site/site.json', json);
  if (site === null || faults.length > 0) return { kind: 'settings', faults, contact: null };
  if (!site.enabled) return { kind: 'disabled', contact: site.contact };
  return site;
}

/**
 * Reads and checks the mappings and the model: value sets, the site's own maps,
 * the document with its test vectors and its hash. Anything wrong closes the
 * app with the file and the place; nothing is computed from the rest.
 *
 * @param mappings the fetch of `mappings.json`, begun before the site was known
 */
export async function loadSettings(
  site: Site,
  mappings: Promise<FetchedFile>,
): Promise<Settings | Closed> {
  const modelPath = site.model.endsWith('.json')
    ? `site/${site.model}`
    : `models/${site.model}.json`;
  const [published, document, maps] = await Promise.all([
    mappings,
    fetchFile(modelPath),
    Promise.all(
      site.conceptMaps.map(async (file) => ({ file, ...(await fetchFile(`site/${file}`)) })),
    ),
  ]);
  const faults: Fault[] = [published, document, ...maps].flatMap(({ fault }) => fault ?? []);
  const closed = (): Closed => ({ kind: 'settings', faults, contact: site.contact });
  const sets = readValueSets(published.json);
  if (faults.length === 0 && sets.length === 0) {
    faults.push({
      kind: 'file-unreadable',
      source: 'mappings.json',
      place: 'valueSets',
      problem: 'a list of value sets is needed',
    });
  }
  if (faults.length > 0) return closed();

  const codebook = readCodebook(sets, {
    conceptMaps: maps.map(({ file, json }) => ({ file: `site/${file}`, json })),
    ...(site.systems === undefined ? {} : { systems: site.systems }),
  });
  const model = readModel(modelPath, document.json);
  faults.push(...codebook.faults, ...model.faults);
  if (model.value !== null) faults.push(...(await verifyHash(modelPath, document.json)));
  if (model.value !== null && faults.length === 0) {
    faults.push(...missingConcepts(modelPath, model.value, codebook.value));
  }
  for (const wrong of faults.length > 0 ? [] : checkSiteUnits(site, codebook.value)) {
    faults.push({ kind: 'setting-wrong', source: 'site/site.json', ...wrong });
  }
  if (faults.length > 0 || model.value === null) return closed();
  return { codebook: codebook.value, model: model.value };
}

/** Concepts the model asks for that no value set defines: its inputs would be missing for ever. */
function missingConcepts(file: string, model: ModelDocument, codebook: Codebook): Fault[] {
  const asked = [
    ...model.inputs.flatMap((input, index) =>
      input.rule.concepts.map((concept) => [`inputs[${index}].rule.concepts`, concept] as const),
    ),
    ['outcome.concept', model.outcome.concept] as const,
  ];
  return asked
    .filter(([, concept]) => !codebook.concepts.has(concept))
    .map(([place, concept]) => ({
      kind: 'model-wrong',
      source: file,
      place,
      problem: `no value set defines the concept: ${concept}`,
    }));
}

function readValueSets(json: unknown): { file: string; json: unknown }[] {
  const list = typeof json === 'object' && json !== null && 'valueSets' in json && json.valueSets;
  return Array.isArray(list) ? (list as { file: string; json: unknown }[]) : [];
}
