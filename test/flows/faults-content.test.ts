import { describe, expect, test } from 'vitest';
import {
  closedPage,
  inputShown,
  noRiskShown,
  notUsed,
  region,
  riskShown,
  setScene,
} from './scene.ts';

const scene = setScene();
const platelets = 'Lowest platelets during ECMO';
const plasma = 'Plasma given during ECMO';

describe('whether it counts', () => {
  test('fault 43: of two runs only the one now gives values', async () => {
    const page = await scene.open('two-runs');
    await region(page, 'Inputs').waitFor();
    expect(await notUsed(page)).toMatch(/lies outside the time that counts|another ECMO run/);
  });

  test('fault 44: results that are not final are left out, and counted as left out', async () => {
    await scene.turnOn('statuses-scrambled');
    const page = await scene.open('clean-va');
    await region(page, 'Inputs').waitFor();
    expect(await notUsed(page)).toMatch(/\d+ × its status says it does not count/);
  });

  test('fault 45: a corrected value replaces the one before', async () => {
    const page = await scene.open('corrected-nadir');
    await riskShown(page);
    await page.getByRole('button', { name: `Where from: ${platelets}` }).click();
    const from = page.getByRole('group', { name: 'Where from' });
    await from.waitFor();
    expect(await notUsed(page)).toMatch(/status says it does not count|later version replaced it/);
  });

  test('fault 46: what carries an unknown modifier is not used, and shown as that', async () => {
    await scene.turnOn('modifier-extension', { only: 'Observation' });
    const page = await scene.open('clean-va');
    await region(page, 'Inputs').waitFor();
    expect(await notUsed(page)).toMatch(/\d+ × it carries a modifier this app does not know/);
  });
});

describe('values and units', () => {
  test('fault 48: numbers without a unit are no values', async () => {
    await scene.turnOn('units-missing', { only: 'Observation' });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain(platelets);
    expect(await inputShown(page, platelets)).not.toMatch(/●\s*\d/);
    expect(await notUsed(page)).toMatch(/has no unit and is not used/);
  });

  test('fault 49: a unit a thousand times too large is not converted', async () => {
    await scene.turnOn('units-thousandfold', { only: 'Observation' });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain(platelets);
    expect(await inputShown(page, platelets)).not.toMatch(/●\s*\d/);
    expect(await notUsed(page)).toMatch(/unit/);
  });

  test('fault 50: strings and other spellings of a unit are read strictly', async () => {
    const page = await scene.open('k-per-mm3');
    await riskShown(page);
    expect(await inputShown(page, platelets)).toMatch(/×10⁹\/L[\s\S]*written as/);
  });
});

describe('drugs, devices and procedures', () => {
  test('fault 60: where administrations are not offered, plasma is unknown and not none', async () => {
    await scene.turnOn('administrations-not-offered');
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain(plasma);
    expect(await inputShown(page, plasma)).toMatch(/Could not be loaded/);
  });

  test('fault 60: orders alone are shown as orders', async () => {
    const page = await scene.open('orders-only');
    await region(page, 'Inputs').waitFor();
    expect(await notUsed(page)).toMatch(/order/);
    expect(await inputShown(page, plasma)).not.toMatch(/●/);
  });

  test('fault 61: local drug codes nobody mapped are listed with how often', async () => {
    await scene.context().route(`${scene.stage().app}/site/site.json`, async (route) => {
      const answer = await route.fetch();
      const site = (await answer.json()) as Record<string, unknown>;
      await route.fulfill({ response: answer, json: { ...site, conceptMaps: [] } });
    });
    const page = await scene.open('local-codes');
    await noRiskShown(page);
    expect(await inputShown(page, platelets)).not.toMatch(/●/);
    expect(await notUsed(page)).toMatch(/Local codes nobody has mapped[\s\S]*How often/);
  });

  test('fault 62: plasma that is nowhere in the record is asked for, never zero', async () => {
    await scene.turnOn('nothing-found-4101', { only: 'MedicationAdministration' });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain(plasma);
    expect(await inputShown(page, plasma)).toMatch(/None in the record/);
    await page.getByRole('button', { name: `Enter ${plasma}` }).click();
    await region(page, 'Inputs').getByRole('textbox', { name: plasma }).fill('3');
    await page.getByRole('button', { name: 'Use this value' }).click();
    await riskShown(page);
    expect(await inputShown(page, plasma)).toMatch(/3[\s\S]*entered/);
  });

  test('fault 63: without device use the procedure still dates the run', async () => {
    await scene.turnOn('device-use-not-offered');
    await riskShown(await scene.open('clean-va'));
  });

  test('fault 63: a start that is nowhere can be entered, and is marked as entered', async () => {
    const page = await scene.open('bypass');
    expect(await noRiskShown(page)).toMatch(/not on ECMO/);
    await page.getByRole('button', { name: 'Enter the start' }).click();
    const start = page.getByLabel('Cannulated at');
    await start.fill(new Date(Date.now() - 40 * 3_600_000).toISOString().slice(0, 16));
    await start.press('Enter');
    await region(page, 'ECMO run')
      .getByText(/entered|entry by a clinician/)
      .first()
      .waitFor();
  });

  test('fault 64: two runs and a mode change are told apart', async () => {
    const changed = await scene.open('mode-change');
    await region(changed, 'ECMO run')
      .getByText(/Changed to/)
      .first()
      .waitFor();
  });

  test('fault 65: a date alone is never ordered inside hours', async () => {
    const page = await scene.open('date-only');
    await region(page, 'ECMO run')
      .getByText(/hour \d+ to \d+/)
      .first()
      .waitFor();
  });

  test('fault 66: after a haemorrhage no risk is shown', async () => {
    expect(await noRiskShown(await scene.open('ich-already'))).toMatch(/already in the record/);
  });
});

describe('time', () => {
  test('fault 67: times without a zone count as their day, and say so', async () => {
    await scene.turnOn('no-zones');
    const page = await scene.open('clean-va');
    await region(page, 'Inputs').waitFor();
    expect(await notUsed(page)).toMatch(/no time zone; only its date is used|time/);
  });

  test('fault 68: what lies three days ahead does not count', async () => {
    await scene.turnOn('from-the-future', { only: 'Observation' });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain(platelets);
    expect(await notUsed(page)).toMatch(/not known at this moment|in the future/);
  });

  test('fault 70: an old value is shown with its age', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    expect(await inputShown(page, platelets)).toMatch(/\d+ (h|days?|min) ago/);
  });

  test('fault 71: a page left open for twelve hours is greyed and asks to be read again', async () => {
    const page = scene.page();
    await page.clock.install();
    await scene.open('clean-va');
    await riskShown(page);
    await page.mouse.move(100, 100);
    await page.clock.fastForward('01:05:00');
    await expect
      .poll(async () => {
        const locked = await page.locator('main.closed').count();
        return (
          locked === 1 || (await page.getByText('Read again before relying on it').count()) === 1
        );
      })
      .toBe(true);
  });

  test('fault 71: twelve hours of sleep lock the page', async () => {
    const page = scene.page();
    await page.clock.install();
    await scene.open('clean-va');
    await riskShown(page);
    await page.clock.fastForward('12:00:00');
    expect(await closedPage(page)).toMatch(/Locked/);
  });
});
