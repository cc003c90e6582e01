import { describe, expect, it } from 'vitest';
import type { Hospital } from '../../src/sandbox/hospital.ts';
import { APP, launchApp, openBench, ORIGIN } from './app-driver.ts';

async function page(hospital: Hospital, path: string): Promise<string> {
  return (await hospital.fetch(new Request(`${ORIGIN}${path}`))).text();
}

function post(
  hospital: Hospital,
  path: string,
  form: Record<string, string>,
  headers = {},
): Promise<Response> {
  return hospital.fetch(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }),
  );
}

describe('the record screen', () => {
  it('lists every patient with the lesson, and finds them by name, MRN or bed', async () => {
    const { hospital } = openBench();
    const all = await page(hospital, '/');
    for (const { lesson } of hospital.patients) expect(all).toContain(lesson);
    for (const words of ['okafor', 'PH-198820', 'medical icu']) {
      const found = await page(hospital, `/?q=${encodeURIComponent(words)}`);
      expect(found).toContain('Okafor');
      expect(found).not.toContain('Lindqvist');
    }
  });

  it('says on every page that nobody in it is real', async () => {
    const { hospital } = openBench();
    for (const path of ['/', '/record/clean-va', '/record/faults', '/no-such-page']) {
      expect(await page(hospital, path)).toContain('No real patients');
    }
  });

  it.each([
    ['results', 'Platelet count'],
    ['medications', 'heparin sodium'],
    ['problems', 'Cardiogenic shock'],
    ['procedures', 'Grey-white differentiation preserved'],
    ['risks', 'Nothing recorded'],
  ])('shows %s of a chart', async (tab, words) => {
    const { hospital } = openBench();
    expect(await page(hospital, `/record/clean-va?tab=${tab}`)).toContain(words);
  });

  it('opens the app with the issuer and a launch of its own, for that patient', async () => {
    const { hospital } = openBench();
    const said = await post(hospital, '/record/launch', { patient: 'clean-va', where: 'beside' });
    const target = new URL(said.headers.get('location') ?? '');
    expect(said.status).toBe(303);
    expect(`${target.origin}${target.pathname}`).toBe(`${APP}/launch.html`);
    expect([...target.searchParams.keys()]).toEqual(['iss', 'launch']);
    expect(target.searchParams.get('iss')).toBe(`${ORIGIN}/fhir`);
  });

  it('takes no form of another site', async () => {
    const { hospital } = openBench();
    const form = { name: 'unavailable', turn: 'on' };
    for (const headers of [
      { origin: 'http://elsewhere.test' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect((await post(hospital, '/record/faults', form, headers)).status).toBe(403);
    }
    expect(hospital.faults.active()).toEqual([]);
  });

  it('turns faults on and off, and says on every page that one is on', async () => {
    const { hospital } = openBench();
    await post(hospital, '/record/faults', {
      name: 'unavailable',
      turn: 'on',
      only: 'Observation',
      from: '2',
    });
    expect(hospital.faults.active()).toMatchObject([
      { name: 'unavailable', settings: { only: 'Observation', from: 2 } },
    ]);
    expect(await page(hospital, '/')).toContain('Misbehaving on purpose: unavailable');
    await post(hospital, '/record/faults', { name: 'unavailable', turn: 'off' });
    expect(await page(hospital, '/')).not.toContain('Misbehaving');
  });

  it('prints whatever a record holds as text', async () => {
    const { hospital } = openBench();
    hospital.store.put({
      resourceType: 'Patient',
      id: 'odd',
      name: [{ text: '<script>alert(1)</script>"\'&' }],
    });
    const list = await page(hospital, '/?q=%3Cscript%3E');
    expect(list).not.toContain('<script>alert');
    expect(list).toContain('&lt;script&gt;alert(1)');
  });
});

describe('a hospital that takes any app', () => {
  it('opens another app at the address given, and grants it a token', async () => {
    const { hospital } = openBench({ anyClient: true });
    const form = { patient: 'clean-va', where: 'tab', app: 'https://other.example/start?x=1' };
    const said = await post(hospital, '/record/launch', form);
    const target = new URL(said.headers.get('location') ?? '');
    expect(`${target.origin}${target.pathname}`).toBe('https://other.example/start');
    const given = await launchApp(hospital, 'clean-va', {
      client_id: 'ecmo-ich-risk',
      redirect_uri: 'https://other.example/back',
    });
    expect(given.json.patient).toBe('clean-va');
  });

  it('is not what a hospital is by default', async () => {
    const { hospital } = openBench();
    const form = { patient: 'clean-va', where: 'tab', app: 'https://other.example/start' };
    const said = await post(hospital, '/record/launch', form);
    expect(said.headers.get('location')?.startsWith(`${APP}/launch.html`)).toBe(true);
    expect(await page(hospital, '/record/clean-va')).not.toContain('name="app" type="url"');
  });
});
