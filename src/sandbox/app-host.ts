import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Answerer } from './node-host.ts';

/** Where the app's files are and whom it may talk to. */
export interface AppHostOptions {
  /** Folder of the built app. */
  readonly dist: string;
  /** Folder of the site, served under `/site/`. */
  readonly site: string;
  /** Origin of the pretend hospital. */
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

/** What the host has to know of a site file. */
interface SiteFile {
  readonly issuers?: readonly {
    readonly iss: string;
    readonly authorizationOrigins?: readonly string[];
    readonly styleOrigins?: readonly string[];
  }[];
  readonly frameAncestors?: readonly string[];
}

/**
 * The site file with what it says of loopback moved to the hospital that is really
 * running, on whatever port; issuers elsewhere stay as they are.
 */
export function siteFor(text: string, hospitalOrigin: string): SiteFile {
  const site = JSON.parse(text) as SiteFile;
  const moved = (address: string): string => {
    const { hostname, pathname } = new URL(address);
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    return loopback ? `${hospitalOrigin}${pathname === '/' ? '' : pathname}` : address;
  };
  const issuers = new Map(
    (site.issuers ?? []).map((issuer) => [
      moved(issuer.iss),
      { ...issuer, iss: moved(issuer.iss) },
    ]),
  );
  const frameAncestors = [...new Set((site.frameAncestors ?? []).map(moved))];
  return { ...site, issuers: [...issuers.values()], frameAncestors };
}

/** The content security policy of the app at a site. */
export function contentSecurityPolicy({ issuers = [], frameAncestors = [] }: SiteFile): string {
  const origins = issuers.flatMap(({ iss, authorizationOrigins = [], styleOrigins = [] }) => [
    new URL(iss).origin,
    ...authorizationOrigins,
    ...styleOrigins,
  ]);
  const servers = [...new Set(origins)].join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${servers}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.join(' ') || "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function headersFor(path: string, policy: string): Record<string, string> {
  const hashed = path.startsWith('assets/') && /-[\w-]{8,}\.\w+$/.test(path);
  return {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': policy,
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

/** Serves the built app and its site folder with the headers a hospital should use. */
export function createAppHost({ dist, site, hospitalOrigin }: AppHostOptions): Answerer {
  const siteFile = async (): Promise<SiteFile> => {
    const text = await readFile(join(site, 'site.json'), 'utf8').catch(() => '{}');
    return siteFor(text, hospitalOrigin);
  };
  return async (request) => {
    const path =
      decodeURIComponent(new URL(request.url).pathname).replace(/^\//, '') || 'index.html';
    const settings = await siteFile().catch((): SiteFile => ({}));
    const headers = headersFor(path, contentSecurityPolicy(settings));
    const plain = { ...headers, 'content-type': 'text/plain; charset=utf-8' };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Only GET.', { status: 405, headers: plain });
    }
    if (path === 'site/site.json' && settings.issuers) {
      return new Response(JSON.stringify(settings, null, 2), { headers });
    }
    const file = path.startsWith('site/') ? below(site, path.slice(5)) : below(dist, path);
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (body === null)
      return new Response('There is no such file.', { status: 404, headers: plain });
    return new Response(body, { headers });
  };
}
