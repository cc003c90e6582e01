import type { Page } from 'playwright-core';

/** One state of the page worth looking at: whose chart, and what was done there. */
export interface PageState {
  readonly name: string;
  readonly patient: string;
  /** The region to look at, where it is not the top of the page. */
  readonly show?: string;
  /** A fault the pretend hospital is asked for, as its switch names it. */
  readonly fault?: readonly [kind: string, only?: string];
  readonly act?: (page: Page) => Promise<void>;
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function enter(page: Page, input: string, value: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Enter (instead: )?${input}`) }).click();
  await region(page, 'Inputs').getByRole('textbox', { name: input }).fill(value);
  if (reason !== undefined) await page.getByLabel(/^Reason/).fill(reason);
  await page.getByRole('button', { name: 'Use this value' }).click();
}

async function courseIsDrawn(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Course: moment' }).waitFor();
}

/** Every state of the main page that a clinician can meet. */
export const PAGE_STATES: readonly PageState[] = [
  { name: 'risk', patient: 'clean-va' },
  { name: 'risk-without-ct', patient: 'vv-no-ct' },
  { name: 'before-24-h', patient: 'hour-10' },
  { name: 'haemorrhage-has-occurred', patient: 'ich-already' },
  { name: 'not-on-ecmo', patient: 'bypass' },
  { name: 'under-18', patient: 'paediatric' },
  { name: 'deceased', patient: 'deceased' },
  { name: 'date-only', patient: 'date-only' },
  { name: 'mode-change', patient: 'mode-change' },
  { name: 'name-in-arabic', patient: 'names-arabic' },
  { name: 'not-loaded', patient: 'clean-va', fault: ['forbidden', 'Observation'] },
  {
    name: 'entered',
    patient: 'vv-no-ct',
    act: (page) => enter(page, 'Grey-white-matter ratio', '1.22', 'CT of the other hospital'),
  },
  {
    name: 'out-of-range',
    patient: 'clean-va',
    act: (page) => enter(page, 'Lowest platelets during ECMO', '420'),
  },
  {
    name: 'ratio-from-densities',
    patient: 'vv-no-ct',
    act: async (page) => {
      await page.getByRole('button', { name: 'Enter Grey-white-matter ratio' }).click();
      await page.getByText('Compute it from Hounsfield units').click();
      for (const [name, value] of [
        ['Caudate nucleus', '33'],
        ['Putamen', '35'],
        ['Corpus callosum', '27'],
        ['Posterior limb', '28'],
      ] as const) {
        await page.getByRole('textbox', { name }).fill(value);
      }
    },
  },
  {
    name: 'provenance',
    patient: 'corrected-nadir',
    act: async (page) => {
      await page.getByRole('button', { name: 'Where from: Lowest platelets during ECMO' }).click();
      await page.getByRole('group', { name: 'Where from' }).waitFor();
    },
  },
  {
    name: 'start-entry',
    patient: 'bypass',
    act: (page) => page.getByRole('button', { name: 'Enter the start' }).click(),
  },
  {
    name: 'as-of-the-past',
    patient: 'clean-va',
    act: async (page) => {
      await courseIsDrawn(page);
      const slider = page.getByRole('slider', { name: 'Course: moment' });
      await slider.focus();
      await slider.press('PageDown');
      await slider.press('Enter');
    },
  },
  {
    name: 'course-table',
    patient: 'clean-va',
    act: async (page) => {
      await courseIsDrawn(page);
      await page.getByRole('button', { name: 'Table', exact: true }).click();
    },
  },
  {
    name: 'what-if',
    patient: 'clean-va',
    act: (page) =>
      region(page, 'What if').getByRole('textbox', { name: 'Lowest platelets' }).fill('30'),
  },
  {
    name: 'write-preview',
    patient: 'clean-va',
    act: async (page) => {
      await page.getByRole('button', { name: 'Preview what would be written' }).click();
      await page.getByRole('checkbox', { name: 'I have compared' }).check();
    },
  },
  {
    name: 'about-open',
    show: 'About this model',
    patient: 'clean-va',
    act: async (page) => {
      await region(page, 'About this model').getByText('Everything about it').click();
      await page.getByRole('table', { name: 'The 31 source attributes' }).waitFor();
    },
  },
  {
    name: 'not-used-open',
    show: 'Not used',
    patient: 'local-codes',
    act: (page) => region(page, 'Not used').getByText('Per concept').click(),
  },
];
