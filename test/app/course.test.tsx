import { cleanup, fireEvent, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { vvNoCt } from '../../src/sandbox/patients/vv-no-ct.ts';
import { launched, openPage, region, type PageOptions } from './fixtures/open-page.tsx';

vi.mock('../../src/fhir/session.ts', () => ({
  resumeSession: async () => launched.session,
}));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function openTable(options: PageOptions) {
  await openPage(options);
  const course = await region('Course');
  fireEvent.click(await within(course).findByText('Table'));
  await waitFor(() => expect(course.textContent).toMatch(/in 100\)|No risk is shown/));
  const heads = within(course).getAllByRole('columnheader');
  const at = heads.findIndex((one) => one.textContent === 'Events');
  const rows = within(course).getAllByRole('row').slice(1);
  return { course, heads, rows, events: rows.map((row) => row.children[at]?.textContent ?? '') };
}

describe('the course as a table', () => {
  test('reads the risk, or why there is none, what happened, and rates, beside the values', async () => {
    const { course, heads, rows, events } = await openTable({ patient: cleanVa });
    expect(heads.slice(0, 3).map((one) => one.textContent)).toEqual([
      'Hours since cannulation',
      'Risk',
      'Events',
    ]);
    expect(rows[0]?.textContent).toMatch(/About \d+ in 100 \(.* to .* in 100\)/);
    while (within(course).queryByText(/more times/) !== null)
      fireEvent.click(within(course).getByText(/more times/));
    expect(course.textContent).toContain('No risk is shown: before 24 h');
    expect(events.length).toBeGreaterThan(0);
    for (const part of ['Head CT', 'Heparin 1,000\u202FIU/h', 'Plasma', 'veno-arterial (VA)'])
      expect(course.textContent).toContain(part);
  });

  test('names what did not count and why', async () => {
    const { course } = await openTable({
      patient: cleanVa,
      prepare: (hospital) => hospital.faults.turnOn('units-missing'),
    });
    expect(course.textContent).toMatch(/○ \d+.* \(it has no unit\)/);
  });
});

describe('a value a clinician entered', () => {
  test('is marked on the course, with who, when and why beside the input', async () => {
    await openPage({ patient: vvNoCt });
    const inputs = await region('Inputs');
    fireEvent.click(within(inputs).getByRole('button', { name: 'Enter Grey-white-matter ratio' }));
    fireEvent.change(within(inputs).getByRole('textbox', { name: /Grey-white/ }), {
      target: { value: '1.22' },
    });
    fireEvent.change(within(inputs).getByRole('textbox', { name: /^Reason/ }), {
      target: { value: 'CT of the other hospital' },
    });
    fireEvent.click(within(inputs).getByText('Use this value'));
    await waitFor(() => expect(inputs.textContent).toContain('CT of the other hospital'));
    expect(inputs.textContent).toMatch(/Entered .*\d\d:\d\d by Practitioner\/welby/);
    const course = await region('Course');
    await waitFor(() =>
      expect(course.textContent).toContain(
        'Rests on values entered by a clinician: Grey-white-matter ratio.',
      ),
    );
  });
});
