import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Site } from '../../src/clinical/site.ts';
import { checksums } from '../../src/site/checksums.ts';
import { deploySite } from '../../src/site/deploy-site.ts';
import { contentSecurityPolicy } from '../../src/site/page-headers.ts';

const site: Site = {
  id: 'example',
  name: 'Example hospital',
  enabled: true,
  contact: 'IT',
  timeZone: 'UTC',
  language: 'en',
  units: 'SI',
  model: 'zhu-2025',
  issuers: [
    {
      iss: 'https://fhir.hospital.example/r4',
      clientId: 'x',
      authorizationOrigins: ['https://login.hospital.example'],
    },
  ],
  writeBack: { enabled: false, resources: [], staleAfterMinutes: 15 },
  transfusion: { bagMillilitres: 200, recordComplete: false },
  lookBackDays: 60,
  targets: [],
  conceptMaps: [],
  frameAncestors: ['https://record.hospital.example'],
  idleLockMinutes: 10,
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  mkdirSync(join(folder, 'dist/site'), { recursive: true });
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'dist/launch.html'), '<!doctype html>');
  writeFileSync(join(folder, 'dist/site/site.json'), '{"id":"default"}');
  writeFileSync(join(folder, 'site/site.json'), '{"id":"example"}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const deploy = (name: string): string => {
  const out = join(folder, name);
  deploySite({
    site,
    siteFolder: join(folder, 'site'),
    built: join(folder, 'dist'),
    out,
    version: '0.1.0',
  });
  return out;
};

describe('a deployment', () => {
  test("holds this site's settings and not those of the build", () => {
    const out = deploy('one');
    expect(readFileSync(join(out, 'www/site/site.json'), 'utf8')).toBe('{"id":"example"}');
    expect(JSON.parse(readFileSync(join(out, 'www/health.json'), 'utf8'))).toMatchObject({
      status: 'on',
      version: '0.1.0',
    });
  });

  test('leaves out of what anyone may read the files that site.json does not name', () => {
    for (const name of ['patients.csv', 'site.json~', 'codes.conceptmap.json'])
      writeFileSync(join(folder, 'site', name), '{}');
    deploySite({
      site: { ...site, conceptMaps: ['codes.conceptmap.json'] },
      siteFolder: join(folder, 'site'),
      built: join(folder, 'dist'),
      out: join(folder, 'served'),
      version: '0.1.0',
    });
    expect(readdirSync(join(folder, 'served/www/site')).toSorted()).toEqual([
      'codes.conceptmap.json',
      'site.json',
    ]);
  });

  test('is the same to the byte when made twice', () => {
    expect(checksums(deploy('one'))).toBe(checksums(deploy('two')));
  });

  test('has checksums that the usual tool confirms', () => {
    const out = deploy('one');
    const said = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' });
    expect(said).toContain('www/launch.html: OK');
  });

  test('does not write over what is there', () => {
    deploy('one');
    expect(() => deploy('one')).toThrow(/exists already/);
  });

  test('names the missing build', () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(() => deploy('one')).toThrow(/npm run build/);
  });

  test.each(['Caddyfile', 'nginx.conf'])('%s carries every header', (name) => {
    const text = readFileSync(join(deploy('one'), name), 'utf8');
    expect(text).toContain(contentSecurityPolicy(site));
    for (const header of [
      'Referrer-Policy',
      'nosniff',
      'Permissions-Policy',
      'Strict-Transport-Security',
      'Cross-Origin-Opener-Policy',
      'Cross-Origin-Resource-Policy',
      'no-store',
    ])
      expect(text).toContain(header);
  });

  test('never lets a missing asset be remembered, and takes GET and HEAD only', () => {
    const out = deploy('one');
    const [nginx = '', caddy = ''] = ['nginx.conf', 'Caddyfile'].map((name) =>
      readFileSync(join(out, name), 'utf8'),
    );
    const kept = /map \$status\$uri \$kept \{\s+default "no-store";\s+"~(\S+)" "(.+)";/.exec(nginx);
    const isKept = new RegExp(kept?.[1] ?? 'none');
    expect(kept?.[2]).toContain('immutable');
    for (const found of ['200/assets/a-1.js', '304/assets/a-1.js']) expect(found).toMatch(isKept);
    for (const not of ['404/assets/a-1.js', '200/index.html', '200/x/assets/a.js'])
      expect(not).not.toMatch(isKept);
    expect(nginx).not.toMatch(/^ +location [^}]+add_header/m);
    expect(nginx).toContain('(GET|HEAD)$) { return 405; }');
    expect(caddy.split('handle_errors')[1]).toContain('Cache-Control "no-store"');
    expect(caddy.split('handle_errors')[1]).toContain(contentSecurityPolicy(site));
    expect(caddy).toMatch(/@written not method GET HEAD\s+error @written 405/);
  });

  test('gives the container the program and the files, and nothing it could gain by', () => {
    const text = readFileSync(join(deploy('one'), 'Containerfile'), 'utf8');
    const last = text.split('\nFROM ').at(-1) ?? '';
    expect(last).toMatch(/^scratch\n/);
    expect(last).toContain('USER 65532:65532');
    expect(last).not.toMatch(/^(RUN|ADD|VOLUME)/m);
  });

  test.each([
    ['Caddyfile', ['encode gzip']],
    ['nginx.conf', ['gzip on;', 'application/json', 'gzip_http_version 1.0;', 'gzip_proxied any;']],
  ])('%s sends everything compressed, to a TLS terminator in front too', (name, settings) => {
    const text = readFileSync(join(deploy('one'), name), 'utf8');
    for (const setting of settings) expect(text).toContain(setting);
  });
});

describe('the content security policy', () => {
  const policy = contentSecurityPolicy(site);

  test('has nothing unsafe and no wildcard', () => {
    expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/)/);
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  test('lets the page talk to the listed FHIR and authorization origins only', () => {
    expect(policy).toContain(
      "connect-src 'self' https://fhir.hospital.example https://login.hospital.example;",
    );
  });

  test("lets only the hospital's record system frame the page", () => {
    expect(policy).toContain('frame-ancestors https://record.hospital.example;');
    expect(contentSecurityPolicy({ ...site, frameAncestors: [] })).toContain(
      "frame-ancestors 'none';",
    );
  });
});
