import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
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

/** A page that shows a patient and watches the switch, and a host on which the settings can be changed or lost. */
async function openAndShown() {
  const host: { enabled: boolean; isLost: boolean } = { enabled: true, isLost: false };
  const { asked } = await openPage({
    patient: cleanVa,
    files: {
      'site/site.json': (json) =>
        host.isLost ? 'Bad gateway' : { ...json, enabled: host.enabled },
    },
  });
  await region('Risk');
  const looks = () => asked.filter((each) => each.endsWith('/site/site.json')).length;
  const before = looks();
  // React begins to watch a moment after what it drew stands
  await waitFor(() => {
    fireEvent.focus(window);
    expect(looks()).toBeGreaterThan(before);
  });
  return { host, looks };
}

describe('fault 84: the switch of the hospital, while a patient is on screen', () => {
  test('closes the page when it is looked at again, and says whom to ask', async () => {
    const { host } = await openAndShown();
    host.enabled = false;
    fireEvent.focus(window);
    const closed = await screen.findByRole('alert');
    expect(closed.textContent).toMatch(/switched off.*Contact: /s);
    expect(screen.queryAllByRole('region')).toEqual([]);
    expect(document.body.textContent).not.toMatch(/Lindqvist/);
    expect(launched.session?.authorization()).toBeNull();
  });

  test.each([
    ['is still on', false],
    ['cannot be read', true],
  ])('leaves the page as it is when it %s', async (_words, isLost) => {
    const { host, looks } = await openAndShown();
    host.isLost = isLost;
    const before = looks();
    fireEvent.focus(window);
    await expect.poll(looks).toBe(before + 1);
    expect(await region('Risk')).toBeTruthy();
  });
});
