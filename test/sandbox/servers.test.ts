import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoth, type Both } from '../../src/sandbox/both.ts';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { freePorts } from '../free-ports.ts';

describe('the two servers', () => {
  let folder = '';
  let both: Both;
  const options = { host: 'localhost', sandboxPort: 0, appPort: 0, patients: [cleanVa] };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'app-'));
    await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
    await mkdir(join(folder, 'site'));
    await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>app</title>');
    await writeFile(join(folder, 'dist', 'assets', 'index-a1b2c3d4.js'), '');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(
      join(folder, 'site', 'site.json'),
      JSON.stringify({
        issuers: [
          { iss: 'http://localhost:9090/fhir', clientId: 'a' },
          { iss: 'http://127.0.0.1:9090/fhir', clientId: 'a' },
          {
            iss: 'https://ehr.example/r4',
            clientId: 'b',
            authorizationOrigins: ['https://login.example'],
          },
        ],
        frameAncestors: ['http://localhost:9090', 'https://ehr.example'],
      }),
    );
    const [sandboxPort = 0, appPort = 0] = await freePorts(2);
    both = await startBoth({
      ...options,
      sandboxPort,
      appPort,
      dist: join(folder, 'dist'),
      site: join(folder, 'site'),
    });
  });
  afterAll(async () => {
    await both.close();
    await rm(folder, { recursive: true });
  });

  it('serve every style and script their pages name', async () => {
    const page = await (await fetch(`${both.hospitalOrigin}/record/clean-va`)).text();
    const named = [...page.matchAll(/(?:href|src)="(\/record\/[a-z]+\.(?:css|js))"/g)].map(
      ([, path]) => path,
    );
    expect(named.length).toBeGreaterThanOrEqual(3);
    for (const path of named) {
      const { headers } = await fetch(`${both.hospitalOrigin}${path}`);
      expect(headers.get('content-type')).toMatch(/^text\/(css|javascript)/);
    }
  });

  it('carry a whole body over, both ways', async () => {
    const token = both.hospital.grant({ patient: 'clean-va', scope: 'patient/*.cruds' });
    const said = await fetch(`${both.hospitalOrigin}/fhir/Observation/_search`, {
      method: 'POST',
      body: new URLSearchParams({ patient: 'clean-va', code: '777-3' }),
      headers: { authorization: `Bearer ${token}` },
    });
    expect(((await said.json()) as { total: number }).total).toBe(11);
  });

  it('compress what they send to whoever can read it, and nothing else', async () => {
    const url = `${both.hospitalOrigin}/record/clean-va`;
    const zipped = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(zipped.headers.get('vary')).toContain('Accept-Encoding');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await zipped.text()).toBe(await plain.text());
    const app = await fetch(`${both.appOrigin}/`, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(app.headers.get('content-encoding')).toBe('gzip');
  });

  it('drop the connection when the fault says so', async () => {
    both.hospital.faults.turnOn('connection-dropped');
    const token = both.hospital.grant({ patient: 'clean-va', scope: 'patient/*.rs' });
    const headers = { authorization: `Bearer ${token}` };
    await expect(
      fetch(`${both.hospitalOrigin}/fhir/Patient/clean-va`, { headers }),
    ).rejects.toThrow();
    both.hospital.faults.clear();
  });

  it('send the app with a policy that names its issuers and its frames only', async () => {
    const { headers } = await fetch(`${both.appOrigin}/`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(
      `connect-src 'self' ${both.hospitalOrigin} https://ehr.example https://login.example;`,
    );
    expect(policy).toContain(`frame-ancestors ${both.hospitalOrigin} https://ehr.example;`);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    const hashed = await fetch(`${both.appOrigin}/assets/index-a1b2c3d4.js`);
    expect(hashed.headers.get('cache-control')).toContain('immutable');
  });

  it('move what the site says of loopback to the hospital that runs, once', async () => {
    const site = (await (await fetch(`${both.appOrigin}/site/site.json`)).json()) as {
      issuers: { iss: string }[];
    };
    expect(site.issuers.map(({ iss }) => iss)).toEqual([
      `${both.hospitalOrigin}/fhir`,
      'https://ehr.example/r4',
    ]);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/site/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
  ])('keep %s to themselves', async (path) => {
    const said = await fetch(`${both.appOrigin}${path}`);
    expect(said.status).toBe(404);
  });

  it('say in a sentence that a port is taken, and leave the other one free', async () => {
    const appPort = Number(new URL(both.appOrigin).port);
    const [sandboxPort = 0] = await freePorts(1);
    const again = startBoth({ ...options, sandboxPort, appPort, dist: folder, site: folder });
    await expect(again).rejects.toThrow(
      `Port ${appPort} on 127.0.0.1 is in use by another program.`,
    );
    await expect(fetch(`http://127.0.0.1:${sandboxPort}/`)).rejects.toThrow();
  });
});
