import {
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from '../reading/reference.ts';
import {
  registryPatients,
  registrySites,
  type RegistryPlan,
  type RegistrySite,
} from './registry.ts';
import { siteFiles } from './site-files.ts';

/** Rows on their way to one file, in the hospital's way of writing files. */
class ExportFile {
  readonly #descriptor: number;
  readonly #site: RegistrySite;
  #held: string[] = [];
  #bytes = 0;

  constructor(path: string, site: RegistrySite) {
    this.#site = site;
    this.#descriptor = openSync(path, 'w');
    if (site.style.files.mark) writeSync(this.#descriptor, '\uFEFF');
  }

  add(row: object): void {
    const line = JSON.stringify(row) + (this.#site.style.files.crlf ? '\r\n' : '\n');
    this.#held.push(line);
    this.#bytes += line.length;
    if (this.#bytes > 4 << 20) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    const text = Buffer.from(this.#held.join(''));
    if (text.length > 0)
      writeSync(
        this.#descriptor,
        this.#site.style.files.compressed ? gzipSync(text, { level: 5 }) : text,
      );
    this.#held = [];
    this.#bytes = 0;
  }
}

/** What the maker of a registry knows, to be compared with what validation finds. */
export interface RegistryTruth {
  readonly plan: RegistryPlan;
  readonly sites: readonly {
    readonly name: string;
    readonly truth: RegistrySite['truth'];
    readonly patients: number;
    readonly events: number;
    readonly meanProbability: number;
  }[];
}

function writeSite(
  plan: RegistryPlan,
  site: RegistrySite,
  folder: string,
): RegistryTruth['sites'][number] {
  const data = join(folder, 'exports', site.name);
  const settings = join(folder, 'sites', site.name);
  mkdirSync(data, { recursive: true });
  mkdirSync(settings, { recursive: true });
  for (const [name, json] of Object.entries(siteFiles(site)))
    writeFileSync(join(settings, name), `${JSON.stringify(json, null, 2)}\n`);
  const extension = site.style.files.compressed ? 'ndjson.gz' : 'ndjson';
  const files = new Map<string, ExportFile>();
  const file = (name: string): ExportFile => {
    const known = files.get(name);
    if (known) return known;
    const made = new ExportFile(join(data, `${name}.000.${extension}`), site);
    files.set(name, made);
    return made;
  };
  const sum = { patients: 0, events: 0, probability: 0 };
  for (const { rows, deleted, bled, probability } of registryPatients(plan, site)) {
    rows.forEach((row: Row) => file(row.resourceType).add(row));
    if (deleted.length > 0)
      file('deleted').add({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: deleted.map((url) => ({ request: { method: 'DELETE', url } })),
      });
    sum.patients += 1;
    sum.events += bled ? 1 : 0;
    sum.probability += probability;
  }
  file('error').add({
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'warning',
        code: 'not-supported',
        details: { text: 'BodyStructure was not exported' },
      },
    ],
  });
  for (const open of files.values()) open.close();
  return {
    name: site.name,
    truth: site.truth,
    patients: sum.patients,
    events: sum.events,
    meanProbability: sum.probability / sum.patients,
  };
}

/**
 * Writes a registry: `exports/<site>/*.ndjson`, `sites/<site>/` with the
 * settings that read it, and `truth.json`. Everything is made beside the folder
 * and moved into place at the end.
 *
 * @throws when the folder exists
 */
export function writeRegistry(
  plan: RegistryPlan,
  folder: string,
  done: (sites: number, of: number) => void,
): RegistryTruth {
  const making = `${folder}.part`;
  const stop = (): void => rmSync(making, { recursive: true, force: true });
  stop();
  process.on('exit', stop);
  const sites = registrySites(plan);
  try {
    const truth: RegistryTruth = {
      plan,
      sites: sites.map((site, index) => {
        done(index, sites.length);
        return writeSite(plan, site, making);
      }),
    };
    writeFileSync(join(making, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
    renameSync(making, folder);
    done(1, 1);
    return truth;
  } finally {
    stop();
    process.off('exit', stop);
  }
}
