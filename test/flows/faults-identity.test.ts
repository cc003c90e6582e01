import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { closedPage, noRiskShown, notUsed, region, riskShown, setScene } from './scene.ts';

const scene = setScene();

const A = { patient: 'clean-va', name: 'Lindqvist', mrn: 'PH-204417' } as const;
const B = 'vv-no-ct';

const textOf = (page: Page): Promise<string> => page.locator('body').innerText();

/** The identity strip once it stands. */
async function stripOf(page: Page): Promise<string> {
  await region(page, 'Patient').waitFor();
  return region(page, 'Patient').innerText();
}

describe('rows of somebody else', () => {
  test.each(['foreign-patient', 'foreign-patient-on-page-2'])(
    'fault 41: %s throws the whole reading away',
    async (fault) => {
      await scene.turnOn(fault, { only: 'Observation' });
      const said = await closedPage(await scene.open(A.patient));
      expect(said).toContain('The record sent data of another patient');
      expect(said).toMatch(/Observation\/\S+ belongs to another patient/);
      expect(said).not.toContain('somebody-else');
    },
  );

  test('fault 41: a foreign row that comes with a later reading removes the earlier one too', async () => {
    const page = await scene.open(A.patient);
    await riskShown(page);
    await scene.turnOn('foreign-patient', { only: 'Condition' });
    await page.getByRole('button', { name: 'Read again' }).click();
    expect(await closedPage(page)).toContain('data of another patient');
  });
});

describe('what the record says of the patient', () => {
  test.each(['merged-patient', 'merged-patient-4107'])(
    'fault 42: %s shows nothing',
    async (fault) => {
      await scene.turnOn(fault, fault === 'merged-patient' ? {} : { only: 'Condition' });
      expect(await closedPage(await scene.open(A.patient))).toMatch(/merged into|4107/);
    },
  );

  test('fault 42: a patient recorded as deceased has no risk', async () => {
    await scene.turnOn('patient-deceased');
    const page = await scene.open(A.patient);
    expect(await noRiskShown(page)).toContain('recorded as deceased');
    expect(await stripOf(page)).toContain('recorded as deceased');
  });

  test('fault 42: a test patient changes nothing but is the same patient', async () => {
    await scene.turnOn('test-patient');
    const page = await scene.open(A.patient);
    await riskShown(page);
    expect(await stripOf(page)).toContain(A.mrn);
  });

  test.each([
    ['break-the-glass', '4130'],
    ['restricted-patient', '4131'],
  ])('fault 47: %s shows nothing, with the code', async (fault, code) => {
    await scene.turnOn(fault, { only: 'Condition' });
    expect(await closedPage(await scene.open(A.patient))).toContain(code);
  });
});

describe('two charts at once', () => {
  test('fault 20: open A, open B, reload A: A asks to be launched again and never shows B', async () => {
    const first = await scene.open(A.patient);
    await riskShown(first);
    const second = await scene.open(B, [], await scene.context().newPage());
    await riskShown(second);
    const stripB = await stripOf(second);
    const nameB = await region(second, 'Patient').getByRole('heading').innerText();
    expect(stripB).not.toContain(A.name);
    await first.reload();
    const said = await closedPage(first);
    expect(said).toContain('chart');
    expect(said).not.toContain(nameB);
    expect(await stripOf(second)).toBe(stripB);
    expect(await textOf(second)).not.toMatch(new RegExp(`${A.name}|${A.mrn}`));
  });

  test('fault 20: two launches that cross in one browser each keep their own patient', async () => {
    const other = await scene.context().newPage();
    await scene.turnOn('out-of-order');
    const [first, second] = await Promise.all([scene.open(A.patient), scene.open(B, [], other)]);
    await Promise.all([riskShown(first), riskShown(second)]);
    expect(await stripOf(first)).toContain(A.mrn);
    expect(await textOf(second)).not.toMatch(new RegExp(`${A.name}|${A.mrn}`));
    const rows = await scene.requests();
    expect(
      rows.flatMap(({ parameters }) => parameters).filter(([, v]) => v === '{other patient}'),
    ).toEqual([]);
  });

  test('fault 20: a second launch in the same window shows the second patient only', async () => {
    const page = await scene.open(A.patient);
    await riskShown(page);
    await scene.open(B);
    await riskShown(page);
    expect(await textOf(page)).not.toMatch(new RegExp(`${A.name}|${A.mrn}`));
  });

  test('fault 8: a launch that was begun before another cannot be finished after it', async () => {
    const page = scene.page();
    const authorization = `${scene.stage().hospital}/auth/authorize?**`;
    let held: string | undefined;
    await page.route(authorization, async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 });
      // as a person who stops the loading: the page stays, and no other one comes
      await route.abort('aborted');
      held = answer.headers()['location'];
    });
    await page.goto(await scene.launch(A.patient));
    await expect.poll(() => held).toMatch(/[?&]code=/);
    await page.unroute(authorization);
    await scene.open(B);
    await riskShown(page);
    await page.goto(held ?? '');
    expect(await closedPage(page)).toContain('chart');
  });

  test('fault 19: the chart turned to B leaves the app at A, labelled A', async () => {
    const page = scene.page();
    await page.goto(`${scene.stage().hospital}/record/${A.patient}`);
    const opened = scene.context().waitForEvent('page');
    await page.getByRole('button', { name: 'Open in a tab' }).click();
    const app = await opened;
    await riskShown(app);
    await page.goto(`${scene.stage().hospital}/record/${B}`);
    await app.bringToFront();
    expect(await stripOf(app)).toContain(A.mrn);
    const write = region(app, 'Write to the record');
    await write.getByRole('button', { name: 'Preview what would be written' }).click();
    await write
      .getByText(new RegExp(`${A.name}.*${A.mrn}`))
      .first()
      .waitFor();
    expect(await write.getByRole('button', { name: 'Write to the record' }).isDisabled()).toBe(
      true,
    );
  });

  test('fault 19: a Patient that changed since it was read is not written about', async () => {
    const page = await scene.open(A.patient);
    await riskShown(page);
    const write = region(page, 'Write to the record');
    await write.getByRole('button', { name: 'Preview what would be written' }).click();
    await write.getByRole('checkbox').check();
    await scene.turnOn('no-name');
    await write.getByRole('button', { name: 'Write to the record' }).click();
    await write.getByText(/patient’s record has changed since it was read/).waitFor();
    expect(
      (await scene.requests()).filter(
        ({ method, path }) => method === 'POST' && path.startsWith('/fhir'),
      ),
    ).toEqual([]);
  });

  test('fault 13: with two open stays none is guessed, and the patient is still the right one', async () => {
    const page = await scene.open('two-runs', ['token-without-encounter']);
    await region(page, 'Risk').waitFor();
    expect(await notUsed(page)).not.toContain('belongs to another patient');
    expect(await stripOf(page)).not.toContain(A.name);
  });
});
