import type { Words } from './words.ts';

/** A number in the language's way of writing, with at most `digits` decimals. */
export function formatNumber(words: Words, value: number, digits = 2): string {
  return new Intl.NumberFormat(words.language, { maximumFractionDigits: digits }).format(value);
}

/** A number with its sign, zero without one, with exactly `digits` decimals. */
export function formatSigned(words: Words, value: number, digits = 2): string {
  return new Intl.NumberFormat(words.language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  }).format(value);
}

/** Odds against the reference, in two significant figures: 0.36, 2.4, 15. */
export function formatOdds(words: Words, value: number): string {
  return new Intl.NumberFormat(words.language, { maximumSignificantDigits: 2 }).format(value);
}

/** Units as clinicians write them, from the UCUM code. */
const UNIT_SIGNS: Readonly<Record<string, string>> = {
  '10*9/L': '×10⁹/L',
  '10*3/uL': '×10³/µL',
  '10*4/uL': '×10⁴/µL',
  '10*5/uL': '×10⁵/µL',
  '{INR}': '',
  '{bag}': '',
  '1': '',
  '[pH]': '',
};

/** The unit's sign for the screen, with the thin space before it left to the caller. */
export function unitSign(words: Words, unit: string, value = 0): string {
  if (unit === '{bag}') return words.count('unit.bag', value).trim();
  if (Object.hasOwn(UNIT_SIGNS, unit)) return UNIT_SIGNS[unit] ?? '';
  return unit
    .replace('mm[Hg]', 'mmHg')
    .replace(/(^|\/)u(?=[a-zA-Z])/g, '$1µ')
    .replace(/\{([^}]*)\}/g, ' $1')
    .replace(/[[\]]/g, '');
}

/** A value with its unit's sign. */
export function formatQuantity(words: Words, value: number, unit: string, digits = 2): string {
  const sign = unitSign(words, unit, value);
  return sign === ''
    ? formatNumber(words, value, digits)
    : `${formatNumber(words, value, digits)}\u202F${sign}`;
}

/** A value of a concept in the unit the site reads it in, from the unit it is kept in. */
export function formatMeasured(
  words: Words,
  concept: string,
  { value, unit }: { readonly value: number; readonly unit: string },
  digits = 2,
): string {
  const shown = words.units.of(concept, unit);
  return formatQuantity(words, shown.show(value), shown.unit, shown.digits(digits));
}
