import { AS_KEPT, type DisplayUnit } from '../../clinical/display-units.ts';
import type { ModelDocument, ModelInput } from '../../model/document.ts';
import { plainText } from '../plain-text.ts';
import { formatNumber, formatQuantity } from '../words/numbers.ts';
import type { Words } from '../words/words.ts';

/** The name of a model's input in the page's language; a hospital's own model speaks for itself. */
export function inputName(words: Words, model: ModelDocument, id: string): string {
  const label = model.inputs.find((input) => input.id === id)?.label;
  return words.find(`input.${id}`) ?? plainText(label ?? id, 80);
}

/** Rules whose result is a value of the concept, in its unit; the others count, compare or add up. */
const LEVELS = new Set(['lowest', 'highest', 'first', 'latest', 'change']);

/** The unit an input is shown and typed in; the model itself always counts in its own. */
export function inputUnit(words: Words, { rule, unit }: ModelInput): DisplayUnit {
  const [concept, ...others] = rule.concepts;
  const isLevel = LEVELS.has(rule.select) && concept !== undefined && others.length === 0;
  return isLevel ? words.units.of(concept, unit) : AS_KEPT.of('', unit);
}

/** A value of an input, with its unit: `34 ×10⁹/L`, `1.24`, `yes`. */
export function inputValue(words: Words, input: ModelInput, value: number | boolean): string {
  if (typeof value === 'boolean' || input.kind === 'yes-no') {
    return words.say(value === true || value === 1 ? 'inputs.yes' : 'inputs.no');
  }
  const shown = inputUnit(words, input);
  return formatQuantity(words, shown.show(value), shown.unit, shown.digits(decimals(input)));
}

/** A number of an input without its unit, as it is shown; for the ends of what may be typed. */
export function inputNumber(words: Words, input: ModelInput, value: number): string {
  const shown = inputUnit(words, input);
  return formatNumber(words, shown.show(value), shown.digits(decimals(input)));
}

/** Decimals of the model's own unit worth showing: two for a ratio that counts in hundredths, else one. */
export function decimals(input: ModelInput): number {
  return input.scale < 0.1 ? 2 : 1;
}
