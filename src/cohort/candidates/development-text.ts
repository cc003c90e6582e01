import type { DevelopedModel } from '../developing/develop-model.ts';

/** A developed model as `develop --json` prints it: `coefficients`, `se` and `vcov` begin with the intercept. */
export function developmentJson(developed: DevelopedModel): object {
  const { model, ...rest } = developed;
  const { standardErrors, covariance, names, ...fit } = model;
  return {
    ...fit,
    names: ['(intercept)', ...names],
    se: standardErrors,
    vcov: covariance,
    auc: fit.discrimination?.c ?? null,
    aucCi: fit.discrimination?.deLong ?? null,
    ...rest,
  };
}

const cell = (value: number | null, digits: number): string =>
  (value === null || Number.isNaN(value) ? '–' : value.toFixed(digits)).padStart(9);

/** An odds ratio, one far from 1 by its order of magnitude: per 1 of a ratio it may be tiny or huge. */
const ratioCell = (value: number | null): string =>
  value !== null && value > 0 && (value < 0.001 || value >= 1e5)
    ? value.toExponential(1).padStart(9)
    : cell(value, 3);

/** The table a paper prints: odds ratio, interval, p; then how much of it is optimism. */
export function developmentText({
  model,
  optimism,
  shrinkage,
  bootstrapShrinkage,
  correctedC,
  deployable,
}: DevelopedModel): string {
  const width = Math.max(10, ...model.names.map((name) => name.length));
  const rows = model.names.map((name, k) => {
    const ratio = model.oddsRatios[k];
    const value = Math.exp(model.coefficients[k + 1]!);
    return [
      name.padEnd(width),
      ratioCell(value),
      ratioCell(ratio?.low ?? null),
      ratioCell(ratio?.high ?? null),
      cell(ratio?.p ?? null, 4),
    ].join(' ');
  });
  const auc = model.discrimination;
  return [
    `${model.method}: ${model.n} patients, ${model.events} events${model.lambda === null ? '' : `, lambda ${model.lambda.toPrecision(3)}`}`,
    '',
    `${'predictor'.padEnd(width)} ${'OR'.padStart(9)} ${'low'.padStart(9)} ${'high'.padStart(9)} ${'p'.padStart(9)}`,
    ...rows,
    '',
    `AUC ${cell(auc?.c ?? null, 3).trim()} (${cell(auc?.deLong.low ?? null, 3).trim()} to ${cell(auc?.deLong.high ?? null, 3).trim()}) apparent, ${cell(correctedC?.value ?? null, 3).trim()} corrected for optimism in ${optimism.resamples} resamples (${optimism.separated} separated, kept)`,
    `Heuristic shrinkage ${cell(shrinkage, 2).trim()}, bootstrap calibration slope ${cell(bootstrapShrinkage, 2).trim()}`,
    `Intercept and slopes to deploy: ${deployable.map((b) => b.toPrecision(4)).join(', ')}`,
    ...(model.separation ? [model.separation.words] : []),
  ].join('\n');
}
