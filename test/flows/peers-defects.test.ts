import type { RiskAssessment } from 'fhir/r4';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PretendRecord } from './pretend-record.ts';
import { inputShown, noRiskShown, region, riskShown, setScene, withoutAges } from './scene.ts';

const scene = setScene();

type Json = Record<string, unknown>;

/** Serves the Patient of the hospital changed. */
async function withPatient(change: (patient: Json) => Json): Promise<void> {
  await scene.context().route(`${scene.stage().hospital}/fhir/Patient/*`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: change((await answer.json()) as Json) });
  });
}

const valuesOf = async (page: Page): Promise<string> =>
  withoutAges(await region(page, 'Inputs').innerText());

async function writeFor(page: Page): Promise<void> {
  const write = region(page, 'Write to the record');
  await write.getByRole('button', { name: 'Preview what would be written' }).click();
  await write.getByRole('checkbox').check();
  await write.getByRole('button', { name: 'Write to the record' }).click();
  await write.getByText(/Written and read back/).waitFor();
}

const written = (patient: string): Promise<RiskAssessment[]> =>
  new PretendRecord(scene.stage().hospital, patient).riskAssessments();

describe('defects other apps have', () => {
  test('rows in the opposite order change nothing (values swapped with the order of the rows)', async () => {
    const usual = await riskShown(await scene.open('clean-va'));
    const known = await valuesOf(scene.page());
    await scene.context().route(`${scene.stage().hospital}/fhir/*?*`, async (route) => {
      const answer = await route.fetch();
      const bundle = (await answer.json()) as { entry?: unknown[] };
      const json = { ...bundle, ...(bundle.entry ? { entry: bundle.entry.toReversed() } : {}) };
      await route.fulfill({ response: answer, json });
    });
    expect(await riskShown(await scene.open('clean-va'))).toBe(usual);
    expect(await valuesOf(scene.page())).toBe(known);
  });

  test('what is written has a time, an author and no false precision, and is announced before and after', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    await writeFor(page);
    const [row] = await written('clean-va');
    expect(row?.occurrenceDateTime).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(row?.performer).toBeDefined();
    const prediction = row?.prediction?.[0];
    expect(prediction?.relativeRisk).toBeUndefined();
    const numbers = [
      prediction?.probabilityRange?.low?.value,
      prediction?.probabilityRange?.high?.value,
    ];
    for (const number of numbers) expect(Number.isInteger(number)).toBe(true);
  });

  test('what is written about a second patient replaces nothing of the first (one constant id)', async () => {
    const first = await scene.open('k-per-mm3');
    await riskShown(first);
    await writeFor(first);
    const before = await written('k-per-mm3');
    await scene.open('mode-change');
    await riskShown(first);
    await writeFor(first);
    expect(await written('k-per-mm3')).toEqual(before);
    const other = await written('mode-change');
    expect(other.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id));
    expect(other[0]?.identifier).not.toEqual(before[0]?.identifier);
  });

  test.each([
    ['only text', [{ text: 'Only Text' }], 'Only Text'],
    ['family as a list, as before R4', [{ family: ['Old', 'Style'] }], null],
    ['given without family', [{ given: ['Given'] }], 'Given'],
    ['null', null, null],
    ['an empty list', [], null],
  ])('a name that is %s ends in a page, not in a spinner', async (_, name, shown) => {
    await withPatient((patient) => ({ ...patient, name }));
    const page = await scene.open('clean-va');
    await riskShown(page);
    const strip = await region(page, 'Patient').innerText();
    expect(strip).toContain(shown ?? 'No name in the record');
    expect(strip).toContain('PH-204417');
  });

  test('a birth date that lies ahead gives no negative age and no risk', async () => {
    await withPatient((patient) => ({ ...patient, birthDate: '2150-01-01' }));
    const page = await scene.open('clean-va');
    expect(await noRiskShown(page)).toMatch(/under 18/);
    expect(await page.locator('body').innerText()).not.toMatch(/-\d+ y\b|−\d+ y\b/);
  });

  test('a patient in the launch address does not beat the token', async () => {
    const address = new URL(await scene.launch('vv-no-ct'));
    address.searchParams.set('patient', 'clean-va');
    const page = scene.page();
    await page.goto(address.href);
    await riskShown(page);
    expect(await page.locator('body').innerText()).not.toMatch(/Lindqvist|PH-204417/);
  });

  test('nothing is written by opening, and nothing is offered with a grant for reading only', async () => {
    await scene.turnOn('fewer-scopes', { only: 'RiskAssessment' });
    const page = await scene.open('clean-va');
    await riskShown(page);
    await region(page, 'Write to the record').waitFor();
    const sent = (await scene.requests()).filter(
      ({ door, method }) => door === 'fhir' && method !== 'GET' && method !== 'OPTIONS',
    );
    expect(sent).toEqual([]);
    const write = region(page, 'Write to the record');
    await write
      .getByText(/written as|does not allow it|Preview/)
      .first()
      .waitFor();
    expect(await write.innerText()).not.toMatch(/RiskAssessment/);
  });

  test('every input of the model moves the risk (names that differ never reach the score)', async () => {
    const page = await scene.open('clean-va');
    await riskShown(page);
    const odds = region(page, 'Risk').locator('table').first();
    const base = await region(page, 'Risk').innerText();
    expect(await odds.count()).toBe(1);
    for (const [input, value] of [
      ['Grey-white-matter ratio', '1.10'],
      ['Plasma given during ECMO', '9'],
      ['Lowest platelets during ECMO', '20'],
    ] as const) {
      await page.getByRole('button', { name: `Enter instead: ${input}` }).click();
      await region(page, 'Inputs').getByRole('textbox', { name: input }).fill(value);
      await page.getByRole('button', { name: 'Use this value' }).click();
      await expect.poll(() => region(page, 'Risk').innerText()).not.toBe(base);
      await page.getByRole('button', { name: `Take back: ${input}` }).click();
      await expect.poll(() => region(page, 'Risk').innerText()).toBe(base);
    }
  });

  test('an input that is missing is never a normal value', async () => {
    const page = await scene.open('vv-no-ct');
    await riskShown(page);
    expect(await inputShown(page, 'Grey-white-matter ratio')).toMatch(/None in the record/);
    expect(await region(page, 'Risk').innerText()).toMatch(
      /Grey-white-matter ratio: not known[\s\S]*no normal value was assumed/,
    );
  });

  test('while searches are under way each is named, and nothing is computed', async () => {
    await scene.turnOn('hang', { seconds: 4, only: 'Condition' });
    const page = await scene.open('clean-va');
    await page
      .getByText(/\d+ rows/)
      .first()
      .waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/in 100/);
    await riskShown(page);
  });
});
