import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Site } from '../../../src/clinical/site.ts';
import type { Session } from '../../../src/fhir/context.ts';
import type { LaunchRefusal } from '../../../src/fhir/launch/refusal.ts';
import { resumeSession, startLaunch } from '../../../src/fhir/session.ts';
import { createHospital } from '../../../src/sandbox/hospital.ts';
import { MemoryStorage, pretendWindow, type PretendWindow } from '../fixtures/pretend-window.ts';
import { sandboxSite } from '../fixtures/published.ts';
import { testTransport } from '../fixtures/test-session.ts';

const at = { now: Date.parse('2026-03-10T15:00:00Z') };
const hospital = createHospital({
  origin: 'http://localhost:9190',
  appOrigin: 'http://app.test',
  now: () => new Date(at.now),
});
const asked: string[] = [];
const server = setupServer(
  http.all('http://localhost:9190/*', ({ request }) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return hospital.fetch(request);
  }),
);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  asked.length = 0;
});
afterAll(() => server.close());

const site = sandboxSite(hospital.base);
const openWindow = (storage?: MemoryStorage) =>
  pretendWindow(
    testTransport((request) => fetch(request), { now: () => at.now }),
    storage,
  );

function launchAddress(parameters: Record<string, string>): URL {
  return new URL(`http://app.test/launch.html?${new URLSearchParams(parameters).toString()}`);
}

async function begin(patient: string, inWindow: PretendWindow, here: Site = site) {
  const launch = hospital.launch({ patient });
  const begun = await startLaunch(launchAddress({ iss: hospital.base, launch }), here, inWindow);
  if (begun.kind !== 'redirect') throw new Error(begun.code);
  return begun;
}

async function goTo(address: URL): Promise<URL> {
  const response = await hospital.fetch(new Request(address));
  return new URL(response.headers.get('location') ?? '');
}

async function openLaunch(
  patient: string,
  inWindow = openWindow(),
  here: Site = site,
): Promise<Session> {
  const { to } = await begin(patient, inWindow, here);
  return insist(await resumeSession(await goTo(to), here, inWindow));
}

function insist(result: Session | LaunchRefusal): Session {
  if (result.kind === 'refusal') throw new Error(result.code);
  return result;
}

const codeOf = (result: { kind: string; code?: string }) => result.code ?? result.kind;

describe('an EHR launch', () => {
  test('ends in a session for the patient of the chart', async () => {
    const session = await openLaunch('clean-va');
    expect(session.patient).toBe('clean-va');
    expect(session.encounter).toBe('clean-va-stay');
    expect(session.base).toBe(hospital.base);
    expect(session.needPatientBanner).toBe(true);
    expect(session.user).toMatch(/\/fhir\/Practitioner\//);
    expect(session.expiresAt()).toBe(at.now + 3_600_000);
    expect((await session.capabilities)?.fhirVersion).toBe('4.0.1');
  });

  test('sends the request the conformance suite asks for (Inferno, public client)', async () => {
    const inWindow = openWindow();
    const { to } = await begin('clean-va', inWindow);
    const sent = Object.fromEntries(to.searchParams);
    expect(sent).toMatchObject({
      response_type: 'code',
      client_id: 'ecmo-ich-risk',
      redirect_uri: 'http://app.test/',
      aud: hospital.base,
      code_challenge_method: 'S256',
    });
    expect(sent['launch']).toBeTruthy();
    expect(sent['code_challenge']).toMatch(/^[\w-]{43}$/);
    expect(sent['scope']?.split(' ')).toContain('launch');
  });

  test('state is a fresh random UUID each time (probe 14)', async () => {
    const states = await Promise.all(
      [1, 2, 3].map(async () =>
        (await begin('clean-va', openWindow())).to.searchParams.get('state'),
      ),
    );
    const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(states.every((state) => version4.test(state ?? ''))).toBe(true);
    expect(new Set(states).size).toBe(3);
  });

  test('the code leaves the address bar before anything is sent', async () => {
    const inWindow = openWindow();
    const { to } = await begin('clean-va', inWindow);
    const returned = await goTo(to);
    asked.length = 0;
    const resumed = resumeSession(returned, site, inWindow);
    expect(inWindow.addresses).toEqual(['/']);
    expect(asked).toEqual([]);
    insist(await resumed);
  });

  test('leaves nothing in the storage, and no token in anything that can be written down', async () => {
    const inWindow = openWindow();
    const session = await openLaunch('clean-va', inWindow);
    const token = session.authorization()?.slice('Bearer '.length) ?? '';
    expect(token.length).toBeGreaterThan(10);
    expect(inWindow.storage.text()).toBe('[]');
    expect(JSON.stringify(session)).not.toContain(token);
  });

  test('is forgotten when the session is ended', async () => {
    const session = await openLaunch('clean-va');
    session.end();
    expect(session.authorization()).toBeNull();
  });

  test('a standalone launch asks for the patient itself', async () => {
    const inWindow = openWindow();
    const begun = await startLaunch(launchAddress({ iss: hospital.base }), site, inWindow);
    expect(begun.kind === 'redirect' && begun.to.searchParams.get('scope')).toMatch(
      /^launch\/patient /,
    );
    expect(begun.kind === 'redirect' && begun.to.searchParams.has('launch')).toBe(false);
    const bare = await startLaunch(launchAddress({}), site, inWindow);
    expect(bare.kind).toBe('redirect');
  });
});

describe('a launch that must not be', () => {
  const hostile = [
    ['another host', 'http://evil.example/fhir'],
    ['a look-alike host', 'http://localhost.evil.example:9190/fhir'],
    ['another port', 'http://localhost:9191/fhir'],
    ['user name in the address', 'http://localhost@evil.example/fhir'],
    ['user name before the right host', 'http://x@localhost:9190/fhir'],
    ['another path', 'http://localhost:9190/fhir2'],
    ['dot segments', 'http://localhost:9190/fhir/../fhir2'],
    ['a query', 'http://localhost:9190/fhir?x=1'],
    ['not an address', 'javascript:alert(1)'],
    ['empty', ''],
  ] as const;

  test.each(hostile)('fault 1: %s is refused before any request', async (_, iss) => {
    const inWindow = openWindow();
    const refused = await startLaunch(launchAddress({ iss, launch: 'x' }), site, inWindow);
    expect(codeOf(refused)).toBe('iss-not-allowed');
    expect(JSON.stringify(refused)).not.toContain('evil');
    expect(asked).toEqual([]);
    expect(inWindow.storage.length).toBe(0);
  });

  test.each([
    ['case of the host', 'http://LOCALHOST:9190/fhir'],
    ['a trailing slash', 'http://localhost:9190/fhir/'],
    ['a dot segment', 'http://localhost:9190/./fhir'],
  ])('fault 1: %s does not make it another server', async (_, iss) => {
    const launch = hospital.launch({ patient: 'clean-va' });
    const begun = await startLaunch(launchAddress({ iss, launch }), site, openWindow());
    expect(begun.kind === 'redirect' && begun.to.searchParams.get('aud')).toBe(hospital.base);
  });

  test('fault 1: http is refused anywhere but on this computer', async () => {
    const plain = sandboxSite('http://hospital.test/fhir');
    const address = launchAddress({ iss: 'http://hospital.test/fhir', launch: 'x' });
    expect(codeOf(await startLaunch(address, plain, openWindow()))).toBe('iss-not-allowed');
  });

  test('fault 2: patientId, clientId and fhirServiceUrl of the address are not obeyed (probe 3)', async () => {
    const launch = hospital.launch({ patient: 'clean-va' });
    const inWindow = openWindow();
    const begun = await startLaunch(
      launchAddress({
        iss: hospital.base,
        launch,
        patientId: 'vv-no-ct',
        clientId: 'evil',
        fhirServiceUrl: 'http://evil.example/fhir',
        whatever: '1',
      }),
      site,
      inWindow,
    );
    if (begun.kind !== 'redirect') throw new Error(begun.code);
    expect(begun.dropped).toEqual(['patientId', 'clientId', 'fhirServiceUrl', 'other']);
    expect(begun.to.searchParams.get('client_id')).toBe('ecmo-ich-risk');
    expect(inWindow.storage.text()).not.toMatch(/evil|vv-no-ct/);
    const session = insist(await resumeSession(await goTo(begun.to), site, inWindow));
    expect(session.patient).toBe('clean-va');
  });

  test('fault 3: without launch it is refused unless the site allows standalone', async () => {
    const strict = sandboxSite(hospital.base, {
      issuers: [{ iss: hospital.base, clientId: 'ecmo-ich-risk' }],
    });
    const address = launchAddress({ iss: hospital.base });
    expect(codeOf(await startLaunch(address, strict, openWindow()))).toBe('launch-missing');
    expect(codeOf(await startLaunch(launchAddress({}), strict, openWindow()))).toBe('iss-missing');
  });

  test('fault 3: a launch used twice is refused', async () => {
    const launchToken = hospital.launch({ patient: 'clean-va' });
    const address = launchAddress({ iss: hospital.base, launch: launchToken });
    const [first, second] = [openWindow(), openWindow()];
    const one = await startLaunch(address, site, first);
    const other = await startLaunch(address, site, second);
    if (one.kind !== 'redirect' || other.kind !== 'redirect') throw new Error('not begun');
    insist(await resumeSession(await goTo(one.to), site, first));
    const again = await resumeSession(await goTo(other.to), site, second);
    expect(codeOf(again)).toMatch(/^denied-by-|code-refused/);
  });

  test('a hospital that switched the app off is obeyed before any request', async () => {
    const off = sandboxSite(hospital.base, { enabled: false });
    const address = launchAddress({ iss: hospital.base, launch: 'x' });
    expect(codeOf(await startLaunch(address, off, openWindow()))).toBe('site-switched-off');
    expect(asked).toEqual([]);
  });

  test('fault 81: storage that throws is explained, not crashed on', async () => {
    const inWindow = openWindow();
    inWindow.storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const launchToken = hospital.launch({ patient: 'clean-va' });
    const address = launchAddress({ iss: hospital.base, launch: launchToken });
    expect(codeOf(await startLaunch(address, site, inWindow))).toBe('storage-blocked');
  });
});

describe('the way back', () => {
  test('fault 7: a denial is told in our words, whatever the address says (probe 16)', async () => {
    const inWindow = openWindow();
    const { to } = await begin('clean-va', inWindow);
    const back = new URL('http://app.test/');
    back.searchParams.set('state', to.searchParams.get('state') ?? '');
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', '<img src=x> call 0800 for your patient');
    const refused = await resumeSession(back, site, inWindow);
    expect(codeOf(refused)).toBe('denied-by-user');
    expect(JSON.stringify(refused)).not.toMatch(/0800|img/);
    expect(inWindow.addresses).toEqual(['/']);
  });

  test.each([
    ['invalid_scope', 'scope-refused'],
    ['server_error', 'server-busy'],
    ['constructor', 'denied-by-server'],
    ['<b>pwned</b>', 'denied-by-server'],
  ])('fault 7: error %s becomes %s', async (error, code) => {
    const back = new URL(`http://app.test/?error=${encodeURIComponent(error)}`);
    const refused = await resumeSession(back, site, openWindow());
    expect(codeOf(refused)).toBe(code);
    expect(JSON.stringify(refused)).not.toContain('pwned');
  });

  test('fault 8: a state this window never sent is refused, and nothing is asked', async () => {
    const refused = await resumeSession(
      new URL('http://app.test/?code=x&state=00000000-0000-4000-8000-000000000000'),
      site,
      openWindow(),
    );
    expect(codeOf(refused)).toBe('state-unknown');
    expect(asked).toEqual([]);
  });

  test('fault 8: the state of an older launch of this window is refused (probes 1 and 2)', async () => {
    const storage = new MemoryStorage();
    const older = await begin('clean-va', openWindow(storage));
    const olderBack = await goTo(older.to);
    await begin('vv-no-ct', openWindow(storage));
    asked.length = 0;
    const refused = await resumeSession(olderBack, site, openWindow(storage));
    expect(codeOf(refused)).toBe('state-unknown');
    expect(asked).toEqual([]);
    expect(storage.length).toBe(0);
  });

  test('faults 8, 21: the address of an earlier result works no second time', async () => {
    const storage = new MemoryStorage();
    const { to } = await begin('clean-va', openWindow(storage));
    const back = await goTo(to);
    insist(await resumeSession(back, site, openWindow(storage)));
    const reloaded = openWindow(new MemoryStorage());
    expect(codeOf(await resumeSession(back, site, reloaded))).toBe('state-unknown');
  });

  test('fault 9: storage lost on the way is explained to IT', async () => {
    const { to } = await begin('clean-va', openWindow());
    const refused = await resumeSession(await goTo(to), site, openWindow());
    expect(refused.kind === 'refusal' && refused.it).toMatch(/storage lost/);
  });

  test('fault 10: however often it is called, one code is exchanged once (probe 15)', async () => {
    const inWindow = openWindow();
    const { to } = await begin('clean-va', inWindow);
    const back = await goTo(to);
    const calls = [
      resumeSession(back, site, inWindow),
      resumeSession(back, site, inWindow),
      resumeSession(new URL('http://app.test/'), site, inWindow),
    ];
    const [one, two, three] = await Promise.all(calls);
    expect(one).toBe(two);
    expect(two).toBe(three);
    expect(asked.filter((line) => line === 'POST /auth/token')).toHaveLength(1);
  });

  test('fault 11: an expired or used code ends in a relaunch', async () => {
    const inWindow = openWindow();
    const { to } = await begin('clean-va', inWindow);
    const back = await goTo(to);
    back.searchParams.set('code', 'used-already');
    expect(codeOf(await resumeSession(back, site, inWindow))).toBe('code-refused');
  });

  test('fault 20: two windows of one origin keep their own patients', async () => {
    const [first, second] = [openWindow(), openWindow()];
    const one = await begin('clean-va', first);
    const other = await begin('vv-no-ct', second);
    const sessionOfOther = insist(await resumeSession(await goTo(other.to), site, second));
    const sessionOfOne = insist(await resumeSession(await goTo(one.to), site, first));
    expect([sessionOfOne.patient, sessionOfOther.patient]).toEqual(['clean-va', 'vv-no-ct']);
  });

  test('fault 21: a page opened or reloaded without a launch shows no data', async () => {
    const refused = await resumeSession(new URL('http://app.test/'), site, openWindow());
    expect(codeOf(refused)).toBe('not-launched');
    expect(asked).toEqual([]);
  });
});
