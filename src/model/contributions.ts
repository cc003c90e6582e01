import type { ModelDocument, ModelInput } from './document.ts';
import type { Contribution } from './evaluation.ts';

/** Values by input id: yes-no as 1 and 0, `null` for an input that is missing. */
export type InputValues = Readonly<Record<string, number | null>>;

/** An intercept fitted at a site, in place of the document's own. */
export interface Calibration {
  readonly intercept: number;
  readonly standardError: number;
}

/** Log odds of the reference patient: `intercept + Σ coefficient · reference / scale`. */
export function referenceLogOdds(model: ModelDocument, calibration?: Calibration): number {
  return model.inputs.reduce(
    (sum, input) => sum + (input.coefficient * input.reference) / input.scale,
    calibration?.intercept ?? model.intercept.value,
  );
}

/**
 * Each input's share of the log odds against the reference patient, in the
 * document's order. `referenceLogOdds` plus these, added in order, is the
 * linear predictor to the last bit. A missing input is taken at the mean it is
 * integrated over.
 * @throws RangeError when a value cannot be used, see {@link takenValue}.
 */
export function contributions(model: ModelDocument, values: InputValues): Contribution[] {
  for (const id of Object.keys(values)) {
    if (!model.inputs.some((input) => input.id === id)) {
      throw new RangeError(`invalid values; no such input: ${id}`);
    }
  }
  return model.inputs.map((input) => ({
    input: input.id,
    value: values[input.id] ?? null,
    reference: input.reference,
    logOdds: (input.coefficient * (takenValue(input, values) - input.reference)) / input.scale || 0,
  }));
}

/**
 * The value an input has in the linear predictor: its own, or the mean it is
 * integrated over.
 * @throws RangeError when it is missing and the document refuses that, when it
 * is not finite, or when a yes-no value is neither 0 nor 1.
 */
export function takenValue(input: ModelInput, values: InputValues): number {
  const value = values[input.id] ?? null;
  if (value === null) {
    if (input.missing.policy === 'integrate') return input.missing.mean;
    throw new RangeError(`invalid values; missing and not integrated: ${input.id}`);
  }
  if (!Number.isFinite(value) || (input.kind === 'yes-no' && value !== 0 && value !== 1)) {
    throw new RangeError(`invalid values; ${input.id} not a ${input.kind}: ${value}`);
  }
  return value;
}
