import { describe, expect, test } from 'vitest';
import { closedPage, launchRefused, region, riskShown, setScene } from './scene.ts';

const scene = setScene();

type Json = Record<string, unknown>;

/** Serves a file of the app's host changed; a text is served as it stands. */
async function serveAltered(path: string, change: (json: never) => unknown): Promise<void> {
  await scene.context().route(`${scene.stage().app}/${path}`, async (route) => {
    const answer = await route.fetch();
    const changed = change((await answer.json()) as never);
    const body = typeof changed === 'string' ? changed : JSON.stringify(changed);
    await route.fulfill({ response: answer, body });
  });
}

/** What the result page says when it starts with the altered file. */
async function refusedStart(): Promise<string> {
  const page = scene.page();
  await page.goto(await scene.launch('clean-va'));
  const said = await closedPage(page);
  expect(said).toContain('The app will not start, because a file it depends on is wrong.');
  expect(said).toContain('Nothing has been computed');
  expect(
    (await scene.requests()).filter(({ path }) => path.startsWith('/fhir/Observation')),
  ).toEqual([]);
  return said;
}

const inputs = (document: Json): Json[] => document['inputs'] as Json[];

describe('a site file that is wrong', () => {
  const wrong: readonly [string, (site: Json) => unknown, RegExp][] = [
    ['not JSON', () => '{ "id": ', /site\/site\.json.*not JSON/],
    [
      'an unknown time zone',
      (site) => ({ ...site, timeZone: 'Mars/Base' }),
      /site\/site\.json.*timeZone/,
    ],
    [
      'an issuer that is no address',
      (site) => ({ ...site, issuers: [{ iss: 'the hospital', clientId: 'x' }] }),
      /site\/site\.json.*issuers\[0\]\.iss/,
    ],
    ['a misspelt member', (site) => ({ ...site, tiemZone: 'UTC' }), /site\/site\.json.*tiemZone/],
    [
      'a negative bag',
      (site) => ({ ...site, transfusion: { bagMillilitres: -1, recordComplete: false } }),
      /site\/site\.json.*transfusion/,
    ],
  ];

  test.each(wrong)(
    'fault 83: with %s the launch stops, and says where',
    async (_, change, told) => {
      await serveAltered('site/site.json', change);
      const page = await scene.open('clean-va');
      const said = await launchRefused(page);
      expect(said).toMatch(told);
      expect(said).toContain('not set up correctly');
    },
  );

  test.each(wrong)('fault 83: with %s the app itself stops too', async (_, change, told) => {
    await serveAltered('site/site.json', change);
    const page = scene.page();
    await page.goto(`${scene.stage().app}/index.html`);
    expect(await closedPage(page)).toMatch(told);
  });

  test('fault 83: a site file that is not there stops the launch', async () => {
    await scene
      .context()
      .route(`${scene.stage().app}/site/site.json`, (route) =>
        route.fulfill({ status: 404, body: '' }),
      );
    expect(await launchRefused(await scene.open('clean-va'))).toMatch(/site\/site\.json.*404/);
  });
});

describe('mappings and model that are wrong', () => {
  test('fault 83: a broken value set stops the app, with its file', async () => {
    await serveAltered('mappings.json', (json: { valueSets: { file: string; json: Json }[] }) => ({
      valueSets: json.valueSets.map((one) =>
        one.file.startsWith('platelets')
          ? { ...one, json: { ...one.json, compose: 'nothing' } }
          : one,
      ),
    }));
    expect(await refusedStart()).toMatch(/platelets\.valueset\.json.*compose/);
  });

  test('fault 83: a broken concept map of the site stops the app, with its file', async () => {
    await serveAltered('site/codes.conceptmap.json', (json: Json) => ({
      ...json,
      group: 'nothing',
    }));
    expect(await refusedStart()).toMatch(/codes\.conceptmap\.json.*group/);
  });

  test('fault 83: a coefficient altered by one part in a million stops the app', async () => {
    await serveAltered('models/zhu-2025.json', (document: Json) => {
      const [first, ...rest] = inputs(document);
      const { oddsRatio: _, ...altered } = first as Json;
      return {
        ...document,
        inputs: [{ ...altered, coefficient: Number(altered['coefficient']) * 1.000001 }, ...rest],
      };
    });
    expect(await refusedStart()).toMatch(
      /models\/zhu-2025\.json at testVectors\[\d+\]\.risk is wrong/,
    );
  });

  test('fault 83: a document altered where no number is stops the app by its hash', async () => {
    await serveAltered('models/zhu-2025.json', (document: Json) => ({
      ...document,
      title: `${String(document['title'])}.`,
    }));
    expect(await refusedStart()).toMatch(/models\/zhu-2025\.json at sha256/);
  });

  test('fault 83: a test vector that does not come out stops the app', async () => {
    await serveAltered('models/zhu-2025.json', (document: Json) => {
      const [first, ...rest] = document['testVectors'] as Json[];
      const altered = { ...first, risk: Number(first?.['risk']) + 0.01 };
      return { ...document, testVectors: [altered, ...rest] };
    });
    expect(await refusedStart()).toMatch(/models\/zhu-2025\.json.*testVectors/);
  });

  test('fault 83: a model document that is not there stops the app', async () => {
    await serveAltered('site/site.json', (site: Json) => ({ ...site, model: 'another' }));
    expect(await refusedStart()).toMatch(/models\/another\.json/);
  });

  test('fault 83: version and hash of model, mappings and site are on screen', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    const about = region(page, 'About this model');
    for (const summary of await about.locator('summary').all()) await summary.click();
    const said = await about.innerText();
    expect(said).toMatch(/[Vv]ersion \d+\.\d+\.\d+/);
    expect(said).toMatch(/SHA-256[\s\S]{0,40}[0-9a-f]{16,64}/);
    expect(said).toMatch(/Mappings[\s\S]*Site[\s\S]*sandbox|Pretend Hospital/);
  });
});

describe('the kill switch', () => {
  test('fault 84: switched off, the launch page says so and asks nothing', async () => {
    await serveAltered('site/site.json', (site: Json) => ({ ...site, enabled: false }));
    const page = await scene.open('clean-va');
    expect(await launchRefused(page)).toContain('Your hospital has switched this app off.');
    expect(await scene.requests()).toEqual([]);
  });

  test('fault 84: switched off between launch and return, the app shows nothing', async () => {
    let enabled = true;
    await scene.context().route(`${scene.stage().hospital}/auth/authorize?**`, async (route) => {
      enabled = false;
      await route.continue();
    });
    await serveAltered('site/site.json', (site: Json) => ({ ...site, enabled }));
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toContain('This app is switched off at this hospital.');
    expect(said).toContain('Contact');
    expect((await scene.requests()).filter(({ door }) => door === 'fhir')).toEqual([]);
  });
});
