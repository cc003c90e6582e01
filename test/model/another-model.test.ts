import { expect, it } from 'vitest';
import { contributions } from '../../src/model/contributions.ts';
import { expit } from '../../src/model/logistic.ts';
import { oddsToReference } from '../../src/model/odds.ts';
import { readModel } from '../../src/model/read-model.ts';
import { evaluateRisk } from '../../src/model/risk.ts';
import { zhuJson } from './zhu-2025.ts';

/** A made-up model of a hospital's own: other inputs, other rules, a known covariance. */
const own = {
  ...zhuJson(),
  id: 'somewhere',
  status: 'synthetic',
  shrinkage: undefined,
  inputs: [
    {
      id: 'aptt-outside',
      label: 'Share of the last day with aPTT outside 40 to 60 s',
      rule: {
        select: 'share-outside',
        concepts: ['aptt'],
        window: { anchor: 'moment', from: -24 },
        range: { low: 40, high: 60 },
      },
      kind: 'quantity',
      unit: '1',
      unitStanding: 'synthetic',
      coefficient: 0.8,
      scale: 0.1,
      standardError: 0.2,
      standing: 'synthetic',
      reference: 0.3,
      validRange: [0, 1],
      missing: { policy: 'integrate', mean: 0.4, sd: 0.1, standing: 'synthetic' },
      source: 'made up for a test',
    },
    {
      id: 'bivalirudin',
      label: 'Bivalirudin since cannulation',
      rule: {
        select: 'exposed',
        concepts: ['bivalirudin'],
        window: { anchor: 'ecmo-start', from: 0 },
      },
      kind: 'yes-no',
      unit: '1',
      unitStanding: 'synthetic',
      coefficient: -0.4,
      scale: 1,
      standardError: 0.5,
      standing: 'synthetic',
      reference: 0,
      validRange: [0, 1],
      missing: { policy: 'refuse' },
      source: 'made up for a test',
    },
  ],
  intercept: { value: -4, standing: 'synthetic', standardError: 0.3, source: 'made up for a test' },
  covariance: [
    [0.09, -0.01, 0],
    [-0.01, 0.04, 0.02],
    [0, 0.02, 0.25],
  ],
  testVectors: [
    {
      inputs: { 'aptt-outside': 0.3, bivalirudin: 0 },
      linearPredictor: -1.6,
      risk: expit(-1.6),
      tolerance: 1e-12,
      source: 'by hand',
    },
  ],
};

it('another model is another file and no code: other inputs, rules and a full covariance', () => {
  const { value: model, faults } = readModel('somewhere.json', JSON.parse(JSON.stringify(own)));
  expect(faults).toEqual([]);
  if (model === null) return;
  const values = { 'aptt-outside': 0.5, bivalirudin: 1 };
  const risk = evaluateRisk(model, values);
  expect(risk.linearPredictor).toBeCloseTo(-4 + 0.8 * 5 - 0.4, 12);
  // v = (1, 5, 1) V (1, 5, 1)'
  const variance = 0.09 + 25 * 0.04 + 0.25 + 2 * (5 * -0.01 + 5 * 0.02);
  const reach = 1.959963984540054 * Math.sqrt(variance);
  expect(risk.statistical.low).toBeCloseTo(expit(risk.linearPredictor - reach), 12);
  expect(risk.statistical.high).toBeCloseTo(expit(risk.linearPredictor + reach), 12);
  expect(risk.structural).toEqual({ low: risk.central, high: risk.central });
  expect(risk.low).toBeCloseTo(risk.statistical.low, 12);
  expect(contributions(model, values).map(({ logOdds }) => logOdds)).toEqual([
    expect.closeTo(1.6, 12),
    -0.4,
  ]);
  expect(oddsToReference(model, values).value).toBeCloseTo(Math.exp(1.2), 12);
  expect(evaluateRisk(model, { bivalirudin: 0 }).integrated).toEqual(['aptt-outside']);
});
