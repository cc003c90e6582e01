import { describe, expect, it } from 'vitest';
import { calibrateDocument } from '../../src/model/calibrate-document.ts';
import { calibrateIntercept } from '../../src/model/calibrate-intercept.ts';
import { readModel, verifyHash } from '../../src/model/read-model.ts';
import { evaluateRisk } from '../../src/model/risk.ts';
import { patient, zhu } from './zhu-2025.ts';

const model = zhu();
const level = {
  incidence: 0.04,
  n: 300,
  means: { gwr: 1.27 },
  site: 'Somewhere',
  version: '1.0.0-somewhere.1',
  date: '2026-11-01',
  source: 'count of the hospital',
};

describe('a document moved to a site’s level', () => {
  it('is read, has its hash, and names its parent and its patients', async () => {
    const moved = await calibrateDocument(model, { ...level, period: '2024-2025' });
    const json: unknown = JSON.parse(JSON.stringify(moved));
    expect(readModel('somewhere.json', json)).toEqual({ value: moved, faults: [] });
    expect(await verifyHash('somewhere.json', json)).toEqual([]);
    expect(moved).toMatchObject({
      id: 'zhu-2025',
      version: '1.0.0-somewhere.1',
      status: 'recalibrated',
      parent: { id: 'zhu-2025', version: '1.0.0', sha256: model.sha256 },
      site: { name: 'Somewhere', n: 300, events: 12, period: '2024-2025' },
    });
    expect(moved.changes.at(-1)).toEqual({
      version: '1.0.0-somewhere.1',
      date: '2026-11-01',
      change: 'Intercept moved to Somewhere: 12 of 300 patients.',
    });
    expect(moved.testVectors.map(({ inputs }) => inputs)).toEqual([patient(1.24, 56, 2, 0)]);
  });

  it('has the site’s intercept, and a range no narrower than before', async () => {
    const moved = await calibrateDocument(model, level);
    const { intercept, standardError } = calibrateIntercept(model, level);
    const reach = 1.959963984540054 * (standardError ?? NaN);
    expect(moved.site).not.toHaveProperty('period');
    expect(moved.intercept).toMatchObject({
      value: intercept,
      standing: 'reconstructed',
      source: level.source,
    });
    expect(moved.intercept.low).toBeCloseTo(intercept - Math.sqrt(0.95 ** 2 + reach ** 2), 10);
    expect(moved.intercept.high).toBeCloseTo(intercept + Math.sqrt(1.18 ** 2 + reach ** 2), 10);
    expect(moved.inputs).toEqual(model.inputs);
    const risk = evaluateRisk(moved, patient(1.24, 56, 2, 0));
    expect(risk.central).toBeLessThan(evaluateRisk(model, patient(1.24, 56, 2, 0)).central);
  });

  it('takes the sampling error alone where the document knows no structural range', async () => {
    const { low: _, high: __, ...intercept } = model.intercept;
    const fitted = { ...model, intercept: { ...intercept, standing: 'site-fitted' as const } };
    const moved = await calibrateDocument(fitted, level);
    expect(moved.intercept).toEqual({
      value: calibrateIntercept(model, level).intercept,
      standing: 'site-fitted',
      standardError: calibrateIntercept(model, level).standardError,
      source: level.source,
    });
    expect(readModel('x', JSON.parse(JSON.stringify(moved))).faults).toEqual([]);
  });

  it('leaves out a covariance, which speaks of another intercept', async () => {
    const covariance = model.inputs.map(() => [0, 0, 0, 0, 0]);
    const moved = await calibrateDocument({ ...model, covariance }, level);
    expect(moved).not.toHaveProperty('covariance');
  });

  it('is refused for an incidence that cannot be', async () => {
    await expect(calibrateDocument(model, { ...level, incidence: 0 })).rejects.toThrow(RangeError);
  });
});
