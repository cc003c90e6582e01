import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../clinical/site.ts';
import { caddyfile } from './caddyfile.ts';
import { checksums } from './checksums.ts';
import { containerfile } from './containerfile.ts';
import { nginxConfiguration } from './nginx-configuration.ts';

/** What goes into a folder that a hospital puts behind its web server. */
export interface Deployment {
  readonly site: Site;
  /** The site folder whose files are served below `/site/`. */
  readonly siteFolder: string;
  /** What `npm run build` wrote. */
  readonly built: string;
  /** Folder to write; must not exist. */
  readonly out: string;
  readonly version: string;
}

/** What the app reads of a site folder. Anything else in it stays there: what is served, anyone may read. */
function servedFiles({ conceptMaps, model }: Site): readonly string[] {
  return ['site.json', ...conceptMaps, ...(model.endsWith('.json') ? [model] : [])];
}

/**
 * Writes `www/` (the build with this site's settings, and `health.json`),
 * `Caddyfile`, `nginx.conf`, `Containerfile` and `SHA256SUMS`. The same build
 * and the same site folder give the same bytes.
 *
 * @throws when the build is missing or `out` exists, with a sentence
 */
export function deploySite({ site, siteFolder, built, out, version }: Deployment): void {
  if (!existsSync(join(built, 'launch.html')))
    throw new Error(`There is no build in ${built}. Run npm run build first.`);
  if (existsSync(out)) throw new Error(`${out} exists already. Name a folder that does not.`);
  const www = join(out, 'www');
  mkdirSync(www, { recursive: true });
  cpSync(built, www, { recursive: true, filter: (file) => !file.startsWith(join(built, 'site')) });
  mkdirSync(join(www, 'site'));
  for (const file of servedFiles(site)) cpSync(join(siteFolder, file), join(www, 'site', file));
  const health = { status: site.enabled ? 'on' : 'off', version, site: site.id, model: site.model };
  writeFileSync(join(www, 'health.json'), `${JSON.stringify(health)}\n`);
  writeFileSync(join(out, 'Caddyfile'), caddyfile(site, '/srv'));
  writeFileSync(join(out, 'nginx.conf'), nginxConfiguration(site, '/srv'));
  writeFileSync(join(out, 'Containerfile'), containerfile(version));
  writeFileSync(join(out, 'SHA256SUMS'), checksums(out));
}
