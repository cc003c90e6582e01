import type { Site } from '../clinical/site.ts';
import { planPageHeaders } from './page-headers.ts';

/**
 * A Caddyfile that serves the built app for one site: all headers, no caching
 * of pages and settings, hashed assets for a year, no access log (the launch
 * address carries a token), a health file, and no directory listings.
 *
 * @param folder where the built files lie on the server
 */
export function caddyfile(site: Site, folder: string): string {
  const headers = planPageHeaders(site)
    .map(([name, value]) => `\t\t${name} "${value}"`)
    .join('\n');
  return `# ${site.name}: ECMO ICH risk, made by \`npm run site -- deploy\`. Do not edit; edit site.json.
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
${headers}
\t\t-Server
\t}
\t@pages not path /assets/*
\theader @pages Cache-Control "no-store"
\theader /assets/* Cache-Control "public, max-age=31536000, immutable"
\tencode gzip
\thandle /health.json {
\t\tfile_server
\t}
\thandle {
\t\tfile_server {
\t\t\thide .*
\t\t}
\t}
}
`;
}
