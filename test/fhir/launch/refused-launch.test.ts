import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { resumeSession, startLaunch } from '../../../src/fhir/session.ts';
import {
  codeOf,
  hostHospital,
  insist,
  launchAddress,
  openWindow,
} from '../fixtures/host-hospital.ts';
import { sandboxSite } from '../fixtures/published.ts';

const { hospital, server, asked, site, goTo } = hostHospital('http://localhost:9190');

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  asked.length = 0;
});
afterAll(() => server.close());

describe('a launch that must not be', () => {
  const hostile = [
    ['another host', 'http://evil.example/fhir'],
    ['a look-alike host', 'http://localhost.evil.example:9190/fhir'],
    ['another port', 'http://localhost:9209/fhir'],
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
