import { zhuJson } from './zhu-2025.ts';

/** Sets, or with `undefined` removes, the member at a path such as `inputs.0.scale`. */
export function broken(path: string, value: unknown): Record<string, unknown> {
  const json = zhuJson();
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at: Record<string, unknown> = json;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return json;
}

/** A matrix with ones on its diagonal. */
export const ones = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => (i === j ? 1 : 0)),
  );

/** Path to change, its value, the place that must be named, and how the problem begins. */
export const brokenDocuments: [string, unknown, string, string][] = [
  // members and types
  ['inputs.0.coefficient', undefined, 'inputs[0].coefficient', 'missing'],
  ['inputs.0.coefficient', '-0.112', 'inputs[0].coefficient', 'not a number: "-0.112"'],
  ['inputs.1.scale', 0, 'inputs[1].scale', 'not in [5e-324, Infinity]: 0'],
  ['inputs.2.standardError', -1, 'inputs[2].standardError', 'not in [0, Infinity]: -1'],
  ['inputs.3.validRange', [300, 5], 'inputs[3].validRange', 'not in ascending order: 300, 5'],
  ['inputs.3.validRange', [5], 'inputs[3].validRange', 'not a pair of numbers'],
  ['inputs.3.validRange', ['5', 300], 'inputs[3].validRange[0]', 'not a number: "5"'],
  ['inputs.3.label', ' ', 'inputs[3].label', 'empty'],
  ['inputs.3.label', 7, 'inputs[3].label', 'not a text: 7'],
  [
    'inputs.3.rule.select',
    'mean',
    'inputs[3].rule.select',
    'not one of lowest, highest, first, latest, change, relative-change, share-outside, total, exposed, history: "mean"',
  ],
  [
    'inputs.3.rule.select',
    null,
    'inputs[3].rule.select',
    'not one of lowest, highest, first, latest, change, relative-change, share-outside, total, exposed, history: null',
  ],
  ['inputs.3.rule.concepts', [], 'inputs[3].rule.concepts', 'fewer than 1 entries'],
  ['inputs.3.rule.concepts', 'platelets', 'inputs[3].rule.concepts', 'not a list: "platelets"'],
  [
    'inputs.3.rule.window.anchor',
    'admission',
    'inputs[3].rule.window.anchor',
    'not one of ecmo-start, moment: "admission"',
  ],
  ['inputs.3.rule', [], 'inputs[3].rule', 'not an object: a list'],
  [
    'inputs.0.missing.policy',
    'guess',
    'inputs[0].missing.policy',
    'not one of refuse, none-recorded-is-no, integrate: "guess"',
  ],
  [
    'inputs.0.missing.policy',
    'constructor',
    'inputs[0].missing.policy',
    'not one of refuse, none-recorded-is-no, integrate: "constructor"',
  ],
  ['inputs.3.validRange', [5, 5], 'inputs[3].validRange', 'not in ascending order: 5, 5'],
  ['inputs.0.missing', 'refuse', 'inputs[0].missing', 'not an object: "refuse"'],
  ['inputs.0.missing.sd', undefined, 'inputs[0].missing.sd', 'missing'],
  [
    'inputs.0.unitStanding',
    'guessed',
    'inputs[0].unitStanding',
    'not one of published, inferred, reconstructed, unconfirmed, site-fitted, synthetic: "guessed"',
  ],
  ['inputs', [], 'inputs', 'fewer than 1 entries'],
  ['inputs', {}, 'inputs', 'not a list: an object'],
  ['intercept', undefined, 'intercept', 'missing'],
  ['intercept.standarderror', 0.3, 'intercept.standarderror', 'no such member'],
  [
    'status',
    'approved',
    'status',
    'not one of research-only, locally-validated, recalibrated, retired, synthetic: "approved"',
  ],
  ['mortality.0.withOutcome', 90.9, 'mortality[0].withOutcome', 'not in [0, 1]: 90.9'],
  ['testVectors', [], 'testVectors', 'fewer than 1 entries'],
  ['testVectors.0.inputs.gwr', 'x', 'testVectors[0].inputs.gwr', 'not a number: "x"'],
  ['testVectors.0.inputs', 1, 'testVectors[0].inputs', 'not an object: 1'],
  ['changes', [], 'changes', 'fewer than 1 entries'],
  ['sha256', 'ABC', 'sha256', 'not 64 lower-case hexadecimal digits'],
  ['sha256', 5, 'sha256', 'not 64 lower-case hexadecimal digits'],
  ['sourceAttributes.30', null, 'sourceAttributes[30]', 'not an object: null'],
  ['sourceAttributes.1.value', '', 'sourceAttributes[1].value', 'empty'],
  // sense
  ['inputs.1.id', 'gwr', 'inputs[1].id', 'used twice: gwr'],
  ['inputs.0.reference', 1.5, 'inputs[0].reference', 'outside the valid range'],
  ['inputs.0.reference', 1.04, 'inputs[0].reference', 'outside the valid range'],
  ['inputs.0.missing.mean', 124, 'inputs[0].missing.mean', 'outside the valid range'],
  ['inputs.1.validRange', [0, 2], 'inputs[1].validRange', 'a yes-no input has 0 and 1'],
  ['inputs.1.validRange', [-1, 1], 'inputs[1].validRange', 'a yes-no input has 0 and 1'],
  [
    'inputs.1.missing',
    { policy: 'integrate', mean: 0.1, sd: 0.2, standing: 'inferred' },
    'inputs[1].missing.policy',
    'a yes-no input cannot be integrated over a normal distribution',
  ],
  [
    'inputs.1.rule.concepts',
    ['stroke', 'ich', 'stroke'],
    'inputs[1].rule.concepts',
    'a concept twice',
  ],
  [
    'inputs.3.rule.window',
    { anchor: 'moment', from: 0, to: -24 },
    'inputs[3].rule.window',
    'ends before it begins',
  ],
  [
    'inputs.3.rule.window',
    { anchor: 'moment', from: 0, to: 0 },
    'inputs[3].rule.window',
    'ends before it begins',
  ],
  ['inputs.3.rule.select', 'share-outside', 'inputs[3].rule.range', 'missing'],
  [
    'inputs.3.rule',
    {
      select: 'share-outside',
      concepts: ['aptt'],
      window: { anchor: 'moment' },
      range: { low: 60, high: 40 },
    },
    'inputs[3].rule.range',
    'not in ascending order: 60, 40',
  ],
  ['inputs.3.rule.range', { low: 40 }, 'inputs[3].rule.range', 'has no meaning for lowest'],
  [
    'inputs.3.coefficient',
    -0.02327,
    'inputs[3].coefficient',
    'not the logarithm of the odds ratio 0.977',
  ],
  [
    'inputs.3.standardError',
    0.02,
    'inputs[3].standardError',
    'not the one of the odds ratio’s interval',
  ],
  ['inputs.3.oddsRatio.low', 0.98, 'inputs[3].oddsRatio', 'not within its interval'],
  ['inputs.3.oddsRatio.high', 0.97, 'inputs[3].oddsRatio', 'not within its interval'],
  ['intercept.high', undefined, 'intercept', 'low and high go together'],
  ['intercept.value', 13.2, 'intercept.value', 'outside its own range'],
  ['intercept.value', 11, 'intercept.value', 'outside its own range'],
  [
    'intercept.standardError',
    0.3,
    'intercept.standardError',
    'beside a structural range: one or the other',
  ],
  [
    'intercept',
    { value: 11.96, standing: 'reconstructed', source: 'somewhere' },
    'intercept.low',
    'missing: a reconstructed intercept states its range',
  ],
  ['development.events', 228, 'development.events', 'more than n'],
  ['sourceAttributes.4.number', 6, 'sourceAttributes[4].number', 'not 5'],
  ['version', '2.0.0', 'changes', 'no entry for version 2.0.0'],
  ['covariance', ones(4, 5), 'covariance', 'not 5 rows'],
  ['covariance', ones(5, 4), 'covariance[0]', 'not 5 columns'],
  [
    'covariance',
    ones(5, 5).map((row, i) => (i === 1 ? [0.5, ...row.slice(1)] : row)),
    'covariance[0][1]',
    'not symmetric',
  ],
  [
    'covariance',
    ones(5, 5).map((row, i) => row.map((cell) => (i === 2 ? -cell : cell))),
    'covariance',
    'not positive semi-definite',
  ],
  [
    'covariance',
    ones(5, 5).map((row, i) => row.map((cell, j) => (i + j === 1 ? 2 : cell))),
    'covariance',
    'not positive semi-definite',
  ],
  [
    'covariance',
    ones(5, 5).map((row, i) => row.map((cell, j) => (i + j === 1 ? 2 : i === 0 ? 0 : cell))),
    'covariance',
    'not positive semi-definite',
  ],
  // test vectors
  ['testVectors.1.risk', 0.5, 'testVectors[1].risk', 'computed 0.0036'],
  [
    'testVectors.12.linearPredictor',
    -2.859,
    'testVectors[12].linearPredictor',
    'computed -2.85924938',
  ],
  [
    'testVectors.0.inputs',
    { gwr: 1.2 },
    'testVectors[0].inputs',
    'invalid values; missing and not integrated: stroke-history',
  ],
  ['intercept.value', 12.5, 'testVectors[0].risk', 'computed'],
];
