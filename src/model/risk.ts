import { contributions, referenceLogOdds, takenValue } from './contributions.ts';
import type { Calibration, InputValues } from './contributions.ts';
import type { ModelDocument, ModelInput } from './document.ts';
import type { Band, Risk } from './evaluation.ts';
import { logOddsOfMean } from './logistic-normal.ts';
import { expit } from './logistic.ts';

/** The 97.5th centile of the standard normal: the "1.96" of a 95 % band. */
export const Z95 = 1.959963984540054;

/**
 * The probability and its band for one set of inputs.
 *
 * With `η` the linear predictor, missing inputs at their mean, and `s² = Σ
 * (coefficient · sd / scale)²` over the missing ones, write `L(d)` for the log
 * odds of the mean of `expit(η + d + s·Z)`, `Z` standard normal; with nothing
 * missing `L(d) = η + d`.
 *
 * - central: `L(0)`.
 * - structural: `L(low - intercept)` to `L(high - intercept)` of a reconstructed
 *   intercept; `L(∓1.96·SE)` of one fitted at a site, which takes its place.
 * - statistical: `L(∓1.96·√v)`, `v` from {@link statisticalVariance}.
 * - unseen: `η ∓ 1.96·s`, the risks the missing inputs could reveal.
 * - low, high: on the log odds scale, the distances of these from the centre
 *   added in quadrature, each side its own (design ruling 13).
 *
 * Ranges are not checked here (see `inputsOutOfRange`).
 * @param calibration A site's own intercept with its standard error.
 * @throws RangeError when a value cannot be used (see `takenValue`).
 */
export function evaluateRisk(
  model: ModelDocument,
  values: InputValues,
  calibration?: Calibration,
): Risk {
  const linearPredictor = contributions(model, values).reduce(
    (sum, { logOdds }) => sum + logOdds,
    referenceLogOdds(model, calibration),
  );
  const missing = model.inputs.filter((input) => (values[input.id] ?? null) === null);
  const spread = Math.hypot(
    ...missing.map((input) => (input.coefficient * missingSd(input)) / input.scale),
  );
  const shifted = (shift: number): number => logOddsOfMean(linearPredictor + shift, spread);

  const centre = shifted(0);
  const [down, up] = structuralShift(model, calibration);
  const statisticalShift =
    Z95 * Math.sqrt(statisticalVariance(model, values, calibration !== undefined));
  const structural = { low: shifted(-down), high: shifted(up) };
  const statistical = { low: shifted(-statisticalShift), high: shifted(statisticalShift) };
  const unseen = {
    low: Math.min(centre, linearPredictor - Z95 * spread),
    high: Math.max(centre, linearPredictor + Z95 * spread),
  };
  const parts = missing.length > 0 ? [structural, statistical, unseen] : [structural, statistical];

  return {
    central: expit(centre),
    low: expit(centre - Math.hypot(...parts.map(({ low }) => centre - low))),
    high: expit(centre + Math.hypot(...parts.map(({ high }) => high - centre))),
    structural: toProbabilities(structural),
    statistical: toProbabilities(statistical),
    ...(missing.length > 0 ? { unseen: toProbabilities(unseen) } : {}),
    linearPredictor,
    integrated: missing.map(({ id }) => id),
  };
}

/**
 * Variance of the linear predictor from the printed standard errors.
 *
 * Without covariances: `centreVariance + Σ E[((x - reference) / scale)²] · SE²`,
 * they being taken as zero at the reference patient. With the full matrix `V` of
 * intercept and coefficients: `u'Vu + Σ V_jj (sd_j / scale_j)²` with `u = (1, x /
 * scale)`. An intercept fitted at a site voids the matrix's intercept row: the
 * rest of `V` is then used with `u = (x - reference) / scale`, and
 * `centreVariance` added. A missing input counts at its mean, plus its variance.
 * @param slopesOnly True when the intercept is not the document's own.
 */
export function statisticalVariance(
  model: ModelDocument,
  values: InputValues,
  slopesOnly = false,
): number {
  const whole = model.covariance !== undefined && !slopesOnly;
  const distance = model.inputs.map(
    (input) => (takenValue(input, values) - (whole ? 0 : input.reference)) / input.scale,
  );
  const slopes = model.inputs.map((input, row) =>
    model.inputs.map(
      (_, column) =>
        model.covariance?.[row + 1]?.[column + 1] ??
        (row === column ? input.standardError ** 2 : 0),
    ),
  );
  const spread = model.inputs.reduce(
    (sum, input, i) =>
      (values[input.id] ?? null) === null
        ? sum + (slopes[i]?.[i] ?? 0) * (missingSd(input) / input.scale) ** 2
        : sum,
    0,
  );
  if (whole) return quadraticForm(model.covariance, [1, ...distance]) + spread;
  return model.centreVariance + quadraticForm(slopes, distance) + spread;
}

function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  return matrix.reduce(
    (sum, row, i) =>
      sum + row.reduce((inner, cell, j) => inner + cell * (vector[i] ?? 0) * (vector[j] ?? 0), 0),
    0,
  );
}

/** How far the intercept may lie below and above, in log odds. */
function structuralShift(
  { intercept, covariance }: ModelDocument,
  calibration?: Calibration,
): readonly [number, number] {
  const fitted =
    calibration?.standardError ?? (covariance === undefined ? intercept.standardError : undefined);
  if (fitted !== undefined) return [Z95 * fitted, Z95 * fitted];
  return [
    intercept.value - (intercept.low ?? intercept.value),
    (intercept.high ?? intercept.value) - intercept.value,
  ];
}

function missingSd({ missing }: ModelInput): number {
  return missing.policy === 'integrate' ? missing.sd : 0;
}

function toProbabilities({ low, high }: Band): Band {
  return { low: expit(low), high: expit(high) };
}
