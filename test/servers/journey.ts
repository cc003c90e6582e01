import { chromium, type Browser, type Page, type Response } from 'playwright-core';
import { findBrowser } from '../flows/find-browser.ts';
import type { Json } from './checks.ts';

/** One launch to be walked in a browser. */
export interface JourneyOptions {
  /** The app's launch page with `iss`, and `launch` where the chart gave one. */
  readonly launch: URL;
  readonly patient: string;
  /** Shows the browser, for servers where a person has to sign in. */
  readonly visible: boolean;
}

/** What the browser saw, in order; a member is missing where the way ended before. */
export interface Journey {
  /** What the token endpoint answered. */
  readonly token: Json;
  /** The sentence that leads the risk region, or why there is none. */
  readonly risk: string;
  /** What the page says became of writing. */
  readonly written: string;
  /** `RiskAssessment/…` of that sentence, or null. */
  readonly reference: string | null;
  /** Uncaught errors and violations of the page's policy. */
  readonly errors: readonly string[];
}

function isCodeExchange(response: Response): boolean {
  const request = response.request();
  const form = request.method() === 'POST' ? (request.postData() ?? '') : '';
  return form.includes('grant_type=authorization_code');
}

/**
 * Goes through the pages of an authorization server: names the patient where a
 * form or link does, and presses what lets the clinician on. A server that wants
 * a password needs a person, and `visible`.
 */
async function authorize(page: Page, app: string, patient: string): Promise<void> {
  const until = Date.now() + 300_000;
  while (new URL(page.url()).origin !== app || page.url().includes('/launch.html')) {
    if (Date.now() > until) throw new Error(`no way back to the app from ${page.url()}`);
    const choice = page.locator(`input[value="${patient}"], a[href*="${patient}"]`).first();
    const onwards = page.getByRole('button', { name: /allow|approve|continue|sign in|log in/i });
    try {
      if (await choice.isVisible()) await choice.click({ timeout: 2_000 });
      if (await onwards.first().isVisible()) await onwards.first().click({ timeout: 2_000 });
    } catch {
      // the page went on by itself
    }
    await page.waitForTimeout(300);
  }
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function write(page: Page): Promise<string> {
  const steps = region(page, 'Write to the record');
  await steps.getByRole('button', { name: 'Preview what would be written' }).click();
  await steps.getByRole('checkbox').check();
  await steps.getByRole('button', { name: 'Write to the record' }).click();
  const notice = steps.getByRole('status').first();
  await notice.waitFor();
  return notice.innerText();
}

async function walk(page: Page, options: JourneyOptions): Promise<Journey> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) errors.push(message.text());
  });
  const exchanged = page.waitForResponse(isCodeExchange, { timeout: 300_000 });
  await page.goto(options.launch.href);
  const [answer] = await Promise.all([
    exchanged,
    authorize(page, options.launch.origin, options.patient),
  ]);
  const token: Json = await answer.json();
  const headline = region(page, 'Risk').locator('.headline');
  await headline.filter({ hasText: /in 100|No risk is shown/ }).waitFor();
  await page.getByRole('button', { name: 'Read again', disabled: false }).waitFor();
  const risk = await headline.innerText();
  const written = /No risk/.test(risk) ? '' : await write(page);
  const reference =
    /(RiskAssessment|Observation|DocumentReference)\/[\w.-]+\w/.exec(written)?.[0] ?? null;
  return { token, risk, written, reference, errors };
}

/** Walks launch, risk and writing back in a Chromium of its own. @throws where a step does not come within two minutes */
export async function takeJourney(options: JourneyOptions): Promise<Journey> {
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser(),
    headless: !options.visible,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(120_000);
    return await walk(page, options);
  } finally {
    await browser.close();
  }
}
