import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CONCEPTS } from '../clinical/concept-map.ts';
import { readSite } from '../clinical/read-site.ts';
import { BASE } from '../clinical/value-set.ts';
import { mappings } from './published.ts';
import { SiteError } from './site-error.ts';

/** What a site folder begins with; an empty answer leaves its setting out. */
export interface Answers {
  /** Folder name and id. */
  readonly id: string;
  readonly name: string;
  readonly contact: string;
  readonly timeZone: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Millilitres of one bag of plasma. */
  readonly bag: string;
  /** System URI and code under which the laboratory sends its platelet count. */
  readonly plateletSystem: string;
  readonly plateletCode: string;
}

/**
 * Writes a site folder into `parent`: `site.json`, and a ConceptMap when the
 * platelet code is known. Nothing is written when an answer is wrong.
 *
 * @returns the folder
 * @throws SiteError with one sentence
 */
export function newSite(answers: Answers, parent: string): string {
  const folder = join(parent, answers.id);
  const hasMap = answers.plateletCode !== '';
  const site = {
    $schema: schemaFrom(folder),
    id: answers.id,
    name: answers.name,
    contact: answers.contact,
    timeZone: answers.timeZone,
    issuers: answers.issuer === '' ? [] : [{ iss: answers.issuer, clientId: answers.clientId }],
    writeBack: { enabled: false },
    transfusion: {
      ...(answers.bag === '' ? {} : { bagMillilitres: numberOf(answers.bag) }),
      recordComplete: false,
    },
    targets: [],
    conceptMaps: hasMap ? ['codes.conceptmap.json'] : [],
  };
  const [first] = readSite('site.json', site).faults;
  if (first?.kind === 'setting-wrong') {
    throw new SiteError(`${first.place}: ${first.problem}. Nothing was written.`);
  }
  if (existsSync(folder)) throw new SiteError(`${folder} exists already. Nothing was written.`);
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, 'site.json'), site);
  if (hasMap) writeJson(join(folder, 'codes.conceptmap.json'), plateletMap(answers));
  return folder;
}

/** The published schema as an editor finds it from the folder. */
function schemaFrom(folder: string): string {
  return relative(folder, join(mappings, 'sites', 'site.schema.json'))
    .split(sep)
    .join('/');
}

/** The answer as a number; as it was written where it is none, so that the reader can say so. */
function numberOf(written: string): number | string {
  return /^\d+(\.\d+)?$/.test(written) ? Number(written) : written;
}

function plateletMap({ id, name, plateletSystem, plateletCode }: Answers): object {
  return {
    resourceType: 'ConceptMap',
    id: `${id}-codes`,
    url: `${BASE}/ConceptMap/${id}-codes`,
    version: '1.0.0',
    status: 'active',
    title: `Local codes of ${name}`,
    group: [
      {
        ...(plateletSystem === '' ? {} : { source: plateletSystem }),
        target: CONCEPTS,
        element: [
          {
            code: plateletCode,
            display: 'Platelet count',
            target: [{ code: 'platelets', equivalence: 'equivalent' }],
          },
        ],
      },
    ],
  };
}

function writeJson(path: string, json: object): void {
  writeFileSync(path, `${JSON.stringify(json, null, 2)}\n`);
}
