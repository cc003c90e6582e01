import type { ModelDocument } from './document.ts';

/**
 * The document with its slopes multiplied by one of its shrinkage factors and
 * the intercept that keeps the incidence: how the answer would look if the
 * published slopes were optimistic. For a sensitivity view; it is no document to
 * assess with, and has no hash of its own.
 * @throws RangeError when the document does not list the factor.
 */
export function shrinkSlopes(model: ModelDocument, factor: number): ModelDocument {
  const shrinkage = model.shrinkage?.find((each) => each.factor === factor);
  if (shrinkage === undefined) {
    throw new RangeError(`invalid factor; not listed in ${model.id}: ${factor}`);
  }
  const { intercept } = model;
  const shift = shrinkage.intercept - intercept.value;
  return {
    ...model,
    inputs: model.inputs.map((input) => {
      const { oddsRatio: _, ...rest } = input;
      const { coefficient, standardError } = input;
      return {
        ...rest,
        coefficient: coefficient * factor,
        standardError: standardError * factor,
      };
    }),
    intercept: {
      ...intercept,
      value: shrinkage.intercept,
      ...(intercept.low !== undefined && { low: intercept.low + shift }),
      ...(intercept.high !== undefined && { high: intercept.high + shift }),
    },
  };
}
