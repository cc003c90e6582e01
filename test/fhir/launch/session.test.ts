import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { resumeSession, startLaunch } from '../../../src/fhir/session.ts';
import { hostHospital, insist, launchAddress, openWindow } from '../fixtures/host-hospital.ts';
import { testNow } from '../fixtures/test-session.ts';

const { hospital, server, asked, site, begin, goTo, openSession } =
  hostHospital('http://localhost:9190');

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  asked.length = 0;
});
afterAll(() => server.close());

describe('an EHR launch', () => {
  test('ends in a session for the patient of the chart', async () => {
    const session = await openSession('clean-va');
    expect(session.patient).toBe('clean-va');
    expect(session.encounter).toBe('clean-va-stay');
    expect(session.base).toBe(hospital.base);
    expect(session.needPatientBanner).toBe(true);
    expect(session.user).toMatch(/\/fhir\/Practitioner\//);
    expect(session.expiresAt()).toBe(testNow + 3_600_000);
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

  test('leaves nothing in the storage, and no token in anything that can be written down (probe 22)', async () => {
    const inWindow = openWindow();
    const session = await openSession('clean-va', inWindow);
    const token = session.authorization()?.slice('Bearer '.length) ?? '';
    expect(token.length).toBeGreaterThan(10);
    expect(inWindow.storage.text()).toBe('[]');
    expect(JSON.stringify(session)).not.toContain(token);
  });

  test('the handshake waits under a key of its own, and ends in the window it began in (probes 24, 25)', async () => {
    const inWindow = openWindow();
    const { to } = await begin('clean-va', inWindow);
    const state = to.searchParams.get('state') ?? '';
    const text = inWindow.storage.getItem(`ecmo-ich-risk.launch.${state}`) ?? '';
    expect(JSON.parse(text)).toMatchObject({ state, request: { completeInTarget: true } });
    expect(inWindow.storage.getItem('SMART_KEY')).toBeNull();
    expect(text).not.toContain('clean-va');
  });

  test('is forgotten and given back when the session is ended', async () => {
    const session = await openSession('clean-va');
    const authorization = session.authorization() ?? '';
    session.end();
    expect(session.authorization()).toBeNull();
    const answered = async () =>
      (
        await hospital.fetch(
          new Request(`${hospital.base}/Patient/clean-va`, { headers: { authorization } }),
        )
      ).status;
    await expect.poll(answered).toBe(401);
    expect(asked).toContain('POST /auth/revoke');
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
