import { describe, expect, it } from 'vitest';
import { boundRisk, inputsOutOfRange } from '../../src/model/bound.ts';
import { evaluateRisk } from '../../src/model/risk.ts';
import { patient, zhu } from './zhu-2025.ts';

const model = zhu();

describe('beyond the valid ranges', () => {
  it.each([
    ['ratio below', patient(1.0, 56, 2, 0), ['gwr'], 'at-least', patient(1.05, 56, 2, 0)],
    ['ratio above', patient(1.5, 56, 2, 0), ['gwr'], 'at-most', patient(1.45, 56, 2, 0)],
    [
      'platelets above',
      patient(1.2, 420, 2, 0),
      ['platelets-lowest'],
      'at-most',
      patient(1.2, 300, 2, 0),
    ],
    [
      'platelets below',
      patient(1.2, 3, 2, 1),
      ['platelets-lowest'],
      'at-least',
      patient(1.2, 5, 2, 1),
    ],
    ['plasma above', patient(null, 56, 14, 0), ['ffp-units'], 'at-least', patient(null, 56, 12, 0)],
    [
      'two the same way',
      patient(1.0, 56, 14, 0),
      ['gwr', 'ffp-units'],
      'at-least',
      patient(1.05, 56, 12, 0),
    ],
  ] as const)(
    '%s: the band at the limit, and on which side',
    (_, values, beyond, direction, atLimit) => {
      expect(inputsOutOfRange(model, values)).toEqual(beyond);
      expect(boundRisk(model, values)).toEqual({ direction, risk: evaluateRisk(model, atLimit) });
    },
  );

  it('says nothing when two values lie beyond in opposite directions', () => {
    const values = patient(1.0, 420, 2, 0);
    expect(inputsOutOfRange(model, values)).toEqual(['gwr', 'platelets-lowest']);
    expect(boundRisk(model, values)).toBeNull();
  });

  it.each([patient(1.05, 5, 0, 0), patient(1.45, 300, 12, 1), patient(null, 56, 2, 0)])(
    'the ends are inside, and a missing ratio is not outside: %j',
    (values) => {
      expect(inputsOutOfRange(model, values)).toEqual([]);
      expect(boundRisk(model, values)).toBeNull();
    },
  );

  it('keeps a site’s own intercept', () => {
    const site = { intercept: 10, standardError: 0.2 };
    expect(boundRisk(model, patient(1.2, 420, 2, 0), site)?.risk).toEqual(
      evaluateRisk(model, patient(1.2, 300, 2, 0), site),
    );
  });
});
