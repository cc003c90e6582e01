import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bypass } from '../../src/sandbox/patients/bypass.ts';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { hour10 } from '../../src/sandbox/patients/hour-10.ts';
import { ichAlready } from '../../src/sandbox/patients/ich-already.ts';
import { namesArabic } from '../../src/sandbox/patients/names-arabic.ts';
import { paediatric } from '../../src/sandbox/patients/paediatric.ts';
import { vvNoCt } from '../../src/sandbox/patients/vv-no-ct.ts';
import { launched, openPage, region } from './fixtures/open-page.tsx';

vi.mock('../../src/fhir/session.ts', () => ({
  resumeSession: async () => launched.session,
}));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const REGIONS = [
  'Patient',
  'ECMO run',
  'Risk',
  'Inputs',
  'Course',
  'What if',
  'Context',
  'Earlier assessments',
  'Write to the record',
  'Not used',
  'About this model',
];

describe('the page', () => {
  test('has its eleven regions as landmarks, in the order of a ward round', async () => {
    await openPage({ patient: cleanVa });
    await region('About this model');
    const names = screen
      .getAllByRole('region')
      .map((one) => one.getAttribute('aria-label') ?? one.querySelector('h2')?.textContent);
    expect(names).toEqual(REGIONS);
  });

  test('fault 29: says who this is before it says anything else', async () => {
    await openPage({ patient: cleanVa });
    const patient = await region('Patient');
    expect(patient.textContent).toMatch(/Lindqvist, Marta/);
    expect(patient.textContent).toMatch(/MRN\s*PH-204417/);
  });

  test('always shows what the model is not', async () => {
    await openPage({ patient: cleanVa });
    await region('Risk');
    expect(screen.getByText(/22 events, one hospital, no external validation/)).toBeTruthy();
  });

  test('gives a band in whole patients of a hundred, never a decimal', async () => {
    await openPage({ patient: cleanVa });
    const risk = await region('Risk');
    const headline = risk.querySelector('.headline')?.textContent ?? '';
    expect(headline).toMatch(
      /^(About \d+|Fewer than 1|More than 99) in 100; anywhere from (\d+|fewer than 1) to (\d+|more than 99) fits what is published\.$/,
    );
  });

  test('shows log odds that add up to the linear predictor', async () => {
    await openPage({ patient: cleanVa });
    const risk = await region('Risk');
    fireEvent.click(within(risk).getByText('The numbers: log odds that add up'));
    const rows = [...risk.querySelectorAll('.shares tbody tr')];
    const numbers = rows.map((row) => Number(row.lastElementChild?.textContent));
    const sum = numbers.slice(0, -1).reduce((total, one) => total + one, 0);
    expect(numbers.length).toBe(6);
    expect(sum).toBeCloseTo(numbers.at(-1) ?? Number.NaN, 3);
  });

  test('averages a missing ratio, says so, and draws it among the doubts', async () => {
    await openPage({ patient: vvNoCt });
    const risk = await region('Risk');
    expect(risk.textContent).toMatch(/Grey-white-matter ratio: not known/);
    expect(risk.textContent).toMatch(/A missing input was averaged over what is usual/);
  });

  test('names in another script stay as they are written', async () => {
    await openPage({ patient: namesArabic });
    expect((await region('Patient')).querySelector('h1')?.textContent).toMatch(
      /\p{Script=Arabic}/u,
    );
  });
});

describe('where there is no risk', () => {
  test.each([
    ['before 24 hours of support', hour10, /not certainly run for 24 hours/],
    ['after a haemorrhage', ichAlready, /already in the record/],
    ['off ECMO', bypass, /not on ECMO/],
    ['under 18', paediatric, /under 18/],
  ])('%s, the reason stands there and what to do', async (_, patient, reason) => {
    await openPage({ patient });
    const risk = await region('Risk');
    expect(risk.textContent).toMatch(/No risk is shown/);
    expect(risk.textContent).toMatch(reason);
    expect(risk.querySelector('.people')).toBeNull();
  });
});

async function enterRatio(value: string) {
  const inputs = await region('Inputs');
  fireEvent.click(within(inputs).getByRole('button', { name: /^Enter Grey-white/ }));
  const field = within(inputs).getByRole('textbox', { name: /^Grey-white/ });
  fireEvent.change(field, { target: { value } });
  fireEvent.click(within(inputs).getByRole('button', { name: 'Use this value' }));
  return inputs;
}

describe('an entered value', () => {
  test('is marked wherever it has effect, is announced, and can be taken back', async () => {
    await openPage({ patient: vvNoCt });
    const risk = await region('Risk');
    const before = risk.querySelector('.headline')?.textContent;
    const inputs = await enterRatio('1,22');
    expect(risk.querySelector('.headline')?.textContent).not.toBe(before);
    expect(risk.textContent).toMatch(/Rests on values entered by a clinician: Grey-white/);
    expect(inputs.textContent).toMatch(/1\.22/);
    expect(within(inputs).getByText('entered')).toBeTruthy();
    await waitFor(() =>
      expect(document.querySelector('output[aria-live]')?.textContent).toMatch(/^Risk changed/),
    );
    fireEvent.click(within(inputs).getByRole('button', { name: /^Take back/ }));
    expect(risk.querySelector('.headline')?.textContent).toBe(before);
  });

  test('that is no number, or beyond belief, is not taken', async () => {
    await openPage({ patient: vvNoCt });
    for (const value of ['', 'abc', '12', '-1', 'NaN', '1e3']) {
      const inputs = await enterRatio(value);
      expect(within(inputs).getByRole('alert').textContent).toMatch(/Enter a number from/);
      fireEvent.click(within(inputs).getByRole('button', { name: 'Cancel' }));
    }
    expect((await region('Inputs')).textContent).toMatch(/None in the record/);
  });
});

describe('the four states of an input', () => {
  test('fault 24: what may not be read could not be loaded, and is never none', async () => {
    await openPage({
      patient: cleanVa,
      prepare: (hospital) => hospital.faults.turnOn('forbidden', { only: 'Observation' }),
    });
    const inputs = await region('Inputs');
    const row = within(inputs)
      .getByRole('heading', { name: /platelets/ })
      .closest('li');
    expect(row?.textContent).toMatch(/Could not be loaded/);
    expect(row?.textContent).not.toMatch(/None in the record/);
  });

  test('a value, and none counted as no, are told apart', async () => {
    await openPage({ patient: cleanVa });
    const inputs = await region('Inputs');
    const of = (name: RegExp) =>
      within(inputs).getByRole('heading', { name }).closest('li')?.className;
    expect(of(/platelets/)).toBe('input-row value');
    expect(of(/Stroke/)).toBe('input-row none-recorded');
  });
});

describe('where a value comes from', () => {
  test('every candidate stands there, used or not used because', async () => {
    await openPage({ patient: cleanVa });
    const inputs = await region('Inputs');
    fireEvent.click(within(inputs).getByRole('button', { name: /^Where from: Lowest platelets/ }));
    const box = await within(inputs).findByRole('group', { name: 'Where from' });
    expect(box.textContent).toMatch(/used; this one decided/);
    expect(box.textContent).toMatch(/Observation\//);
  });
});
