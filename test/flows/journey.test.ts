import { type BrowserContext, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assessFile, PretendRecord } from './pretend-record.ts';
import { setStage, type Stage } from './stage.ts';

const landmarks = [
  'Patient',
  'ECMO run',
  'Risk',
  'Inputs',
  'Course',
  'What if',
  'Context',
  'Earlier assessments',
  'Write to the record',
  'Not used',
  'About this model',
];

let stage: Stage;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => stage?.stop());
beforeEach(async () => {
  context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});
afterEach(async () => context.close());

const openChart = async (patient: string): Promise<void> => {
  await page.goto(`${stage.hospital}/record/${patient}`);
};

/** The app beside the chart, in its iframe. */
const openBeside = async (patient: string): Promise<FrameLocator> => {
  await openChart(patient);
  await page.getByRole('button', { name: 'Open ICH risk' }).click();
  return page.frameLocator('iframe');
};

const region = (app: FrameLocator | Page, name: string) =>
  app.getByRole('region', { name, exact: true });

const percent = (risk: number): string => String(Math.round(risk * 100));

const sentence = (low: number, high: number): RegExp => {
  return new RegExp(`anywhere from ${percent(low)} to ${percent(high)}`);
};

describe('a clinician opens the app from the chart', () => {
  test('sees every region, in order, with the patient of the chart', async () => {
    const app = await openBeside('clean-va');
    await region(app, 'Risk')
      .getByText(/in 100/)
      .first()
      .waitFor();
    for (const name of landmarks)
      await expect.poll(() => region(app, name).count(), { message: name }).toBe(1);
    const order = await app
      .getByRole('region')
      .evaluateAll((all) =>
        all
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((one) => one.getAttribute('aria-label') ?? one.querySelector('h2')?.textContent),
      );
    expect(order.filter((name) => landmarks.includes(name ?? ''))).toEqual(landmarks);
    await expect
      .poll(() => region(app, 'Patient').innerText())
      .toMatch(/Lindqvist[\s\S]*PH-204417/);
    expect(await app.getByText('Not for deciding anticoagulation').first().innerText()).toMatch(
      /22 events, one hospital, no external validation, intercept reconstructed/,
    );
  });

  test('enters a grey-white-matter ratio, writes back, and the record holds what the command line computes', async () => {
    const record = new PretendRecord(stage.hospital, 'vv-no-ct');
    const app = await openBeside('vv-no-ct');
    const inputs = region(app, 'Inputs');
    await inputs.getByRole('button', { name: 'Enter Grey-white-matter ratio' }).click();
    await inputs.getByRole('textbox', { name: /^Grey-white-matter ratio/ }).fill('1.21');
    await inputs.getByRole('button', { name: 'Use this value' }).click();
    await inputs.getByText('1.21').first().waitFor();

    const write = region(app, 'Write to the record');
    await write.getByRole('button', { name: 'Preview what would be written' }).click();
    await write.getByRole('checkbox').check();
    await write.getByRole('button', { name: 'Write to the record' }).click();
    await write.getByText(/Written and read back/).waitFor();

    const [written, ...others] = await record.riskAssessments();
    expect(others).toEqual([]);
    const at = written?.occurrenceDateTime ?? '';
    const line = assessFile(await record.bundle(), at, ['gwr=1.21']);
    const range = written?.prediction?.[0]?.probabilityRange;
    expect(range?.low?.value).toBeCloseTo(100 * (line.risk?.low ?? Number.NaN), 0);
    expect(range?.high?.value).toBeCloseTo(100 * (line.risk?.high ?? Number.NaN), 0);
    expect(await region(app, 'Risk').innerText()).toMatch(
      sentence(line.risk?.low ?? 0, line.risk?.high ?? 0),
    );
    expect(JSON.stringify(written)).toContain('entered');
    await expect.poll(() => region(app, 'Earlier assessments').innerText()).toMatch(/\d+/);
  });

  test('opens it in a tab and sees the same risk as the command line', async () => {
    await openChart('clean-va');
    const opened = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Open in a tab' }).click();
    const app = await opened;
    const risk = region(app, 'Risk');
    await risk
      .getByText(/in 100/)
      .first()
      .waitFor();
    expect(new URL(app.url()).search).toBe('');
    const line = assessFile(
      await new PretendRecord(stage.hospital, 'clean-va').bundle(),
      new Date().toISOString(),
      [],
    );
    expect(await risk.innerText()).toMatch(sentence(line.risk?.low ?? 0, line.risk?.high ?? 0));
  });

  test.each([
    ['hour-10', /not certainly run for 24 hours/],
    ['ich-already', /already in the record/],
    ['bypass', /not on ECMO/],
    ['paediatric', /under 18/],
    ['deceased', /deceased/],
  ])('%s has no risk, and a reason', async (patient, reason) => {
    const app = await openBeside(patient);
    await region(app, 'Risk').getByText(reason).first().waitFor();
    expect(await region(app, 'Risk').innerText()).not.toMatch(/about \d+ in 100/i);
  });
});

describe('a launch that is not right', () => {
  test('an unknown server gets a clear page and no request', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).host));
    await page.goto(`${stage.app}/launch.html?iss=https://evil.example/fhir&launch=x`);
    await page
      .getByText(/not (one of|on the list)|unknown|does not know/i)
      .first()
      .waitFor();
    expect(new Set(asked)).toEqual(new Set([new URL(stage.app).host]));
    expect(await page.locator('body').innerText()).not.toContain('evil.example');
  });

  test('a denied authorization gets a clear page in our own words', async () => {
    const answer = await fetch(`${stage.hospital}/sandbox/launch`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ patient: 'clean-va', ask: true }),
    });
    const { url } = (await answer.json()) as { url: string };
    await page.goto(url);
    await page.getByRole('button', { name: /deny|refuse|do not/i }).click();
    await page.waitForURL((address) => address.origin === stage.app);
    await page
      .getByText(/denied|refused|not allowed|not given/i)
      .first()
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('the result page without a launch says to open it from the chart', async () => {
    await page.goto(`${stage.app}/index.html`);
    await page
      .getByText(/from the (patient’s )?chart/i)
      .first()
      .waitFor();
  });
});

describe('a standalone launch', () => {
  test('signs in, picks a patient, and shows the risk', async () => {
    await page.goto(`${stage.app}/launch.html?iss=${encodeURIComponent(`${stage.hospital}/fhir`)}`);
    await page.waitForURL((address) => address.origin === stage.hospital);
    const signIn = page.getByRole('button', { name: /sign in|log in|continue/i }).first();
    if (await signIn.isVisible()) await signIn.click();
    await page.getByText('Lindqvist').first().click();
    const allow = page.getByRole('button', { name: /allow|continue|agree/i }).first();
    if (await allow.isVisible().catch(() => false)) await allow.click();
    await page.waitForURL((address) => address.origin === stage.app);
    await region(page, 'Risk')
      .getByText(/in 100/)
      .first()
      .waitFor();
  });
});
