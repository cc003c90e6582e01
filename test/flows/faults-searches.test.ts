import { describe, expect, test } from 'vitest';
import {
  closedPage,
  inputShown,
  noRiskShown,
  notUsed,
  region,
  riskShown,
  setScene,
  withoutAges,
} from './scene.ts';

const scene = setScene();

/** What the page says when nothing is wrong with the hospital. */
async function asUsual(): Promise<{ risk: string; platelets: string; counts: string }> {
  const page = await scene.open('clean-va');
  const risk = await riskShown(page);
  const platelets = withoutAges(await inputShown(page, 'Lowest platelets during ECMO'));
  const counts = await region(page, 'Not used').getByText('resources matched').innerText();
  return { risk, platelets, counts };
}

describe('pages', () => {
  test('fault 30: however small the pages, nothing is lost', async () => {
    const usual = await asUsual();
    await scene.turnOn('small-pages');
    expect(await asUsual()).toEqual(usual);
  });

  test.each(['next-elsewhere', 'next-other-base'])(
    'fault 31: %s stops the reading, and nothing is sent there',
    async (fault) => {
      await scene.turnOn(fault, { only: 'Observation' });
      const said = await closedPage(await scene.open('clean-va'));
      expect(said).toContain('to another server; it was not followed');
      expect(said).not.toContain('elsewhere');
      const paths = (await scene.requests()).map(({ path }) => path);
      expect(paths.filter((path) => path.startsWith('/other'))).toEqual([]);
    },
  );

  test('fault 32: a page that follows itself is noticed', async () => {
    await scene.turnOn('next-loops', { only: 'Condition' });
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toMatch(
      /Only the first 1 pages of Condition could be read, so none of it is used/,
    );
  });

  test('fault 32: pages that never end meet a cap, and none of them is used', async () => {
    await scene.turnOn('next-never-ends', { only: 'Condition' });
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toMatch(/Only the first \d+ pages of Condition could be read/);
  });

  test('fault 33: paging expired once is begun again', async () => {
    const usual = await asUsual();
    await scene.turnOn('small-pages', { only: 'Procedure' });
    await scene.turnOn('paging-expired', { only: 'Observation', times: 1 });
    expect(await asUsual()).toEqual(usual);
  });

  test('fault 33: paging that expires again and again ends in a sentence', async () => {
    await scene.turnOn('paging-expired', { only: 'Observation' });
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toMatch(/Only the first \d pages? of Observation/);
  });

  test('fault 34: a third page that fails voids the first two', async () => {
    await scene.turnOn('page-3-fails', { only: 'Observation' });
    const said = await closedPage(await scene.open('clean-va'));
    expect(said).toMatch(/Only the first 2 pages of Observation.*none of it is used/);
  });

  test('fault 35: outdated versions on other pages change no value', async () => {
    const usual = await asUsual();
    await scene.turnOn('duplicate-ids', { only: 'Observation' });
    const { risk, platelets } = await asUsual();
    expect({ risk, platelets }).toEqual({ risk: usual.risk, platelets: usual.platelets });
  });
});

describe('what a search gives', () => {
  test('fault 36: filters the server ignores are applied here, and it is said', async () => {
    const usual = await asUsual();
    await scene.turnOn('parameter-ignored');
    const { risk, platelets } = await asUsual();
    expect({ risk, platelets }).toEqual({ risk: usual.risk, platelets: usual.platelets });
    expect(await notUsed(scene.page())).toMatch(/ignored the filter/);
  });

  test('fault 37: a refusal that begins with information is a refusal all the same', async () => {
    await scene.turnOn('refused-as-information', { only: 'Condition' });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain('Stroke before ECMO');
    expect(await inputShown(page, 'Stroke before ECMO')).toContain('Could not be loaded');
  });

  test('fault 38: 4101 among the rows is an empty list, not a broken one', async () => {
    await scene.turnOn('nothing-found-4101', { only: 'MedicationAdministration' });
    const page = await scene.open('clean-va');
    await noRiskShown(page);
    const plasma = await inputShown(page, 'Plasma given during ECMO');
    expect(plasma).not.toMatch(/Could not be loaded|●\s*0/);
  });

  test.each([
    ['suppressed-59204', '59204'],
    ['more-may-exist-4119', '4119'],
  ])('fault 38: %s among the rows is "held back", never "none"', async (fault, code) => {
    await scene.turnOn(fault, { only: 'Condition' });
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toContain('Stroke before ECMO');
    expect(await inputShown(page, 'Stroke before ECMO')).toMatch(/Could not be loaded/);
    expect(await notUsed(page)).toContain(`left results out of Condition (code ${code})`);
  });

  test.each([
    ['fault 39', 'total-of-page'],
    ['fault 39', 'no-total'],
    ['fault 40', 'no-search-mode'],
  ])('%s: %s changes nothing', async (_, fault) => {
    const usual = await asUsual();
    await scene.turnOn(fault);
    expect(await asUsual()).toEqual(usual);
  });
});
