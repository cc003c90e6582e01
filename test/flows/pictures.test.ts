import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoth, type Both } from '../../src/sandbox/both.ts';
import { comparePictures, shrinkPicture } from './compare-pictures.ts';
import { findBrowser } from './find-browser.ts';
import { PAGE_STATES, type PageState } from './page-states.ts';
import { wholeRecord } from './scene.ts';
import { freePorts } from '../free-ports.ts';

/**
 * Every state of the main page, as a picture at three widths, held against the
 * kept one; axe finds nothing in light or dark, and the page keeps to its own
 * content security policy. `UPDATE_PICTURES=1` keeps what is seen now.
 */
const now = new Date('2026-03-10T15:00:00Z');
const widths = [1280, 800, 400] as const;
const kept = join(import.meta.dirname, 'pictures');
const axe = readFileSync(
  join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'),
  'utf8',
);

/** Fonts of one width a letter: whichever a machine has, lines break at the same places. */
const SAME_WIDTH = "'DejaVu Sans Mono', 'Liberation Mono', 'Courier New', monospace";

let both: Both;
let browser: Browser;
let easel: Page;

beforeAll(async () => {
  const [sandboxPort = 0, appPort = 0] = await freePorts(2);
  both = await startBoth({ host: 'localhost', sandboxPort, appPort, now: () => now });
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  easel = await browser.newPage();
  mkdirSync(kept, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  await both?.close();
});

async function openState(state: PageState): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: widths[0], height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    timezoneId: 'America/New_York',
    locale: 'en-GB',
  });
  await context.clock.setFixedTime(now);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  const [fault, only] = state.fault ?? [];
  if (fault !== undefined) both.hospital.faults.turnOn(fault, only === undefined ? {} : { only });
  const answer = await fetch(`${both.hospitalOrigin}/sandbox/launch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ patient: state.patient }),
  });
  const { url } = (await answer.json()) as { url: string };
  await page.goto(url);
  await page.locator('.lanes').waitFor();
  await page.getByRole('region', { name: 'About this model' }).waitFor();
  await page.getByText('Not for deciding anticoagulation').waitFor();
  await page.evaluate((families) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:root { --sans: ${families}; --mono: ${families}; }`);
    document.adoptedStyleSheets.push(sheet);
  }, SAME_WIDTH);
  await wholeRecord(page);
  await page.waitForFunction(() => document.documentElement.style.length > 0);
  await state.act?.(page);
  both.hospital.faults.clear();
  return { page, complaints };
}

/** Waits for the frame after next: by then the page has answered to whatever changed around it. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** A picture of the page once two in a row are the same. @throws when it never stands still */
async function stillPicture(page: Page): Promise<Buffer> {
  let before = await page.screenshot();
  for (let tries = 0; tries < 40; tries += 1) {
    await drawn(page);
    const after = await page.screenshot();
    if (after.equals(before)) return after;
    before = after;
  }
  throw new Error('the page never stands still');
}

/** What axe finds, as short sentences. */
async function findBarriers(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run(): Promise<{
            violations: { id: string; nodes: { target: unknown[] }[] }[];
          }>;
        };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
  });
}

describe.each(PAGE_STATES)('the page: $name', (state) => {
  test('looks as it was last looked at, keeps no one out, and keeps its policy', async () => {
    const { page, complaints } = await openState(state);
    const differences: string[] = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.mouse.move(0, 0);
      const shown = state.show;
      if (shown !== undefined)
        await page
          .getByRole('region', { name: shown, exact: true })
          .evaluate((one) => one.scrollIntoView({ block: 'start', behavior: 'instant' }));
      const seen = await shrinkPicture(easel, await stillPicture(page));
      const file = join(kept, `${state.name}-${width}.png`);
      if (process.env['UPDATE_PICTURES'] === '1') {
        writeFileSync(file, Buffer.from(seen, 'base64'));
      } else if (!existsSync(file)) {
        differences.push(`${state.name} at ${width} px: no picture is kept`);
      } else {
        const { mean, blocks } = await comparePictures(
          easel,
          seen,
          readKept(`${state.name}-${width}.png`),
        );
        if (mean > 3 || blocks > 0.01) {
          differences.push(`${state.name} at ${width} px: ${mean.toFixed(1)} ${blocks.toFixed(3)}`);
        }
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) differences.push(`${state.name} at ${width} px scrolls sideways`);
    }
    await page.evaluate(axe);
    const barriers = [...(await findBarriers(page))];
    await page.emulateMedia({ colorScheme: 'dark' });
    await stillPicture(page);
    barriers.push(...(await findBarriers(page)));
    await page.context().close();
    expect(differences).toEqual([]);
    expect(barriers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

const readKept = (name: string) => readFileSync(join(kept, name)).toString('base64');

describe('the comparison of pictures', () => {
  test('forgives a picture nothing but itself', async () => {
    const same = await comparePictures(easel, readKept('risk-800.png'), readKept('risk-800.png'));
    expect(same).toEqual({ mean: 0, blocks: 0 });
  });

  test('tells a risk from a refusal at every width', async () => {
    for (const width of widths) {
      const { blocks } = await comparePictures(
        easel,
        readKept(`risk-${width}.png`),
        readKept(`before-24-h-${width}.png`),
      );
      expect(blocks).toBeGreaterThan(0.01);
    }
  });
});
