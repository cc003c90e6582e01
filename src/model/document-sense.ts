import type { ModelDocument, ModelInput } from './document.ts';
import type { Tell } from './json-shape.ts';
import { evaluateRisk, Z95 } from './risk.ts';

/** Printed odds ratios carry three decimals, so a coefficient computed from one agrees far closer than this. */
const COEFFICIENT_AGREES = 1e-9;

/** Standard errors taken from a printed interval; rounded ones of a document in the wild still pass. */
const ERROR_AGREES = 1e-3;

const LINEAR_PREDICTOR_AGREES = 1e-9;

/** Tells what contradicts itself in a document whose shape is right. */
export function checkSense(model: ModelDocument, tell: Tell): void {
  const ids = model.inputs.map(({ id }) => id);
  model.inputs.forEach((input, i) => {
    if (ids.indexOf(input.id) !== i) tell(`inputs[${i}].id`, `used twice: ${input.id}`);
    checkInput(input, `inputs[${i}]`, tell);
  });
  checkIntercept(model, tell);
  if (model.covariance !== undefined) checkCovariance(model.covariance, ids.length + 1, tell);
  if (model.development.events > model.development.n) {
    tell('development.events', 'more than n');
  }
  model.sourceAttributes.forEach((attribute, i) => {
    if (attribute.number !== i + 1) tell(`sourceAttributes[${i}].number`, `not ${i + 1}`);
  });
  if (model.sourceAttributes.length !== 31) tell('sourceAttributes', 'not 31 entries');
  if (model.changes.every(({ version }) => version !== model.version)) {
    tell('changes', `no entry for version ${model.version}`);
  }
}

/** Tells every test vector the document does not compute. */
export function checkTestVectors(model: ModelDocument, tell: Tell): void {
  model.testVectors.forEach((vector, i) => {
    const place = `testVectors[${i}]`;
    try {
      const { central, linearPredictor } = evaluateRisk(model, vector.inputs);
      if (!(Math.abs(central - vector.risk) <= vector.tolerance)) {
        tell(`${place}.risk`, `computed ${central}, not ${vector.risk}`);
      }
      const expected = vector.linearPredictor ?? linearPredictor;
      if (!(Math.abs(linearPredictor - expected) <= LINEAR_PREDICTOR_AGREES)) {
        tell(`${place}.linearPredictor`, `computed ${linearPredictor}, not ${expected}`);
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tell(`${place}.inputs`, error.message);
    }
  });
}

function checkInput(input: ModelInput, place: string, tell: Tell): void {
  const { rule, oddsRatio, validRange } = input;
  const [least, most] = validRange;
  const inRange = (value: number): boolean => value >= least && value <= most;
  if (!inRange(input.reference)) tell(`${place}.reference`, 'outside the valid range');
  if (input.missing.policy === 'integrate' && !inRange(input.missing.mean)) {
    tell(`${place}.missing.mean`, 'outside the valid range');
  }
  if (input.missing.policy === 'integrate' && input.kind === 'yes-no') {
    tell(
      `${place}.missing.policy`,
      'a yes-no input cannot be integrated over a normal distribution',
    );
  }
  if (input.kind === 'yes-no' && (least !== 0 || most !== 1)) {
    tell(`${place}.validRange`, 'a yes-no input has 0 and 1');
  }
  if (new Set(rule.concepts).size !== rule.concepts.length) {
    tell(`${place}.rule.concepts`, 'a concept twice');
  }
  if (rule.window.from !== undefined && rule.window.from >= (rule.window.to ?? Infinity)) {
    tell(`${place}.rule.window`, 'ends before it begins');
  }
  checkOutsideRange(input, place, tell);
  if (oddsRatio === undefined) return;
  if (!(oddsRatio.low <= oddsRatio.value && oddsRatio.value <= oddsRatio.high)) {
    tell(`${place}.oddsRatio`, 'not within its interval');
  }
  if (Math.abs(Math.log(oddsRatio.value) - input.coefficient) > COEFFICIENT_AGREES) {
    tell(`${place}.coefficient`, `not the logarithm of the odds ratio ${oddsRatio.value}`);
  }
  const printed = Math.log(oddsRatio.high / oddsRatio.low) / (2 * Z95);
  if (Math.abs(printed - input.standardError) > ERROR_AGREES) {
    tell(`${place}.standardError`, 'not the one of the odds ratio’s interval');
  }
}

function checkOutsideRange({ rule }: ModelInput, place: string, tell: Tell): void {
  const { low, high } = rule.range ?? {};
  if (rule.select === 'share-outside' && low === undefined && high === undefined) {
    tell(`${place}.rule.range`, 'missing');
  }
  if (rule.select !== 'share-outside' && rule.range !== undefined) {
    tell(`${place}.rule.range`, `has no meaning for ${rule.select}`);
  }
  if (low !== undefined && high !== undefined && low >= high) {
    tell(`${place}.rule.range`, `not in ascending order: ${low}, ${high}`);
  }
}

function checkIntercept({ intercept }: ModelDocument, tell: Tell): void {
  const { value, low, high, standardError, standing } = intercept;
  if ((low === undefined) !== (high === undefined)) {
    tell('intercept', 'low and high go together');
  }
  if ((low ?? value) > value || (high ?? value) < value) {
    tell('intercept.value', 'outside its own range');
  }
  if (standing === 'reconstructed' && low === undefined) {
    tell('intercept.low', 'missing: a reconstructed intercept states its range');
  }
  if (standardError !== undefined && low !== undefined) {
    tell('intercept.standardError', 'beside a structural range: one or the other');
  }
}

function checkCovariance(rows: readonly (readonly number[])[], size: number, tell: Tell): void {
  if (rows.length !== size) return tell('covariance', `not ${size} rows`);
  rows.forEach((row, i) => {
    if (row.length !== size) tell(`covariance[${i}]`, `not ${size} columns`);
    row.forEach((cell, j) => {
      const mirror = rows[j]?.[i];
      if (mirror !== undefined && Math.abs(cell - mirror) > 1e-12 * Math.abs(cell)) {
        tell(`covariance[${i}][${j}]`, 'not symmetric');
      }
    });
  });
  if (!isPositive(rows)) tell('covariance', 'not positive semi-definite');
}

/** Cholesky's decomposition succeeds, allowing for rounding in the pivots. */
function isPositive(rows: readonly (readonly number[])[]): boolean {
  const root = rows.map((row) => row.map(() => 0));
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j <= i; j += 1) {
      let rest = row[j] ?? 0;
      for (let k = 0; k < j; k += 1) rest -= (root[i]?.[k] ?? 0) * (root[j]?.[k] ?? 0);
      const pivot = root[j]?.[j] ?? 0;
      const slack = 1e-12 * Math.abs(row[i] ?? 0);
      if (i === j && rest < -slack) return false;
      if (i !== j && pivot === 0 && Math.abs(rest) > slack) return false;
      const cell = i === j ? Math.sqrt(Math.max(0, rest)) : pivot === 0 ? 0 : rest / pivot;
      root[i]?.splice(j, 1, cell);
    }
  }
  return true;
}
