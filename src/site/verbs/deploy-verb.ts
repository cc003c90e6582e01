import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { insistOnSite } from '../checked-site.ts';
import { deploySite } from '../deploy-site.ts';
import { SiteError } from '../site-error.ts';
import type { Verb } from '../verb.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** `npm run site -- deploy <folder> --out <dir>`. */
export const deployVerb: Verb = {
  summary: 'put a build and a site folder together for a web server',
  help: `Usage: npm run site -- deploy <folder> --out <dir> [--built <dir>]

Writes www/ (the build with this site's settings, and health.json), Caddyfile, nginx.conf,
Containerfile and SHA256SUMS. Run npm run build first. Of the site folder only the files
that site.json names are taken along, since anyone may read what is served.

  --out      folder to write; must not exist
  --built    what npm run build wrote (default: dist)`,
  options: ['out', 'built'],
  operands: [1, 1],
  run: async ([written = ''], options, console) => {
    const out = options['out'];
    if (out === undefined) throw new SiteError('Name the folder to write with --out.');
    const { folder, site } = await insistOnSite(written);
    const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
    const built = resolve(options['built'] ?? `${root}dist`);
    try {
      deploySite({ site, siteFolder: folder, built, out: resolve(out), version: manifest.version });
    } catch (error) {
      throw new SiteError(error instanceof Error ? error.message : 'The folder was not written.');
    }
    console.out(`Made ${resolve(out)}.`);
    console.out('Next, on the server: www becomes /srv; Caddyfile, nginx.conf or Containerfile');
    console.out(
      'serves it on port 8080 behind your TLS; sha256sum -c SHA256SUMS compares the copy.',
    );
    return 0;
  },
};
