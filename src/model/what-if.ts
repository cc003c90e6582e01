import { contributions } from './contributions.ts';
import type { Calibration, InputValues } from './contributions.ts';
import type { ModelDocument, ModelInput } from './document.ts';
import type { Risk } from './evaluation.ts';
import { evaluateRisk } from './risk.ts';

/** The same patient as the model would describe them with other values. Association, never effect. */
export interface WhatIf {
  readonly asIs: Risk;
  readonly asIf: Risk;
  /** Odds of `asIf` against `asIs`; missing inputs stand at their mean. */
  readonly oddsRatio: number;
  /** Ids whose value differs, in the document's order. */
  readonly changed: readonly string[];
}

/**
 * The risk with some values replaced; everything else stays as it is. Pure: it
 * changes nothing, and says nothing about what a treatment would do.
 * @throws RangeError when a value cannot be used (see `takenValue`).
 */
export function whatIf(
  model: ModelDocument,
  values: InputValues,
  replaced: InputValues,
  calibration?: Calibration,
): WhatIf {
  const other: InputValues = { ...values, ...replaced };
  const sum = (of: InputValues): number =>
    contributions(model, of).reduce((total, { logOdds }) => total + logOdds, 0);
  return {
    asIs: evaluateRisk(model, values, calibration),
    asIf: evaluateRisk(model, other, calibration),
    oddsRatio: Math.exp(sum(other) - sum(values)),
    changed: model.inputs
      .map(({ id }) => id)
      .filter((id) => (values[id] ?? null) !== (other[id] ?? null)),
  };
}

/**
 * Where a value can still go: a lowest only falls, a highest and a total only
 * rise, an exposure once present stays; anything else may take any valid value.
 * @param value The value now, within the valid range or not; `null` when missing.
 */
export function reachableRange(
  { rule, validRange: [least, most] }: ModelInput,
  value: number | null,
): readonly [number, number] {
  if (value === null) return [least, most];
  const within = Math.min(Math.max(value, least), most);
  if (rule.select === 'lowest') return [least, within];
  if (rule.select === 'highest' || rule.select === 'total' || rule.select === 'exposed') {
    return [within, most];
  }
  return [least, most];
}
