import { describe, expect, test } from 'vitest';
import {
  closedPage,
  inputShown,
  launchRefused,
  noRiskShown,
  riskShown,
  setScene,
} from './scene.ts';

const scene = setScene();

const forms = (rows: readonly { door: string }[], door: string): number =>
  rows.filter((row) => row.door === door).length;

describe('before anything is asked', () => {
  test.each([
    ['another server', () => 'https://evil.example/fhir'],
    ['another port', (iss: string) => iss.replace(/:\d+/, ':1')],
    [
      'somebody’s name in front',
      (iss: string) => iss.replace('//', '//localhost@evil.example:80/'),
    ],
    ['a look-alike host', (iss: string) => iss.replace('localhost', 'localhost.evil.example')],
    ['a longer path', (iss: string) => `${iss}/../evil`],
  ])('fault 1: %s as iss is refused on screen, unechoed and unasked', async (_, change) => {
    const iss = change(`${scene.stage().hospital}/fhir`);
    const page = scene.page();
    await page.goto(
      `${scene.stage().app}/launch.html?iss=${encodeURIComponent(iss)}&launch=x&patientId=1`,
    );
    const said = await launchRefused(page);
    expect(said).toContain('iss-not-allowed');
    expect(said).not.toContain('evil');
    expect(await scene.requests()).toEqual([]);
  });

  test('fault 2: a patient and a server smuggled into the launch address change nothing', async () => {
    const page = scene.page();
    const address = new URL(await scene.launch('vv-no-ct'));
    address.searchParams.set('patientId', 'clean-va');
    address.searchParams.set('clientId', 'somebody');
    address.searchParams.set('fhirServiceUrl', 'https://evil.example/fhir');
    await page.goto(address.href);
    await riskShown(page);
    expect(await page.locator('body').innerText()).not.toMatch(/Lindqvist|PH-204417/);
    const asked = (await scene.requests()).flatMap((row) => row.parameters);
    expect(asked.filter(([name]) => name === 'patient')).not.toEqual([]);
    expect(asked.filter(([, value]) => value === '{other patient}')).toEqual([]);
  });

  test('fault 3: without a launch, and with one used before, the chart is named as the way in', async () => {
    const page = scene.page();
    await page.goto(`${scene.stage().app}/launch.html`);
    await page.waitForURL((to) => to.origin === scene.stage().hospital);
    expect(await page.locator('body').innerText()).not.toMatch(/in 100/);
    const address = await scene.launch('clean-va');
    await page.goto(address);
    await riskShown(page);
    await page.goto(address);
    expect(await closedPage(page)).toMatch(/chart|IT department/);
  });
});

describe('discovery', () => {
  test.each([
    ['discovery-404', /discovery-un(reachable|usable)/],
    ['discovery-500', /discovery-unreachable/],
    ['discovery-html', /discovery-unusable/],
  ])(
    'fault 4: %s is told, and the next launch works as if nothing had been',
    async (fault, told) => {
      await scene.turnOn(fault);
      const page = await scene.open('clean-va');
      expect(await launchRefused(page)).toMatch(told);
      await scene.turnOff(fault);
      await scene.open('clean-va');
      await riskShown(page);
    },
  );

  test('fault 5: the challenge is sent to a server that lists none', async () => {
    await scene.turnOn('discovery-no-s256');
    const page = await scene.open('clean-va');
    await riskShown(page);
    const asked = (await scene.requests()).find((row) => row.door === 'authorize');
    expect(asked?.parameters).toContainEqual(['code_challenge_method', 'S256']);
  });

  test('fault 6: a token endpoint of somebody else is refused, and nothing is sent there', async () => {
    await scene.turnOn('discovery-foreign-token-endpoint');
    const page = await scene.open('clean-va');
    const said = await launchRefused(page);
    expect(said).toContain('discovery-foreign');
    expect(said).not.toContain('elsewhere');
    expect(forms(await scene.requests(), 'authorize')).toBe(0);
  });
});

describe('authorization and token', () => {
  test('fault 7: a denial is told in our words, never in those of the address', async () => {
    await scene.turnOn('access-denied');
    const page = await scene.open('clean-va');
    const said = await closedPage(page);
    expect(said).toContain('declined');
    expect(said).not.toMatch(/555-0100|password|onerror/);
    expect(new URL(page.url()).search).toBe('');
  });

  test('fault 8: a state this window did not send ends in a relaunch', async () => {
    await scene.turnOn('state-changed');
    const page = await scene.open('clean-va');
    expect(await closedPage(page)).toMatch(/open the app again from the patient’s chart/);
    expect(forms(await scene.requests(), 'token')).toBe(0);
  });

  test('fault 9: storage lost on the way back is explained to IT', async () => {
    const page = scene.page();
    await page.addInitScript(() => {
      if (!location.pathname.endsWith('launch.html')) sessionStorage.clear();
    });
    await scene.open('clean-va');
    expect(await closedPage(page)).toMatch(/storage lost between launch and return/);
  });

  test('fault 10: one launch exchanges one code once', async () => {
    await riskShown(await scene.open('clean-va'));
    expect(forms(await scene.requests(), 'token')).toBe(1);
  });

  test.each([
    ['fault 11: an expired code', 'code-expired', /refused the code/],
    ['fault 12: a token without a patient', 'token-without-patient', /No patient came with/],
  ])('%s ends in a relaunch', async (_, fault, told) => {
    expect(await closedPage(await scene.open('clean-va', [fault]))).toMatch(told);
  });

  test('fault 13: without an encounter the one open stay is taken', async () => {
    const page = await scene.open('clean-va', ['token-without-encounter']);
    await riskShown(page);
    expect(await page.locator('body').innerText()).toContain('Lindqvist');
  });

  test.each([
    ['MedicationAdministration', 'Plasma given during ECMO'],
    ['Condition', 'Stroke before ECMO'],
    ['Observation', 'Lowest platelets during ECMO'],
  ])(
    'fault 14: without the scope for %s no risk is shown and the input says why',
    async (only, input) => {
      await scene.turnOn('fewer-scopes', { only });
      const page = await scene.open('clean-va');
      expect(await noRiskShown(page)).toContain(input);
      expect(await inputShown(page, input)).toMatch(
        /Could not be loaded[\s\S]*does not let this app/,
      );
    },
  );

  test.each(['no-expires-in', 'dotted-opaque-token'])(
    'fault 15: %s opens all the same',
    async (fault) => {
      await scene.turnOn(fault);
      await riskShown(await scene.open('clean-va'));
    },
  );

  test('fault 16: a token that dies while the record is read leaves nothing half read', async () => {
    await scene.turnOn('token-dies', { seconds: 1 });
    await scene.turnOn('hang', { seconds: 2, only: 'Patient' });
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toContain('The session with the record has ended');
  });

  test('fault 17: a session that ends later freezes what is shown, and says from when it is', async () => {
    const page = await scene.open('clean-va');
    const risk = await riskShown(page);
    await scene.turnOn('unauthorised');
    await page.getByRole('button', { name: 'Read again' }).click();
    await page
      .getByRole('alert')
      .getByText(/session with the record has ended.*frozen at/)
      .waitFor();
    expect(await riskShown(page)).toBe(risk);
    expect(await page.locator('.page').getAttribute('class')).toContain('stale');
  });

  test('fault 18: one 401 among many answers discards the whole reading', async () => {
    await scene.turnOn('unauthorised', { from: 5, times: 1 });
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toContain('The session with the record has ended');
  });
});

describe('an address kept from before', () => {
  test('fault 21: the back button, a reload and a bookmark show no data', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    const address = page.url();
    await page.goto(`${scene.stage().hospital}/record/`);
    await page.goBack();
    expect(await closedPage(page)).toContain('chart');
    await page.goto(address);
    expect(await closedPage(page)).toContain('chart');
    await page.reload();
    expect(await closedPage(page)).toContain('chart');
    expect(new URL(address).search).toBe('');
  });
});

describe('a browser that is set otherwise', () => {
  test('fault 81: blocked storage is explained, not crashed on', async () => {
    await scene.page().addInitScript(() => {
      if (!location.pathname.endsWith('launch.html')) return;
      Object.defineProperty(globalThis, 'sessionStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    expect(await launchRefused(await scene.open('clean-va'))).toContain('storage-blocked');
  });

  test('fault 81: full storage is explained, not crashed on', async () => {
    await scene.page().addInitScript(() => {
      if (!location.pathname.endsWith('launch.html')) return;
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    expect(await launchRefused(await scene.open('clean-va'))).toContain('storage-blocked');
  });
});
