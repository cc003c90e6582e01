import { readFileSync } from 'node:fs';
import { cleanup } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { calibrateDocument } from '../../src/model/calibrate-document.ts';
import { contentHash } from '../../src/model/content-hash.ts';
import type { ModelDocument } from '../../src/model/document.ts';
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

const published = JSON.parse(
  readFileSync('src/model/documents/zhu-2025.json', 'utf8'),
) as ModelDocument;

/** The published model moved to a hospital, once for its patients and once for invented ones. */
async function documentOf(status: 'recalibrated' | 'synthetic'): Promise<ModelDocument> {
  const moved = await calibrateDocument(published, {
    incidence: 0.12,
    n: 737,
    site: 'Northfield',
    version: '1.0.0-northfield.1',
    date: '2026-03-01',
    source: 'test',
  });
  const document = { ...moved, status };
  return { ...document, sha256: await contentHash(document) };
}

test.each(['recalibrated', 'synthetic'] as const)(
  'a %s document with a parent is named with hospital, patients and events beside the risk',
  async (status) => {
    const document = await documentOf(status);
    await openPage({ patient: cleanVa, files: { 'models/zhu-2025.json': () => document } });
    const risk = await region('Risk');
    expect(risk.textContent).toContain('Calibrated at Northfield: 737 patients, 88 events.');
  },
);

test('the published document claims no calibration', async () => {
  await openPage({ patient: cleanVa });
  expect((await region('Risk')).textContent).not.toMatch(/Calibrated at/);
});
