import type { ModelDocument, ModelInput } from '../../model/document.ts';
import { plainText } from '../plain-text.ts';
import { formatNumber, formatQuantity, unitSign } from '../words/numbers.ts';
import type { Words } from '../words/words.ts';

/** The name of a model's input in the page's language; a hospital's own model speaks for itself. */
export function inputName(words: Words, model: ModelDocument, id: string): string {
  const label = model.inputs.find((input) => input.id === id)?.label;
  return words.find(`input.${id}`) ?? plainText(label ?? id, 80);
}

/** A value of an input, with its unit: `34 ×10⁹/L`, `1.24`, `yes`. */
export function inputValue(words: Words, input: ModelInput, value: number | boolean): string {
  if (typeof value === 'boolean' || input.kind === 'yes-no') {
    return words.say(value === true || value === 1 ? 'inputs.yes' : 'inputs.no');
  }
  return unitSign(words, input.unit) === ''
    ? formatNumber(words, value, decimals(input))
    : formatQuantity(words, value, input.unit, decimals(input));
}

/** Decimals worth showing: two for a ratio that counts in hundredths, else one. */
export function decimals(input: ModelInput): number {
  return input.scale < 0.1 ? 2 : 1;
}
