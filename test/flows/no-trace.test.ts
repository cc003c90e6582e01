import { describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { closedPage, region, riskShown, setScene } from './scene.ts';

const scene = setScene();

/** What a hospital's answers are made to say, so that it can be found wherever it ends up. */
const canaries = {
  Lindqvist: 'Canaryfamily',
  Marta: 'Canarygiven',
  'PH-204417': 'CANARY-MRN-1',
  'Cardiac ICU, bed 4': 'Canaryward bed 9',
} as const;
/** The nadir of the patient, with digits nothing else has. */
const value = '57.618033';

const trace = /canary|57\.618|PH-204417|Lindqvist/i;

/** Lets every FHIR answer carry the canaries, and notes every token. */
async function plantCanaries(context: BrowserContext): Promise<Set<string>> {
  const tokens = new Set<string>();
  await context.route(`${scene.stage().hospital}/fhir/**`, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const answer = await route.fetch();
    let body = await answer.text();
    for (const [name, canary] of Object.entries(canaries)) body = body.replaceAll(name, canary);
    body = body.replaceAll('"value":69,', `"value":${value},`);
    await route.fulfill({ response: answer, body });
  });
  context.on('request', (request) => {
    const bearer = request.headers()['authorization'];
    if (bearer !== undefined) tokens.add(bearer.replace(/^Bearer /, ''));
  });
  return tokens;
}

/** Everything a page leaves behind or shows to others than the person in front of it. */
async function sinksOf(page: Page): Promise<string> {
  const inside = await page.evaluate(async () => {
    const globals = Object.getOwnPropertyNames(globalThis).map((name) => {
      try {
        const held = (globalThis as Record<string, unknown>)[name];
        return typeof held === 'string' ? `${name}=${held}` : '';
      } catch {
        return '';
      }
    });
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookie: document.cookie,
      address: location.href,
      referrer: document.referrer,
      history: history.state as unknown,
      title: document.title,
      windowName: window.name,
      globals,
      resources: performance.getEntriesByType('resource').map((entry) => entry.name),
    });
  });
  return inside;
}

/** What went to anything but the FHIR base: method, address, referrer and body. */
const elsewhere = (): readonly string[] =>
  scene.stage().seen.carried.filter((one) => !one.includes(` ${scene.stage().hospital}/fhir/`));

/** What a page printed itself; of a failed request the browser prints a line of its own. */
const ownWords = (): readonly string[] =>
  scene.stage().seen.printed.filter((line) => !/^(Failed to load resource|Access to)/.test(line));

async function expectNoTrace(page: Page, tokens: ReadonlySet<string>): Promise<void> {
  expect(ownWords()).toEqual([]);
  const { local, session, databases, caches, workers, cookie, ...rest } = JSON.parse(
    await sinksOf(page),
  ) as Record<string, unknown>;
  expect({ local, session, databases, caches, workers, cookie }).toEqual({
    local: {},
    session: {},
    databases: [],
    caches: [],
    workers: 0,
    cookie: '',
  });
  const context = scene.context();
  const sent = elsewhere().join('\n');
  expect(sent).not.toMatch(trace);
  const outside = [
    JSON.stringify(rest),
    JSON.stringify(await context.cookies()),
    scene.stage().seen.printed.join('\n'),
    page.url(),
    await page.title(),
  ].join('\n');
  expect(outside).not.toMatch(trace);
  expect(outside.replaceAll(/"https?:[^"]*\/fhir\/[^"]*"/g, '')).not.toContain('clean-va');
  expect(tokens.size).toBeGreaterThan(0);
  const markup = await page.content();
  for (const token of tokens) {
    expect(outside).not.toContain(token);
    // giving the token back is the one use of it that is no header
    expect(sent.replaceAll(/^POST \S+\/auth\/revoke .*$/gm, '')).not.toContain(token);
    expect(markup).not.toContain(token);
  }
}

describe('a patient of canaries', () => {
  test('what a page prints, throws or leaves rejected would be seen', async () => {
    const { printed } = scene.stage().seen;
    await scene.page().goto(`${scene.stage().app}/index.html`);
    await scene.page().evaluate(() => {
      globalThis.console.log('canary printed', { of: 'an object' });
      setTimeout(() => {
        throw new Error('canary thrown');
      });
      setTimeout(() => void Promise.reject(new Error('canary rejected')));
    });
    for (const way of ['printed', 'thrown', 'rejected'])
      await expect.poll(() => printed.join('\n')).toContain(`canary ${way}`);
  });

  test('after everything the page can do, nothing of the patient is in any sink', async () => {
    const tokens = await plantCanaries(scene.context());
    const page = await scene.open('clean-va');
    await riskShown(page);
    const strip = await region(page, 'Patient').innerText();
    expect(strip).toMatch(/Canaryfamily[\s\S]*CANARY-MRN-1/);
    expect(await region(page, 'Inputs').innerText()).toContain(value);
    await expectNoTrace(page, tokens);

    await page.getByRole('button', { name: 'Where from: Lowest platelets during ECMO' }).click();
    await page.getByRole('group', { name: 'Where from' }).waitFor();
    await region(page, 'Course').getByRole('button', { name: 'Table', exact: true }).click();
    const write = region(page, 'Write to the record');
    await write.getByRole('button', { name: 'Show the text' }).click();
    await write.getByRole('button', { name: 'Preview what would be written' }).click();
    await write.getByRole('checkbox').check();
    await write.getByRole('button', { name: 'Write to the record' }).click();
    await write.locator('output.notice').waitFor();
    await expectNoTrace(page, tokens);

    await page.getByRole('button', { name: 'Read again' }).click();
    await riskShown(page);
    await page.getByRole('button', { name: /^End/ }).click();
    expect(await closedPage(page)).not.toMatch(trace);
    await expectNoTrace(page, tokens);
    expect(await page.content()).not.toMatch(trace);
  });

  test.each([
    'foreign-patient',
    'error-names-patient',
    'truncated-json',
    'page-3-fails',
    'break-the-glass',
  ])('after %s neither screen nor console names the patient', async (fault) => {
    const tokens = await plantCanaries(scene.context());
    await scene.turnOn(fault, { only: 'Condition' });
    if (fault === 'page-3-fails') await scene.turnOn(fault, { only: 'Observation' });
    const page = await scene.open('clean-va');
    expect(await closedPage(page)).not.toMatch(trace);
    await expectNoTrace(page, tokens);
  });

  test('the token is used towards the FHIR base of the launch and nowhere else', async () => {
    const sentTo = new Set<string>();
    scene.context().on('request', (request) => {
      if (request.headers()['authorization'] !== undefined) {
        sentTo.add(new URL(request.url()).pathname.split('/').slice(0, 2).join('/'));
      }
    });
    await riskShown(await scene.open('clean-va'));
    expect([...sentTo]).toEqual(['/fhir']);
  });

  test('code and state have left the address before anything else is asked', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    expect(new URL(page.url()).search).toBe('');
    const { app, seen } = scene.stage();
    const back = seen.addresses.findLastIndex((address) => address.startsWith(`${app}/?`));
    const code = new URL(seen.addresses[back] ?? '').searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    expect(seen.addresses.slice(back + 1).filter((address) => address.includes(code))).toEqual([]);
    expect(await page.evaluate(() => document.referrer)).toBe('');
  });
});
