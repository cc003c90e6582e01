import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { region, riskShown, setScene } from './scene.ts';

/** What the record system may say about the look of the page, and what it may not. */
const scene = setScene({ colorScheme: 'light' });

const token = (page: Page, name: string) =>
  page.evaluate(
    (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim(),
    `--${name}`,
  );

async function openWithStyle(style: unknown): Promise<Page> {
  const page = scene.page();
  await page.route('**/auth/style.json', (route) =>
    route.fulfill({ json: style, headers: { 'access-control-allow-origin': '*' } }),
  );
  const answered = page.waitForResponse('**/auth/style.json');
  await scene.open('clean-va');
  await answered;
  await riskShown(page);
  return page;
}

describe('the style of the record system', () => {
  test('is worn, asked for without the token, and taken off in the dark', async () => {
    const page = scene.page();
    const asked = page.waitForRequest('**/auth/style.json');
    await scene.open('clean-va');
    expect((await asked).headers()['authorization']).toBeUndefined();
    await expect.poll(() => token(page, 'accent')).toBe('rgb(11, 92, 122)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => token(page, 'accent')).toBe('#a3bcff');
  });

  test('changes nothing where it is hostile', async () => {
    const page = await openWithStyle({
      color_background: '#14181f',
      color_text: 'url(https://evil.example/x)',
      color_highlight: 'red; } body { display: none',
      color_success: '#00aa00',
      dim_font_size: '1px',
      dim_border_radius: '-4px',
    });
    expect(await page.evaluate(() => document.documentElement.getAttribute('style') ?? '')).toBe(
      '',
    );
    expect(await region(page, 'Risk').isVisible()).toBe(true);
  });
});

describe('a record system that shows the patient itself', () => {
  test('leaves name, birth date and number in sight, in one slim line', async () => {
    const answer = await fetch(`${scene.stage().hospital}/sandbox/launch`, {
      method: 'POST',
      body: JSON.stringify({ patient: 'clean-va', banner: false }),
    });
    const page = scene.page();
    await page.goto(((await answer.json()) as { url: string }).url);
    await riskShown(page);
    await region(page, 'About this model').scrollIntoViewIfNeeded();
    const bar = region(page, 'Patient');
    for (const part of ['Lindqvist, Marta', '1968', 'PH-204417']) {
      const one = bar.getByText(part).first();
      const box = await one.boundingBox();
      expect(box !== null && box.y >= 0 && box.y < 60, part).toBe(true);
    }
    expect((await bar.boundingBox())?.height).toBeLessThan(45);
    expect(await bar.innerText()).not.toContain('Cardiac ICU');
  });
});
