import type { Site } from '../clinical/site.ts';
import { planPageHeaders } from './page-headers.ts';

/**
 * A Caddyfile that serves the built app for one site: all headers on every
 * answer, hashed assets kept for a year if they are there, all else never kept,
 * GET and HEAD only, no access log (the launch address carries a token), no
 * directory listings.
 *
 * @param folder where the built files lie on the server
 */
export function caddyfile(site: Site, folder: string): string {
  const headers = (indent: string): string =>
    planPageHeaders(site)
      .map(([name, value]) => `${indent}${name} "${value}"`)
      .join('\n');
  return `# ${site.name}: ECMO ICH risk, made by \`npm run site -- deploy\`. Do not edit; edit site.json.
# Start:  caddy run --config <this file> --adapter caddyfile
# LISTEN is where it listens: ":8080" or "http://127.0.0.1:8080", without TLS, for a terminator before it.
{
\tadmin off
\tauto_https {$AUTO_HTTPS:off}
\tservers {
\t\tprotocols h1 h2
\t}
}

{$LISTEN::8080} {
\troot * ${folder}
\theader {
${headers('\t\t')}
\t\t-Server
\t}
\t@pages not path /assets/*
\theader @pages Cache-Control "no-store"
\theader /assets/* Cache-Control "public, max-age=31536000, immutable"
\tencode gzip
\t@written not method GET HEAD
\terror @written 405
\tfile_server {
\t\thide .*
\t}
\thandle_errors {
\t\theader {
${headers('\t\t\t')}
\t\t\tCache-Control "no-store"
\t\t\t-Server
\t\t}
\t\trespond "{err.status_code} {err.status_text}"
\t}
}
`;
}
