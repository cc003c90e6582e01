import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSiteUnits } from '../clinical/check-site-units.ts';
import { readCodebook, type Codebook, type MappingFile } from '../clinical/codebook.ts';
import { atLine, jsonPositions, type PositionedJson } from '../clinical/json-positions.ts';
import { readSite } from '../clinical/read-site.ts';
import type { Site } from '../clinical/site.ts';
import type { Fault } from '../faults.ts';
import type { ModelDocument } from '../model/document.ts';
import { readModel, verifyHash } from '../model/read-model.ts';
import { legibleSettings, type LegibleSettings } from './legible-settings.ts';
import { models } from './published.ts';

/** The settings that name other files or concepts, of a whole or of a faulty site. */
type Named = Pick<
  Site | LegibleSettings,
  'conceptMaps' | 'systems' | 'targets' | 'displayUnits' | 'model'
>;

/** A site folder as read, and everything wrong with it. Null where something is. */
export interface CheckedSite {
  readonly site: Site | null;
  readonly codebook: Codebook | null;
  readonly model: ModelDocument | null;
  /** One sentence each, beginning with file, line and column. */
  readonly problems: readonly string[];
}

/**
 * Reads a site folder as the app will, and says everything that is wrong with
 * it: `site.json`, the ConceptMaps it names and those it forgets, the model
 * document, targets, and the hospital's own system URIs.
 */
export async function checkSite(
  folder: string,
  published: readonly MappingFile[],
): Promise<CheckedSite> {
  const problems: string[] = [];
  const settings = readPositioned(folder, 'site.json', problems);
  const found = settings === null ? null : readSite('site.json', settings.json, settings.positions);
  for (const fault of found?.faults ?? []) problems.push(sentence(fault));
  if (settings === null) return { site: null, codebook: null, model: null, problems };
  const site = found?.value ?? null;
  const legible = site ?? legibleSettings(settings.json);
  const codebook = checkMaps(folder, legible, settings, published, problems);
  if (codebook !== null) checkNames(legible, codebook, settings, problems);
  const model = await checkModel(folder, legible, settings, problems);
  return { site, codebook, model, problems };
}

function readPositioned(folder: string, file: string, problems: string[]): PositionedJson | null {
  const path = join(folder, file);
  if (!existsSync(path)) {
    problems.push(`${file}: there is no such file.`);
    return null;
  }
  const read = jsonPositions(readFileSync(path, 'utf8'));
  for (const { at, place, problem } of read.problems) {
    problems.push(`${file}:${at.line}:${at.column}${named(place)}: ${problem}.`);
  }
  return read.json === undefined ? null : read;
}

function checkMaps(
  folder: string,
  site: Named,
  settings: PositionedJson,
  published: readonly MappingFile[],
  problems: string[],
): Codebook | null {
  const maps = new Map<string, PositionedJson>();
  for (const [index, file] of site.conceptMaps.entries()) {
    if (file === null) continue;
    const place = `conceptMaps[${index}]`;
    const at = atLine('site.json', place, settings.positions);
    if (maps.has(file)) problems.push(`${at}, ${place}: ${file} is named twice.`);
    if (existsSync(join(folder, file))) {
      const map = readPositioned(folder, file, problems);
      if (map !== null) maps.set(file, map);
    } else problems.push(`${at}, ${place}: this folder has no such file: ${file}.`);
  }
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.conceptmap.json') || site.conceptMaps.includes(file)) continue;
    problems.push(`${file}: not named in conceptMaps of site.json, so it is not read.`);
  }
  const conceptMaps = [...maps].map(([file, { json }]) => ({ file, json }));
  const read = readCodebook(published, { conceptMaps, systems: site.systems ?? {} });
  for (const fault of read.faults) problems.push(sentence(fault, maps));
  return read.faults.length === 0 ? read.value : null;
}

function checkNames(
  site: Named,
  codebook: Codebook,
  settings: PositionedJson,
  problems: string[],
): void {
  const tell = (place: string, problem: string): void => {
    problems.push(`${atLine('site.json', place, settings.positions)}${named(place)}: ${problem}.`);
  };
  for (const { place, problem } of checkSiteUnits(site, codebook)) tell(place, problem);
  const systems = new Set(
    [...codebook.concepts.values()].flatMap(({ codes }) => codes.map(({ system }) => system)),
  );
  for (const [uri, system] of Object.entries(site.systems ?? {})) {
    if (systems.has(codebook.system(system))) continue;
    tell(`systems.${uri}`, `no value set has codes of ${system}`);
  }
}

async function checkModel(
  folder: string,
  site: Named,
  settings: PositionedJson,
  problems: string[],
): Promise<ModelDocument | null> {
  if (site.model === null) return null;
  const isOwn = site.model.endsWith('.json');
  const file = isOwn ? site.model : `${site.model}.json`;
  const base = isOwn ? folder : models;
  if (!existsSync(join(base, file))) {
    const at = atLine('site.json', 'model', settings.positions);
    const known = isOwn ? 'this folder has no such file' : 'no model is published under that name';
    problems.push(`${at}, model: ${known}: ${site.model}.`);
    return null;
  }
  const document = readPositioned(base, file, problems);
  if (document === null) return null;
  const { value, faults } = readModel(file, document.json);
  const all = [...faults, ...(value === null ? [] : await verifyHash(file, document.json))];
  for (const fault of all) problems.push(sentence(fault, new Map([[file, document]])));
  return all.length === 0 ? value : null;
}

function sentence(fault: Fault, files?: ReadonlyMap<string, PositionedJson>): string {
  const place = ('place' in fault ? fault.place : undefined) ?? '';
  const at = atLine(fault.source, place, files?.get(fault.source)?.positions);
  return `${at}${named(place)}: ${'problem' in fault ? fault.problem : fault.kind}.`;
}

function named(place: string): string {
  return place === '' ? '' : `, ${place}`;
}
