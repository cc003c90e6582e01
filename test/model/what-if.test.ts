import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../src/model/document.ts';
import { evaluateRisk } from '../../src/model/risk.ts';
import { reachableRange, whatIf } from '../../src/model/what-if.ts';
import { patient, zhu } from './zhu-2025.ts';

const model = zhu();
const byId = (id: string): ModelInput => {
  const input = model.inputs.find((candidate) => candidate.id === id);
  if (input === undefined) throw new Error(id);
  return input;
};

describe('what if', () => {
  it('changes nothing at the present values', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 300, noNaN: true }),
        fc.option(fc.double({ min: 1.05, max: 1.45, noNaN: true }), { nil: null }),
        (platelets, gwr) => {
          const values = patient(gwr, platelets, 2, 0);
          const { asIs, asIf, oddsRatio, changed } = whatIf(model, values, { ...values });
          expect(asIf).toEqual(asIs);
          expect(oddsRatio).toBe(1);
          expect(changed).toEqual([]);
        },
      ),
    );
  });

  it('replaces what is given, keeps the rest, and leaves the patient’s own values alone', () => {
    const values = patient(1.24, 120, 0, 0);
    const answer = whatIf(model, values, { 'platelets-lowest': 45, 'ffp-units': 4 });
    expect(answer.asIs).toEqual(evaluateRisk(model, values));
    expect(answer.asIf).toEqual(evaluateRisk(model, patient(1.24, 45, 4, 0)));
    expect(answer.oddsRatio.toFixed(1)).toBe('12.2');
    expect(answer.changed).toEqual(['ffp-units', 'platelets-lowest']);
    expect(values).toEqual(patient(1.24, 120, 0, 0));
  });

  it('can make a ratio known, and keeps a site’s own intercept', () => {
    const site = { intercept: 10, standardError: 0.2 };
    const answer = whatIf(model, patient(null, 56, 2, 0), { gwr: 1.16 }, site);
    expect(answer.changed).toEqual(['gwr']);
    expect(answer.asIs).toEqual(evaluateRisk(model, patient(null, 56, 2, 0), site));
    expect(answer.asIf).toEqual(evaluateRisk(model, patient(1.16, 56, 2, 0), site));
  });

  it('a lowest only falls, a total only rises, the rest goes anywhere valid', () => {
    expect(reachableRange(byId('platelets-lowest'), 80)).toEqual([5, 80]);
    expect(reachableRange(byId('platelets-lowest'), 500)).toEqual([5, 300]);
    expect(reachableRange(byId('ffp-units'), 3)).toEqual([3, 12]);
    expect(reachableRange(byId('ffp-units'), null)).toEqual([0, 12]);
    expect(reachableRange(byId('platelets-lowest'), null)).toEqual([5, 300]);
    expect(reachableRange(byId('gwr'), 1.2)).toEqual([1.05, 1.45]);
    expect(reachableRange(byId('stroke-history'), 1)).toEqual([0, 1]);
    for (const select of ['highest', 'exposed'] as const) {
      const input = { ...byId('gwr'), rule: { ...byId('gwr').rule, select } };
      expect(reachableRange(input, 1.2)).toEqual([1.2, 1.45]);
    }
  });
});
