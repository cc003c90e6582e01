import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { region, setScene, wholeRecord } from './scene.ts';

/**
 * What comes out of the printer: exactly one A4 page whoever the patient is and
 * whatever went wrong, black on white, with everything that has to be on it.
 */
const scene = setScene({ colorScheme: 'dark' });

/** Pages of a PDF as Chromium writes it, which leaves page objects readable. */
function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

async function openWhole(patient: string, faults: readonly string[] = []): Promise<Page> {
  const page = await scene.open(patient, faults);
  await region(page, 'About this model').waitFor();
  await wholeRecord(page);
  await page.waitForLoadState('networkidle');
  return page;
}

/** The paper as the browser lays it out, with the page's own way of printing; its code comes last of all. */
async function layOut(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    window.dispatchEvent(new Event('beforeprint'));
    return document.querySelector('.paper') !== null;
  });
  await page.emulateMedia({ media: 'print' });
}

const PATIENTS: readonly [patient: string, faults: readonly string[]][] = [
  ['clean-va', []],
  ['largest', []],
  ['vv-no-ct', []],
  ['local-codes', []],
  ['bypass', []],
  ['ich-already', []],
  ['names-arabic', []],
  ['two-runs', []],
  ['clean-va', ['units-missing']],
  ['clean-va', ['unruly-text']],
];

describe('the paper', () => {
  test.each(PATIENTS)('is one A4 page for %s %j', async (patient, faults) => {
    const page = await openWhole(patient, faults);
    const pdf = await page.pdf({ format: 'A4' });
    expect(countPages(pdf)).toBe(1);
  });

  test('says who, when, the risk with its band, what it rests on, what was left out, and which model', async () => {
    const page = await openWhole('clean-va');
    const headline = await region(page, 'Risk').locator('.headline').innerText();
    await layOut(page);
    const sheet = page.locator('.sheet');
    const said = (await sheet.innerText()).replace(/\s+/g, ' ');
    for (const part of [
      'Lindqvist, Marta',
      'PH-204417',
      'born 16 April 1968',
      'veno-arterial (VA)',
      headline,
      'Lowest platelets during ECMO',
      'written as',
      'resources matched',
      'Not for deciding anticoagulation',
      'Hours since cannulation',
    ]) {
      expect(said).toContain(part);
    }
    expect(said).toMatch(/Data read \d+ \w+ \d{4}, \d\d:\d\d/);
    expect(said).toMatch(/Model zhu-2025 1\.0\.0 \(SHA-256 [0-9a-f]{64}\)/);
    expect(said).toMatch(/Printed .* by ecmo-ich-risk \d/);
    expect(await page.locator('.page').isVisible()).toBe(false);
  });

  test('is black on white though the app is dark, and nothing on it runs over its edge', async () => {
    const page = await openWhole('clean-va');
    await layOut(page);
    const seen = await page.evaluate(() => {
      const sheet = document.querySelector('.sheet');
      if (sheet === null) throw new Error('no sheet');
      const edge = sheet.getBoundingClientRect().right + 1;
      return {
        paper: getComputedStyle(document.documentElement).backgroundColor,
        ink: getComputedStyle(sheet).color,
        canvases: sheet.querySelectorAll('canvas').length,
        over: [...sheet.querySelectorAll('*')]
          .filter((one) => one.getBoundingClientRect().right > edge)
          .map((one) => `${one.tagName} ${one.textContent}`),
      };
    });
    expect(seen).toEqual({
      paper: 'rgb(255, 255, 255)',
      ink: 'rgb(0, 0, 0)',
      canvases: 0,
      over: [],
    });
  });

  test('counts what it has no room for, and says where it stands', async () => {
    const page = await openWhole('clean-va', ['units-missing']);
    const faults = await region(page, 'Not used').locator('.faults > li').count();
    await layOut(page);
    const lines = await page.locator('.sheet section:has(ul) li').count();
    expect(faults).toBeGreaterThan(5);
    const said = await page.locator('.sheet').innerText();
    const more = Number(/(\d+) more, see the app/.exec(said)?.[1]);
    expect(lines).toBeGreaterThan(4);
    expect(more + 5).toBe(faults);
  });

  test('says loudly that it shows another moment than now', async () => {
    const page = await openWhole('clean-va');
    const slider = page.getByRole('slider', { name: 'Course: moment' });
    await slider.focus();
    await slider.press('PageDown');
    await slider.press('Enter');
    await page.getByText('You are looking at').waitFor();
    await layOut(page);
    expect(await page.locator('.sheet-warning').innerText()).toMatch(/You are looking at/);
    expect(countPages(await page.pdf({ format: 'A4' }))).toBe(1);
  });

  test('of the model holds its 31 attributes and its change log, and nothing of the patient', async () => {
    const page = await openWhole('clean-va');
    await page.evaluate(() => {
      window.print = () => {
        window.dispatchEvent(new Event('beforeprint'));
      };
    });
    await region(page, 'About this model').getByRole('button', { name: 'Print' }).click();
    await page.emulateMedia({ media: 'print' });
    const paper = page.locator('.model-paper');
    const rows = paper
      .locator('table', { hasText: 'The 31 source attributes' })
      .locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(31);
    expect(await paper.getByText('Change log', { exact: true }).isVisible()).toBe(true);
    expect(await paper.innerText()).not.toMatch(/Lindqvist|PH-204417/);
    expect(await page.locator('.page').isVisible()).toBe(false);
  });
});
