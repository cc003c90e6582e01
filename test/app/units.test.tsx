import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { launched, openPage, region } from './fixtures/open-page.tsx';

vi.mock('../../src/fhir/session.ts', () => ({
  resumeSession: async () => launched.session,
}));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const site = (settings: object) => ({
  'site/site.json': (json: object) => ({ ...json, ...settings }),
});

async function openIn(settings: object) {
  await openPage({ patient: cleanVa, files: site(settings) });
  const risk = await region('Risk');
  return risk.querySelector('.headline')?.textContent ?? '';
}

describe('the units of a site', () => {
  test('are those of the lanes, their targets and the panels', async () => {
    await openIn({ units: 'SI' });
    const course = await region('Course');
    fireEvent.click(await within(course).findByText('Table'));
    const heads = within(course).getAllByRole('columnheader');
    const column = (name: RegExp) => heads.findIndex((one) => name.test(one.textContent ?? ''));
    expect(heads[column(/^Haemoglobin/)]?.textContent).toBe('Haemoglobin g/L');
    expect(heads[column(/^PaCO₂/)]?.textContent).toBe('PaCO₂ kPa');
    const shown = within(course)
      .getAllByRole('row')
      .slice(1)
      .map((row) => Number(row.children[column(/^Haemoglobin/)]?.textContent))
      .filter((value) => value > 0);
    expect(shown.length).toBeGreaterThan(3);
    for (const value of shown) expect(value).toBeGreaterThan(20);
    const context = await region('Context');
    await waitFor(() => expect(context.textContent).toMatch(/PaO₂ [\d.]+\u202FkPa/));
    expect(context.textContent).toContain('site target 9.33–40 kPa');
    expect(context.textContent).toMatch(/PaCO2 fell by \d+ % .*\([\d.]+ to [\d.]+ kPa\)/);
  });

  test('are those a value is typed in, and the model counts in its own', async () => {
    const before = await openIn({ displayUnits: { platelets: '/uL' } });
    const inputs = await region('Inputs');
    const button = within(inputs).getByRole('button', { name: /^Enter instead: Lowest platelets/ });
    fireEvent.click(button);
    const box = within(inputs).getByRole('textbox', { name: /Lowest platelets/ });
    expect(box.closest('label')?.textContent).toMatch(/\/µL/);
    const now = /([\d,]+)\u202F\/µL/.exec(inputs.textContent ?? '')?.[1] ?? '';
    expect(now).toMatch(/^\d+,\d{3}$/);
    fireEvent.change(box, { target: { value: now } });
    fireEvent.click(within(inputs).getByText('Use this value'));
    expect(within(inputs).getByRole('alert').textContent).toContain('without a sign between');
    fireEvent.change(box, { target: { value: now.replaceAll(',', '') } });
    fireEvent.click(within(inputs).getByText('Use this value'));
    await waitFor(() => expect(inputs.textContent).toContain('entered'));
    const risk = await region('Risk');
    expect(risk.querySelector('.headline')?.textContent).toBe(before);
    expect(risk.textContent).toContain('Rests on values entered by a clinician');
  });

  test.each([
    ['1', '1.25'],
    ['%', '125'],
  ])('are those the ratio of the head CT is worked out in: %s', async (unit, typed) => {
    await openIn({ displayUnits: { gwr: unit } });
    const inputs = await region('Inputs');
    fireEvent.click(within(inputs).getByRole('button', { name: /^Enter instead: Grey/ }));
    const form = within(inputs).getByRole('textbox', { name: /^Grey/ }).closest('form');
    if (form === null) throw new Error('no form');
    const helper = form.querySelector('details');
    if (helper === null) throw new Error('no helper');
    await waitFor(() =>
      expect(helper.querySelectorAll('.regions input').length).toBeGreaterThan(1),
    );
    for (const box of helper.querySelectorAll('.regions input')) {
      const isWhite = /white|capsule|callosum|radiata|semiovale/i.test(
        box.closest('label')?.textContent ?? '',
      );
      fireEvent.change(box, { target: { value: isWhite ? '28' : '35,0' } });
    }
    fireEvent.click(within(helper).getByRole('button'));
    const box = within(inputs).getByRole<HTMLInputElement>('textbox', { name: /^Grey/ });
    expect(box.value).toBe(typed);
    fireEvent.click(within(inputs).getByText('Use this value'));
    await waitFor(() => expect(inputs.textContent).toContain('entered'));
    expect(within(inputs).queryByRole('alert')).toBeNull();
  });

  test('are those of the copied text, which is English in every language', async () => {
    await openPage({
      patient: cleanVa,
      files: site({ language: 'de', displayUnits: { platelets: '10*3/uL' } }),
    });
    fireEvent.click(await screen.findByText('Show the text', {}, { timeout: 10_000 }));
    const text = await screen.findByText(/^Risk of intracranial haemorrhage on ECMO/);
    const said = 'value' in text ? String(text.value) : (text.textContent ?? '');
    expect(said).toMatch(/Lowest platelet count[^:]*: \d+ ×10³\/µL/);
    expect(said).toMatch(/: (?:1 unit|[\d.]+ units)\b/);
    expect(said).not.toMatch(/Einheit|\u202F/);
  });

  test('never change the risk', async () => {
    const conventional = await openIn({ units: 'conventional' });
    cleanup();
    expect(await openIn({ units: 'SI', displayUnits: { platelets: '10*3/uL' } })).toBe(
      conventional,
    );
  });

  test('nobody knows close the app with the place', async () => {
    await openPage({ patient: cleanVa, files: site({ displayUnits: { urea: 'mg/dL' } }) });
    await screen.findByText(/file it depends on is wrong/);
    expect(document.body.textContent).toMatch(/displayUnits\.urea.*cannot be shown in mg\/dL/);
  });
});
