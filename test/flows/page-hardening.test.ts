import { describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { closedPage, noRiskShown, region, riskShown, setScene, wholeRecord } from './scene.ts';

const scene = setScene();

/** The directives of a policy, each with its sources in order. */
function directives(policy: string): Readonly<Record<string, string>> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(
    parts.map(([name = '', ...sources]) => [name, sources.toSorted().join(' ')]),
  );
}

/** Clicks the first of what is there, until nothing is: each click takes its target out of the list. */
async function clickAll(targets: Locator): Promise<void> {
  for (let left = 200; (await targets.count()) > 0; left -= 1) {
    expect(left, 'what is opened stays open').toBeGreaterThan(0);
    await targets.first().click();
  }
}

/** Opens whatever can be opened on the page, so that every field is on screen. */
async function openEverything(page: Page): Promise<void> {
  await region(page, 'About this model').waitFor();
  await wholeRecord(page);
  const closed = page.getByRole('button', { name: /^Where from/ });
  for (let left = await closed.count(); left > 0; left -= 1) await closed.first().click();
  await region(page, 'Course').getByRole('button', { name: 'Table', exact: true }).click();
  const preview = page.getByRole('button', { name: 'Preview what would be written' });
  if ((await preview.count()) > 0) await preview.click();
  await page.getByRole('button', { name: 'Show the text' }).click();
  await clickAll(page.locator('details:not([open]) > summary:visible'));
  await clickAll(page.getByRole('button', { name: /^Show all/ }));
}

describe('the headers of the app’s host', () => {
  test.each(['index.html', 'launch.html', 'site/site.json', 'models/zhu-2025.json', 'nothing'])(
    '%s comes with every protection',
    async (path) => {
      const { app, hospital } = scene.stage();
      const { headers } = await fetch(`${app}/${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).not.toMatch(/unsafe-|\*|wasm/);
      expect(directives(policy)).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self' data:",
        'font-src': "'self'",
        'connect-src': ["'self'", hospital].toSorted().join(' '),
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': hospital,
        'require-trusted-types-for': "'script'",
        'trusted-types': "'none'",
      });
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toMatch(
        /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('what a build names by its hash is cached for good, and nothing else', async () => {
    const { app } = scene.stage();
    const page = await (await fetch(`${app}/index.html`)).text();
    const assets = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((one) => one[1]);
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) {
      const answer = await fetch(`${app}/${asset}`);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  test('a stranger’s page may not frame the app', async () => {
    const page = scene.page();
    await page.route('http://stranger.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${scene.stage().app}/index.html"></iframe>`,
      }),
    );
    await page.goto('http://stranger.example/');
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
    const framed = page.frames()[1];
    expect(await framed?.locator('#app').count()).toBe(0);
    scene.stage().seen.strangers.length = 0;
  });
});

describe('what is offered and not taken', () => {
  test('no other patient can be looked for: no search box, no search of patients', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    await openEverything(page);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    const paths = (await scene.requests()).map(({ path }) => path);
    expect(paths).toContain('/fhir/Patient/{id}');
    expect(paths).not.toContain('/fhir/Patient');
  });

  test('no address from the record is a link, and the hospital’s style is asked for without the token', async () => {
    await scene.turnOn('hostile-text');
    const page = await scene.open('clean-va');
    await region(page, 'Risk').waitFor();
    await openEverything(page);
    const links = await page
      .locator('body')
      .locator('[href], [src], [action], [formaction]')
      .evaluateAll((all) =>
        all.flatMap((one) =>
          ['href', 'src', 'action', 'formaction'].flatMap((name) => one.getAttribute(name) ?? []),
        ),
      );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !/^#[\w-]+$/.test(link))).toEqual([]);
    const styles = (await scene.requests()).filter(({ path }) => path.includes('style'));
    expect(styles.map(({ method, bearer }) => [method, bearer])).toEqual([['GET', 'none']]);
  });

  test('messages of other windows change nothing', async () => {
    const page = await scene.open('clean-va');
    const risk = await riskShown(page);
    const address = page.url();
    await page.evaluate(async (elsewhere) => {
      for (const data of [
        { type: 'completeAuth', url: elsewhere },
        { type: 'scratchpad.create', patient: 'vv-no-ct' },
        elsewhere,
      ])
        window.postMessage(data, '*');
      await new Promise((done) => setTimeout(done, 0));
    }, `${scene.stage().hospital}/record/`);
    expect(await riskShown(page)).toBe(risk);
    expect(page.url()).toBe(address);
  });

  test('a print says whose it is and what it is not', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    await page.emulateMedia({ media: 'print' });
    const strip = region(page, 'Patient');
    expect(await strip.isVisible()).toBe(true);
    expect(await strip.innerText()).toMatch(/Lindqvist[\s\S]*PH-204417/);
    expect(
      await page
        .getByText(/22 events, one hospital/)
        .first()
        .isVisible(),
    ).toBe(true);
  });
});

describe('hostile text', () => {
  test('fault 78: markup in every displayed field stays inert text', async () => {
    await scene.turnOn('hostile-text');
    const page = await scene.open('clean-va');
    await region(page, 'Risk').waitFor();
    await openEverything(page);
    const said = await page.locator('body').innerText();
    expect(said).toContain('<script>');
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(
      await page.locator('iframe, img, object, embed, script:not([src]), #app b').count(),
    ).toBe(0);
    expect(
      await page.locator('[onerror], [onload], [onclick], [href^="javascript:"]').count(),
    ).toBe(0);
    expect(scene.stage().seen.dialogs).toEqual([]);
    expect(scene.stage().seen.violations).toEqual([]);
  });

  test.each([
    ['fault 78: of an error', 'error-names-patient'],
    ['fault 78: of a login page', 'login-page'],
  ])('%s no word reaches the screen', async (_, fault) => {
    await scene.turnOn(fault);
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).not.toMatch(/CANARY|JOHN DOE|Sign in/);
  });

  test('fault 79: direction marks, invisible signs and floods of letters are taken out', async () => {
    await scene.turnOn('unruly-text');
    const page = await scene.open('clean-va');
    await region(page, 'Risk').waitFor();
    await openEverything(page);
    const said = await page.locator('body').innerText();
    expect(said.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(said).not.toMatch(/N{200}|\u0341{5}/);
    const strip = await region(page, 'Patient').boundingBox();
    expect(strip?.height).toBeLessThan(200);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await region(page, 'Patient').innerText()).toContain('PH-204417');
  });

  test('fault 79: a patient without a name is shown as that, with the number', async () => {
    await scene.turnOn('no-name');
    const page = await scene.open('clean-va');
    await riskShown(page);
    const strip = await region(page, 'Patient').innerText();
    expect(strip).toMatch(/No name in the record[\s\S]*PH-204417/);
  });
});

describe('hostile structure', () => {
  test('fault 80: keys that would reach every object reach none', async () => {
    const usual = await riskShown(await scene.open('clean-va'));
    await scene.turnOn('proto-keys');
    const page = await scene.open('clean-va');
    expect(await riskShown(page)).toBe(usual);
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });

  test.each(['deep-nesting', 'hundred-thousand-entries'])(
    'fault 80: after %s the tab is alive and no number is wrong',
    async (fault) => {
      const usual = await riskShown(await scene.open('clean-va'));
      await scene.turnOn(fault, { only: 'Observation' });
      const page = await scene.open('clean-va');
      await page.locator('main.closed, .headline').first().waitFor({ timeout: 45_000 });
      const closed = (await page.locator('main.closed').count()) === 1;
      if (closed) await closedPage(page);
      else {
        const headline = await region(page, 'Risk').locator('.headline').innerText();
        expect([usual, 'No risk is shown']).toContain(headline);
      }
      expect(await page.evaluate(() => 1 + 1)).toBe(2);
    },
  );
});

describe('screens that are small, old or without colour', () => {
  test.each([
    [800, 600],
    [640, 450],
    [400, 800],
  ])('fault 82: at %i × %i nothing lies beside the screen', async (width, height) => {
    const page = scene.page();
    await page.setViewportSize({ width, height });
    await scene.open('clean-va');
    await riskShown(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await region(page, 'Patient').isVisible()).toBe(true);
  });

  test('fault 82: without colours each state of an input has its own sign', async () => {
    const page = scene.page();
    await page.emulateMedia({ forcedColors: 'active' });
    await scene.turnOn('forbidden', { only: 'MedicationAdministration' });
    await scene.open('clean-va');
    await noRiskShown(page);
    expect(await region(page, 'Inputs').innerText()).toMatch(/●[\s\S]*○[\s\S]*△/);
  });

  test.each([
    ['crypto.randomUUID', () => Reflect.deleteProperty(Crypto.prototype, 'randomUUID')],
    ['Object.hasOwn', () => Reflect.deleteProperty(Object, 'hasOwn')],
    [
      'Web Crypto on a secure page',
      () => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }),
    ],
  ] as const)('fault 82: a browser without %s is told what it lacks', async (feature, without) => {
    const page = scene.page();
    await page.addInitScript(without);
    await page.goto(`${scene.stage().app}/index.html`);
    const said = await closedPage(page);
    expect(said).toContain('This browser is too old for the app');
    expect(said).toContain(feature);
  });
});
