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

describe('answers that do not come', () => {
  test.each(['cors-missing', 'connection-dropped'])(
    'fault 22: %s is "did not answer", never "no data"',
    async (fault) => {
      await scene.turnOn(fault, { only: 'Observation' });
      const said = await closedPage(await scene.open('clean-va'));
      expect(said).toMatch(/did not answer/);
      expect(said).not.toMatch(/no data|none in the record/i);
    },
  );

  test('fault 22: a connection lost once is not noticed', async () => {
    await scene.turnOn('connection-dropped', { times: 1 });
    await riskShown(await scene.open('clean-va'));
  });

  test('fault 22: the network lost after reading keeps the old reading whole or shows nothing', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    await scene.context().setOffline(true);
    await page.getByRole('button', { name: 'Read again' }).click();
    expect(await closedPage(page)).toMatch(/did not answer/);
  });

  test('fault 22: a part of the app that does not come says so, takes nothing with it, and is tried again', async () => {
    const page = scene.page();
    const code = /\/assets\/Course-[^/]*\.js$/;
    await page.route(code, (route) => route.abort());
    await scene.open('clean-va');
    const risk = await riskShown(page);
    const course = region(page, 'Course');
    await course.getByRole('alert').getByText('could not be loaded').waitFor();
    await page.unroute(code);
    await course.getByRole('button', { name: 'Try again' }).click();
    await course.getByRole('slider').waitFor();
    expect(await riskShown(page)).toBe(risk);
  });

  test.each(['rate-limited', 'unavailable', 'rate-limited-silently', 'unavailable-silently'])(
    'fault 23: %s for a moment is waited for',
    async (fault) => {
      await scene.turnOn(fault, { times: 2 });
      await riskShown(await scene.open('clean-va'));
    },
  );

  test.each(['rate-limited-silently', 'unavailable-for-an-hour'])(
    'fault 23: %s for good ends in a sentence, after few attempts',
    async (fault) => {
      await scene.turnOn(fault, { only: 'Condition' });
      const said = await closedPage(await scene.open('clean-va'));
      expect(said).toMatch(/did not answer the request for Condition/);
      const asked = (await scene.requests()).filter(({ path }) => path === '/fhir/Condition');
      expect(asked.length).toBeLessThanOrEqual(3);
    },
  );

  test('fault 28: an answer that hangs or drips meets the deadline', async () => {
    const page = scene.page();
    await page.clock.install();
    await scene.turnOn('hang', { only: 'Condition' });
    await scene.turnOn('drip', { only: 'Procedure' });
    await scene.open('clean-va');
    await page.getByText('Reading the record').first().waitFor();
    await expect
      .poll(
        async () => {
          await page.clock.fastForward(31_000);
          return page.locator('main.closed').count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await closedPage(page)).toMatch(/did not answer/);
  });
});

describe('refusals', () => {
  test.each([
    ['Condition', 'Stroke before ECMO'],
    ['Observation', 'Lowest platelets during ECMO'],
    ['MedicationAdministration', 'Plasma given during ECMO'],
  ])('fault 24: 403 on %s is "could not be loaded", never a no or a zero', async (only, input) => {
    await scene.turnOn('forbidden', { only });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain(input);
    const shown = await inputShown(page, input);
    expect(shown).toMatch(/Could not be loaded[\s\S]*status 403/);
    expect(shown).not.toMatch(/None in the record|counted as no|●0/);
    const said = await notUsed(page);
    expect(said).toContain(`does not let this app read ${only}`);
    if (only !== 'Observation') expect(said).not.toMatch(/× The record system does not let/);
  });

  test('fault 25: a web page as 404 means not offered, and is not shown', async () => {
    await scene.turnOn('not-found-html', { only: 'MedicationAdministration' });
    const page = await scene.open('clean-va');
    await noRiskShown(page);
    expect(await inputShown(page, 'Plasma given during ECMO')).toMatch(/does not offer/);
    expect(await page.locator('body').innerText()).not.toContain('Server Error');
  });

  test.each(['not-acceptable', 'unsupported-media-type', 'error-names-patient'])(
    'fault 25: %s ends in our own sentence, without the server’s words',
    async (fault) => {
      await scene.turnOn(fault, { only: 'Procedure' });
      const said = await closedPage(await scene.open('clean-va'));
      expect(said).toContain('Procedure');
      expect(said).not.toMatch(/CANARY|JOHN DOE/);
      expect(scene.stage().seen.printed.join('\n')).not.toMatch(/CANARY|JOHN DOE/);
    },
  );
});

describe('answers that are something else', () => {
  test.each([
    ['fault 26', 'login-page'],
    ['fault 26', 'empty-body'],
    ['fault 27', 'truncated-json'],
    ['fault 27', 'wrong-resource-type'],
    ['fault 27', 'xml'],
  ])('%s: %s voids the whole reading', async (_, fault) => {
    await scene.turnOn(fault, { only: 'Observation' });
    const page = await scene.open('clean-va');
    const said = await closedPage(page);
    expect(said).toMatch(/Observation[\s\S]*not FHIR/);
    expect(said).not.toContain('Sign in');
  });
});

describe('order and clocks', () => {
  test('fault 29: answers in any order give the same risk', async () => {
    const usual = await riskShown(await scene.open('clean-va'));
    await scene.turnOn('out-of-order');
    expect(await riskShown(await scene.open('clean-va'))).toBe(usual);
  });

  test('fault 29: a late answer of a cancelled reading is ignored', async () => {
    const page = await scene.open('clean-va');
    const risk = await riskShown(page);
    await scene.turnOn('foreign-patient', { times: 1 });
    await scene.turnOn('hang', { seconds: 3, only: 'Patient' });
    const asked = page.waitForRequest(/\/fhir\/Patient\//);
    await page.getByRole('button', { name: 'Read again' }).click();
    const request = await asked;
    await page.getByRole('button', { name: /^End/ }).click();
    const ended = await closedPage(page);
    await expect
      .poll(() => request.failure()?.errorText ?? 'under way', { timeout: 10_000 })
      .toMatch(/ABORTED/);
    expect(ended).toContain('session with the record has ended');
    expect(await closedPage(page)).toBe(ended);
    expect(ended).not.toContain(risk);
  });

  test('fault 69: a clock three hours off is told, and times stay the record’s', async () => {
    await scene.turnOn('clock-wrong');
    const page = await scene.open('clean-va');
    await page.getByText(/clock and the record's differ by 1(79|80) minutes/).waitFor();
  });
});
