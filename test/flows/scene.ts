import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { misdeeds } from './sightings.ts';
import { setStage, type Stage } from './stage.ts';

/** How a fault of the pretend hospital is narrowed down, as its switch takes it. */
export interface FaultSettings {
  readonly only?: string;
  readonly from?: number;
  readonly times?: number;
  readonly seconds?: number;
}

/** One browser context per test on a stage that stands for the whole file. */
export interface Scene {
  readonly stage: () => Stage;
  readonly context: () => BrowserContext;
  readonly page: () => Page;
  /** Turns a fault of the hospital on for everyone, until the test ends. */
  turnOn(name: string, settings?: FaultSettings): Promise<void>;
  turnOff(name: string): Promise<void>;
  /** An EHR launch address for a patient, with faults for this launch alone. */
  launch(patient: string, faults?: readonly string[]): Promise<string>;
  /** Launches in the page of the test, or in the one given. */
  open(patient: string, faults?: readonly string[], page?: Page): Promise<Page>;
  /** The hospital's log of requests since the test began, oldest first. */
  requests(): Promise<readonly LoggedRequest[]>;
}

/** A request as the hospital saw it, ids and secrets left out. */
export interface LoggedRequest {
  readonly door: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly (readonly [string, string])[];
  readonly bearer: string;
  readonly status: number;
}

/** Sets a stage before the tests of a file, and gives each a fresh browser context and a good hospital. */
export function setScene(options: BrowserContextOptions = {}): Scene {
  let stage: Stage;
  let context: BrowserContext;
  let page: Page;
  const tool = async (path: string, method: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${stage.hospital}/sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`invalid tool call; ${path}: ${answer.status}`);
    return answer.json();
  };
  const launch = async (patient: string, faults: readonly string[] = []): Promise<string> =>
    ((await tool('launch', 'POST', { patient, faults })) as { url: string }).url;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(async () => stage?.stop());
  beforeEach(async () => {
    await tool('faults', 'DELETE');
    await tool('requests', 'DELETE');
    context = await stage.browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterEach(async () => {
    await context.close();
    const wrong = misdeeds(stage.seen);
    for (const kind of Object.values(stage.seen) as string[][]) kind.length = 0;
    expect(wrong).toEqual([]);
  });
  return {
    stage: () => stage,
    context: () => context,
    page: () => page,
    turnOn: async (name, settings = {}) => {
      await tool('faults', 'POST', { name, ...settings });
    },
    turnOff: async (name) => {
      await tool('faults', 'POST', { name, on: false });
    },
    launch,
    open: async (patient, faults, into = page) => {
      await into.goto(await launch(patient, faults));
      return into;
    },
    requests: async () =>
      ((await tool('requests', 'GET')) as readonly LoggedRequest[]).filter(
        ({ path }) => !path.startsWith('/sandbox/'),
      ),
  };
}

/** A region of the page by its name. */
export const region = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/** Waits until nothing of the record is still being read. */
export async function wholeRecord(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Read again', disabled: false }).waitFor();
}

/** Waits for the whole record and the risk in words, and gives it: the sentence that leads the Risk region. */
export async function riskShown(page: Page): Promise<string> {
  const headline = region(page, 'Risk').locator('.headline');
  await headline.filter({ hasText: /in 100/ }).waitFor();
  await wholeRecord(page);
  return headline.innerText();
}

/** Waits for a page of no risk, and gives what its Risk region says. */
export async function noRiskShown(page: Page): Promise<string> {
  await region(page, 'Risk').getByText('No risk is shown').first().waitFor();
  await wholeRecord(page);
  return region(page, 'Risk').innerText();
}

/** Waits for a page that shows nothing of a patient, and gives what it says instead. */
export async function closedPage(page: Page): Promise<string> {
  await page.locator('main.closed').waitFor();
  expect(await page.getByRole('region').count(), 'no region beside the reason').toBe(0);
  const said = await page.locator('body').innerText();
  expect(said).not.toMatch(/\d in 100|Lindqvist|PH-204417/);
  return said;
}

/** Waits for the refusal of the launch page, and gives what it says. */
export async function launchRefused(page: Page): Promise<string> {
  await page.locator('#detail').filter({ hasText: 'For IT:' }).waitFor();
  return page.locator('body').innerText();
}

/** What one input of the Inputs region shows. */
export async function inputShown(page: Page, name: string): Promise<string> {
  const row = region(page, 'Inputs').getByRole('listitem').filter({ hasText: name });
  await row.first().waitFor();
  return row.first().innerText();
}

/** A text but for how long ago things were, which may change between two looks. */
export const withoutAges = (said: string): string =>
  said.replaceAll(/\d+ (min|h|days?) ago/g, '… ago');

/** What the page says it could not use. */
export async function notUsed(page: Page): Promise<string> {
  const faults = region(page, 'Not used');
  await faults.waitFor();
  await wholeRecord(page);
  for (const summary of await faults.locator('summary').all()) await summary.click();
  return faults.innerText();
}
