import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Answerer } from './node-host.ts';

/** Where the app's files are and whom it may talk to. */
export interface AppHostOptions {
  /** Folder of the built app. */
  readonly dist: string;
  /** Folder of the site, served under `/site/`. */
  readonly site: string;
  /** Origin of the pretend hospital: the only issuer, and the only page that may frame the app. */
  readonly hospitalOrigin: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The content security policy of the app, for one hospital. */
export function contentSecurityPolicy(hospitalOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${hospitalOrigin}`,
    "base-uri 'none'",
    `form-action 'self' ${hospitalOrigin}`,
    `frame-ancestors ${hospitalOrigin}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function headersFor(path: string, hospitalOrigin: string): Record<string, string> {
  const hashed = path.startsWith('assets/') && /-[\w-]{8,}\.\w+$/.test(path);
  return {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(hospitalOrigin),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-store',
  };
}

/** A path below a folder, or null for one that would leave it. */
function below(folder: string, path: string): string | null {
  const full = normalize(join(folder, path));
  return full.startsWith(normalize(folder) + sep) ? full : null;
}

/** The site file with every issuer and frame ancestor moved to the hospital that is really running. */
export function siteFor(text: string, hospitalOrigin: string): string {
  const site = JSON.parse(text) as { issuers?: { iss: string }[]; frameAncestors?: string[] };
  const moved = (site.issuers ?? []).map((issuer) => ({
    ...issuer,
    iss: `${hospitalOrigin}${new URL(issuer.iss).pathname}`,
  }));
  return JSON.stringify({ ...site, issuers: moved, frameAncestors: [hospitalOrigin] }, null, 2);
}

/** Serves the built app and its site folder with the headers a hospital should use. */
export function createAppHost({ dist, site, hospitalOrigin }: AppHostOptions): Answerer {
  return async (request) => {
    const path =
      decodeURIComponent(new URL(request.url).pathname).replace(/^\//, '') || 'index.html';
    const inSite = path.startsWith('site/');
    const file = inSite ? below(site, path.slice(5)) : below(dist, path);
    const headers = headersFor(path, hospitalOrigin);
    const plain = { ...headers, 'content-type': 'text/plain; charset=utf-8' };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Only GET.', { status: 405, headers: plain });
    }
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (body === null)
      return new Response('There is no such file.', { status: 404, headers: plain });
    const text = path === 'site/site.json' ? siteFor(body.toString('utf8'), hospitalOrigin) : body;
    return new Response(text, { headers });
  };
}
