import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PretendRecord } from './pretend-record.ts';
import { region, riskShown, setScene } from './scene.ts';

const scene = setScene();
/** Each test writes about a patient of its own, so that none meets what another wrote. */
const patients = [
  'clean-va',
  'vv-no-ct',
  'k-per-mm3',
  'corrected-nadir',
  'mode-change',
  'names-arabic',
];

const write = (page: Page): Locator => region(page, 'Write to the record');

async function confirmed(page: Page): Promise<void> {
  await write(page).getByRole('button', { name: 'Preview what would be written' }).click();
  await write(page).getByRole('checkbox').check();
}

const press = (page: Page): Promise<void> =>
  write(page).getByRole('button', { name: 'Write to the record' }).click();

const written = async (patient: string) =>
  new PretendRecord(scene.stage().hospital, patient).riskAssessments();

describe('the ladder', () => {
  test('fault 72: without RiskAssessment the next kind the record offers is written', async () => {
    await scene.turnOn('risk-not-offered');
    const page = await scene.open('clean-va');
    await riskShown(page);
    await write(page).getByRole('button', { name: 'Preview what would be written' }).click();
    await write(page)
      .getByText(/written as (Observation|DocumentReference)/)
      .waitFor();
    expect(await region(page, 'Earlier assessments').innerText()).not.toMatch(/\d to \d/);
  });
});

describe('what became of it', () => {
  test.each([
    ['created-empty', patients[0]],
    ['created-without-location', patients[1]],
  ] as const)(
    'fault 73: after %s it is read back before it is called written',
    async (fault, patient) => {
      await scene.turnOn(fault);
      const page = await scene.open(patient ?? '');
      await riskShown(page);
      const before = (await written(patient ?? '')).length;
      await confirmed(page);
      await press(page);
      await write(page)
        .getByText(/Written and read back: RiskAssessment\//)
        .waitFor();
      expect((await written(patient ?? '')).length).toBe(before + 1);
    },
  );

  test('fault 74: no answer to a write that arrived: looked for, found, never sent again', async () => {
    const patient = 'corrected-nadir';
    await scene.turnOn('write-times-out', { seconds: 120 });
    const page = scene.page();
    await page.clock.install();
    await scene.open(patient);
    await riskShown(page);
    const before = (await written(patient)).length;
    await confirmed(page);
    await press(page);
    await expect.poll(async () => (await written(patient)).length).toBe(before + 1);
    const told = write(page).getByText(/Written and read back|already in the record/);
    await expect
      .poll(
        async () => {
          await page.clock.fastForward(31_000);
          return told.count();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(1);
    expect((await written(patient)).length).toBe(before + 1);
    const posts = (await scene.requests()).filter(
      ({ method, path }) => method === 'POST' && path === '/fhir/RiskAssessment',
    );
    expect(posts.length).toBeLessThanOrEqual(1);
  });

  test('fault 74: two clicks write one resource', async () => {
    const patient = 'mode-change';
    const page = await scene.open(patient);
    await riskShown(page);
    await confirmed(page);
    await write(page)
      .getByRole('button', { name: 'Write to the record' })
      .evaluate((button: HTMLElement) => {
        button.click();
        button.click();
      });
    await write(page)
      .getByText(/Written and read back/)
      .waitFor();
    expect((await written(patient)).length).toBe(1);
  });

  test('fault 74: an assessment with another value is another entry, and the same one is not', async () => {
    const patient = 'names-chinese';
    const ratio = 'Grey-white-matter ratio';
    const page = await scene.open(patient);
    await riskShown(page);
    const before = (await written(patient)).length;
    const enter = async (value: string): Promise<void> => {
      const inputs = region(page, 'Inputs');
      await inputs.getByRole('button', { name: new RegExp(`^Enter (instead: )?${ratio}`) }).click();
      await inputs.getByRole('textbox', { name: ratio }).fill(value);
      await inputs.getByRole('button', { name: 'Use this value' }).click();
      await inputs.getByText(value).first().waitFor();
    };
    for (const value of ['1.21', '1.25']) {
      await enter(value);
      await confirmed(page);
      await press(page);
      await write(page)
        .getByText(/Written and read back: RiskAssessment\//)
        .waitFor();
    }
    const rows = (await written(patient)).slice(before);
    expect(new Set(rows.map(({ identifier }) => identifier?.[0]?.value)).size).toBe(2);
    expect(new Set(rows.map(({ prediction }) => JSON.stringify(prediction))).size).toBe(2);
    expect(await write(page).getByRole('button', { name: 'Write to the record' }).count()).toBe(0);
  });

  test('fault 75: what the record changed is shown by name', async () => {
    await scene.turnOn('write-altered');
    const page = await scene.open('k-per-mm3');
    await riskShown(page);
    await confirmed(page);
    await press(page);
    await write(page)
      .getByText(/Written as RiskAssessment\/.*but the record returned it changed: .*status/)
      .waitFor();
  });

  test.each([
    ['write-conflict', '409'],
    ['write-precondition-failed', '412'],
    ['write-unprocessable', '422'],
  ])('fault 76: after %s nothing is tried again, and the codes are shown', async (fault, code) => {
    await scene.turnOn(fault);
    const page = await scene.open('names-arabic');
    await riskShown(page);
    await confirmed(page);
    await press(page);
    const said = write(page).locator('output.notice');
    await said.waitFor();
    expect(await said.innerText()).toMatch(new RegExp(`Nothing was written.*${code}`, 's'));
    const posts = (await scene.requests()).filter(
      ({ method, path }) => method === 'POST' && path === '/fhir/RiskAssessment',
    );
    expect(posts).toHaveLength(1);
  });

  test('fault 77: what is written says up to when its data reach and not to reuse it', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    await write(page).getByRole('button', { name: 'Preview what would be written' }).click();
    const preview = await write(page).locator('pre').first().innerText();
    expect(preview).toMatch(/data read at \d{4}-/);
    expect(preview).toMatch(/corrected later are not in it; assess again instead of reusing it/);
  });

  test('fault 77: data that have aged meanwhile are not written', async () => {
    const page = scene.page();
    await page.clock.install();
    await scene.open('clean-va');
    await riskShown(page);
    await confirmed(page);
    for (let minutes = 0; minutes < 65; minutes += 13) {
      await page.clock.fastForward(13 * 60_000);
      await page.mouse.move(minutes, 10);
    }
    await write(page).getByText('Read again before writing').waitFor();
    expect(await write(page).getByRole('button', { name: 'Write to the record' }).count()).toBe(0);
  });
});
