import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { resumeSession } from '../../../src/fhir/session.ts';
import { codeOf, hostHospital, insist, openWindow } from '../fixtures/host-hospital.ts';
import { MemoryStorage } from '../fixtures/pretend-window.ts';

const { server, asked, site, begin, goTo } = hostHospital('http://localhost:9190');

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  asked.length = 0;
});
afterAll(() => server.close());

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
