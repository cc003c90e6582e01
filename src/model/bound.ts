import type { Calibration, InputValues } from './contributions.ts';
import type { ModelDocument } from './document.ts';
import type { Risk } from './evaluation.ts';
import { evaluateRisk } from './risk.ts';

/** What can still be said of a patient beyond the document's valid ranges. */
export interface Bound {
  readonly direction: 'at-least' | 'at-most';
  readonly risk: Risk;
}

/** Ids of the inputs whose value lies outside the document's valid range (its ends are inside). */
export function inputsOutOfRange(model: ModelDocument, values: InputValues): string[] {
  return model.inputs
    .filter(({ id, validRange }) => {
      const value = values[id] ?? null;
      return value !== null && !isWithin(value, validRange);
    })
    .map(({ id }) => id);
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}

/**
 * The risk with every value beyond its range moved to the limit, and on which
 * side of it the patient lies (design ruling 12). `null` when all values are
 * within range, and when two lie beyond in opposite directions, for then the
 * limit bounds nothing.
 * @throws RangeError when a value cannot be used (see `takenValue`).
 */
export function boundRisk(
  model: ModelDocument,
  values: InputValues,
  calibration?: Calibration,
): Bound | null {
  const atLimit: Record<string, number | null> = { ...values };
  const directions = new Set<Bound['direction']>();
  for (const { id, coefficient, validRange } of model.inputs) {
    const value = values[id] ?? null;
    if (value === null || isWithin(value, validRange)) continue;
    const [least, most] = validRange;
    const limit = value < least ? least : most;
    directions.add(coefficient * (value - limit) > 0 ? 'at-least' : 'at-most');
    atLimit[id] = limit;
  }
  const [direction, other] = directions;
  if (direction === undefined || other !== undefined) return null;
  return { direction, risk: evaluateRisk(model, atLimit, calibration) };
}
