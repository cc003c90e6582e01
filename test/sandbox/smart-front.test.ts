import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { listen, type Running } from '../../src/sandbox/node-host.ts';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { freePorts } from '../free-ports.ts';
import { openFront, type SmartFront } from '../servers/smart-front.ts';
import { APP, type Json } from './app-driver.ts';

const ORIGIN = 'http://front.test';

describe('the authorization before a server that has none', () => {
  let running: Running;
  let front: SmartFront;
  let upstream = '';
  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    const origin = `http://127.0.0.1:${port}`;
    const open = { writeAnything: true, patients: [cleanVa] };
    const behind = createHospital({ origin, appOrigin: APP, ...open });
    running = await listen(behind.fetch, '127.0.0.1', port, origin);
    upstream = behind.base;
    const headers = { authorization: `Bearer ${behind.grant({ scope: 'user/*.cruds' })}` };
    const patients = ['clean-va'];
    front = await openFront({ upstream, headers, origin: ORIGIN, appOrigin: APP, patients });
  });
  afterAll(async () => running.close());

  const ask = (path: string, token: string): Promise<Response> =>
    front.fetch(
      new Request(`${ORIGIN}/fhir/${path}`, { headers: { authorization: `Bearer ${token}` } }),
    );
  const known = (): string => front.hospital.grant({ scope: 'patient/*.rs', patient: 'clean-va' });

  it('lets nobody in without a token of its own', async () => {
    expect((await ask('Patient/clean-va', 'made-up')).status).toBe(401);
  });

  it('passes a read on, and knows the stay of whom it launches', async () => {
    const said = await ask('Patient/clean-va', known());
    expect(((await said.json()) as Json).id).toBe('clean-va');
    expect(front.hospital.store.all('Encounter', 'clean-va')).toHaveLength(1);
  });

  it('gives pages whose addresses are its own', async () => {
    const first: Json = await (await ask('Observation?patient=clean-va&_count=10', known())).json();
    const next = first.link.find((each: Json) => each.relation === 'next').url;
    expect(next.startsWith(`${ORIGIN}/fhir/`)).toBe(true);
    expect(JSON.stringify(first)).not.toContain(upstream);
    const second: Json = await (await ask(next.slice(`${ORIGIN}/fhir/`.length), known())).json();
    expect(second.entry).toHaveLength(10);
  });

  it('states what the server behind it offers', async () => {
    const said = await front.fetch(new Request(`${ORIGIN}/fhir/metadata`));
    expect(((await said.json()) as Json).resourceType).toBe('CapabilityStatement');
  });
});
