import type { ConnectionRow } from '../../fhir/connection/connection-row.ts';
import { insistOnSite } from '../checked-site.ts';
import { probeIssuer } from '../probe-issuer.ts';
import { SiteError } from '../site-error.ts';
import type { Verb } from '../verb.ts';

/** `npm run site -- probe <iss>`. */
export const probeVerb: Verb = {
  summary: 'ask a FHIR server what it will and will not give the app',
  help: `Usage: npm run site -- probe <iss> [--site <folder>] [--origin https://…]

Reads .well-known/smart-configuration and metadata, which need no token, and prints
per feature what follows and what to ask the vendor to switch on.

  --site     site folder whose settings apply (default: default)
  --origin   where the app will be served from, for CORS (default: http://localhost:5173)

Exit code 0 when nothing is refused, 1 when something is.`,
  options: ['site', 'origin'],
  operands: [1, 1],
  run: async ([iss = ''], options, console) => {
    const origin = options['origin'] ?? 'http://localhost:5173';
    for (const address of [iss, origin]) {
      if (!/^https?:\/\/[^\s/]/.test(address) || !URL.canParse(address))
        throw new SiteError(`Not a web address, such as https://ehr.example/fhir/r4: ${address}`);
    }
    const { site, codebook } = await insistOnSite(options['site'] ?? 'default');
    const issuer = site.issuers.find((each) => plain(each.iss) === plain(iss)) ?? {
      iss,
      clientId: 'not registered',
    };
    const rows = await probeIssuer(issuer, site, codebook, origin, Date.now());
    console.out(alignRows(rows));
    return rows.some(({ verdict }) => verdict === 'no') ? 1 : 0;
  },
};

function plain(iss: string): string {
  return iss.replace(/\/+$/, '').toLowerCase();
}

/** Feature and verdict in columns, the meaning after them, and what to ask on a line of its own. */
function alignRows(rows: readonly ConnectionRow[]): string {
  const width = Math.max(...rows.map(({ feature }) => feature.length), 7);
  const indent = ' '.repeat(width + 11);
  return rows
    .flatMap(({ feature, verdict, meaning, ask }) => [
      `${feature.padEnd(width)}  ${verdict.padEnd(7)}  ${meaning}`,
      ...(ask === undefined ? [] : [`${indent}Ask: ${ask}`]),
    ])
    .join('\n');
}
