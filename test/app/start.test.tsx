import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { refuse } from '../../src/fhir/launch/refusal.ts';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import {
  launched,
  openPage,
  region,
  type FileChanges,
  type JsonFile,
} from './fixtures/open-page.tsx';

const refusal = vi.hoisted(() => ({ now: null as unknown }));
vi.mock('../../src/fhir/session.ts', () => ({
  resumeSession: async () => refusal.now ?? launched.session,
}));

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  refusal.now = null;
});

const without = (member: string) => (json: JsonFile) => {
  const { [member]: _, ...rest } = json;
  return rest;
};
const withMember = (member: string, value: unknown) => (json: JsonFile) => ({
  ...json,
  [member]: value,
});

async function closedPage(files: FileChanges): Promise<string> {
  await openPage({ patient: cleanVa, files });
  const page = await screen.findByRole('alert');
  expect(screen.queryAllByRole('region')).toEqual([]);
  expect(document.body.textContent).not.toMatch(/Lindqvist/);
  return page.textContent ?? '';
}

describe('the app does not start, and says which file and where,', () => {
  test.each<[string, FileChanges, RegExp]>([
    ['fault 83: no site file', { 'site/site.json': null }, /site\/site\.json/],
    [
      'fault 83: a site file that is no JSON',
      { 'site/site.json': () => '{"id":' },
      /site\/site\.json.*JSON/s,
    ],
    [
      'fault 83: a site without a time zone',
      { 'site/site.json': without('timeZone') },
      /site\/site\.json.*timeZone/s,
    ],
    ['fault 83: no model', { 'models/zhu-2025.json': null }, /models\/zhu-2025\.json/],
    [
      'fault 83: a model without an intercept',
      { 'models/zhu-2025.json': without('intercept') },
      /models\/zhu-2025\.json.*intercept/s,
    ],
    [
      'fault 83: a coefficient altered',
      {
        'models/zhu-2025.json': (json) => ({
          ...json,
          inputs: json.inputs.map((input) =>
            input.id === 'platelets-lowest' ? { ...input, coefficient: -0.02 } : input,
          ),
        }),
      },
      /models\/zhu-2025\.json/,
    ],
    [
      'fault 83: a text altered, so that the hash no longer fits',
      { 'models/zhu-2025.json': withMember('title', 'Another title') },
      /models\/zhu-2025\.json.*sha256/s,
    ],
    ['fault 83: no mappings', { 'mappings.json': null }, /mappings\.json/],
    [
      'fault 83: a broken value set',
      {
        'mappings.json': ({ valueSets }) => ({
          valueSets: valueSets.map((one) =>
            one.file === 'platelets.valueset.json' ? { file: one.file, json: { id: 7 } } : one,
          ),
        }),
      },
      /platelets\.valueset\.json/,
    ],
    [
      'fault 83: mappings without a value set',
      { 'mappings.json': () => ({ valueSets: [] }) },
      /mappings\.json/,
    ],
    [
      'fault 83: a map of the site is missing',
      { 'site/codes.conceptmap.json': null },
      /codes\.conceptmap/,
    ],
  ])('%s', async (_, files, sentence) => {
    expect(await closedPage(files)).toMatch(sentence);
  });

  test('fault 84: switched off by the hospital, with whom to ask', async () => {
    const text = await closedPage({ 'site/site.json': withMember('enabled', false) });
    expect(text).toMatch(/switched off/);
    expect(text).toMatch(/Contact: /);
  });

  test('fault 82: a browser that lacks what it needs', async () => {
    const { pretendBrowser } = await import('./fixtures/pretend-browser.ts');
    pretendBrowser();
    vi.stubGlobal('crypto', {});
    const [{ render }, { App }] = await Promise.all([
      import('@testing-library/react'),
      import('../../src/app/App.tsx'),
    ]);
    const never = new Promise<never>(() => {});
    render(<App files={{ site: never, mappings: never }} />);
    expect(screen.getByRole('alert').textContent).toMatch(/too old.*Web Crypto/s);
  });

  test('fault 21: opened without a launch', async () => {
    refusal.now = refuse('not-launched');
    expect(await closedPage({})).toMatch(/open the app again from the patient’s chart/);
  });
});

describe('a record that cannot be trusted', () => {
  test('fault 41: another patient’s row closes the page, and nothing of either is shown', async () => {
    await openPage({
      patient: cleanVa,
      prepare: (hospital) => hospital.faults.turnOn('foreign-patient', { only: 'Observation' }),
    });
    const page = await screen.findByRole('alert');
    expect(page.textContent).toMatch(/data of another patient/);
    expect(document.body.textContent).not.toMatch(/Lindqvist/);
  });

  test('fault 17: a session that ends freezes what stands, greyed, and says since when', async () => {
    await openPage({ patient: cleanVa });
    const patient = await region('Patient');
    launched.session?.end();
    fireEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await screen.findByText(/The session with the record has ended/);
    expect(patient.textContent).toMatch(/Lindqvist/);
    expect(document.querySelector('.page')?.className).toMatch(/stale/);
  });

  test('fault 71: coming back to a page left open reads the record again', async () => {
    const { asked } = await openPage({ patient: cleanVa });
    await region('About this model');
    const before = asked.length;
    const ofTheRecord = () => asked.slice(before).filter((address) => address.includes('/fhir/'));
    window.dispatchEvent(new Event('focus'));
    expect(ofTheRecord()).toEqual([]);
    const real = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => real() + 12 * 3_600_000);
    // React begins to listen a moment after what it drew stands
    await waitFor(() => {
      window.dispatchEvent(new Event('focus'));
      expect(ofTheRecord().join(' ')).toMatch(/\/fhir\/Observation/);
    });
  });

  test('ending the session clears everything', async () => {
    await openPage({ patient: cleanVa });
    await region('Patient');
    fireEvent.click(screen.getByRole('button', { name: /End the session/ }));
    expect(screen.getByRole('alert').textContent).toMatch(/has ended/);
    expect(document.body.textContent).not.toMatch(/Lindqvist/);
    expect(launched.session?.authorization()).toBeNull();
  });
});

describe('the language of the site', () => {
  test.each([
    ['de', 'Risiko', 'Patient'],
    ['zh', '风险', '患者'],
  ])('%s: names the regions and the page', async (language, risk, patient) => {
    await openPage({
      patient: cleanVa,
      files: { 'site/site.json': withMember('language', language) },
    });
    expect(await region(risk)).toBeTruthy();
    expect(await region(patient)).toBeTruthy();
    expect(document.documentElement.lang).toBe(language);
  });
});
