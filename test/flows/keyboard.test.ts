import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoth, type Both } from '../../src/sandbox/both.ts';
import { findBrowser } from './find-browser.ts';
import { freePorts } from '../free-ports.ts';
import { wholeRecord } from './scene.ts';

let both: Both;
let browser: Browser;

beforeAll(async () => {
  const [sandboxPort = 0, appPort = 0] = await freePorts(2);
  both = await startBoth({ host: 'localhost', sandboxPort, appPort });
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
});

afterAll(async () => {
  await browser?.close();
  await both?.close();
});

async function openChart(patient: string, width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const answer = await fetch(`${both.hospitalOrigin}/sandbox/launch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ patient }),
  });
  const { url } = (await answer.json()) as { url: string };
  await page.goto(url);
  await page.locator('.lanes').waitFor();
  await page.getByRole('region', { name: 'About this model' }).waitFor();
  await wholeRecord(page);
  return page;
}

/** Name of the focused element, and whether any of it can be seen between the bars that stay in sight. */
async function focused(page: Page): Promise<{ name: string; seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { name: '', seen: true };
    const { top, bottom, height, left, width } = element.getBoundingClientRect();
    const above = document.querySelector('.always')?.getBoundingClientRect().bottom ?? 0;
    const below = document.querySelector('.standing')?.getBoundingClientRect().top ?? innerHeight;
    const within = element.closest('.always, .standing') !== null;
    const between = bottom > above && top < below && left < innerWidth && width + height > 0;
    const label = element.closest('label')?.textContent;
    return {
      name: element.getAttribute('aria-label') ?? label ?? element.textContent ?? '',
      seen: within || between,
    };
  });
}

/** Presses Tab until an element of that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (name.test((await focused(page)).name)) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

describe('without a mouse', () => {
  test('a ratio is entered, the past is looked at, and the way back is found', async () => {
    const page = await openChart('vv-no-ct');
    await tabTo(page, /^Enter Grey-white-matter ratio/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Grey-white-matter ratio/);
    await page.keyboard.type('1.22');
    await tabTo(page, /^Reason/);
    await page.keyboard.type('CT of the other hospital');
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Risk', exact: true })
      .getByText(/Rests on values entered by a clinician/)
      .waitFor();

    await tabTo(page, /^Course: moment/);
    const slider = page.getByRole('slider', { name: 'Course: moment' });
    await page.keyboard.press('ArrowLeft');
    const first = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toBe(first);
    expect(first).toMatch(/Platelets \d+/);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    await page.getByText(/^You are looking at/).waitFor();

    await tabTo(page, /^Back to now/);
    await page.keyboard.press('Enter');
    await page.getByText(/^You are looking at/).waitFor({ state: 'detached' });
    await page.close();
  });

  test.each([1280, 400])(
    'every control at %d px has a name, and is not hidden by the bars when it has the focus',
    async (width) => {
      const page = await openChart('clean-va', width);
      const lost: string[] = [];
      const names: string[] = [];
      for (let presses = 0; presses < 90; presses += 1) {
        await page.keyboard.press('Tab');
        const { name, seen } = await focused(page);
        if (name === '' && names.length > 20) break;
        names.push(name.trim());
        if (!seen) lost.push(name);
      }
      expect(names.length).toBeGreaterThan(30);
      expect(names.filter((name) => name === '')).toEqual([]);
      expect(lost).toEqual([]);
      await page.close();
    },
  );
});
