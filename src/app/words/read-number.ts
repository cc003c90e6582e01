import type { Words } from './words.ts';

/**
 * A number as somebody typed it, with a point or a comma before its decimals;
 * NaN for anything else. `34,000` is thirty-four or thirty-four thousand, and
 * nobody can say which where the page itself writes thousands so: it is none.
 *
 * @example readNumber(english, '1,24') // => 1.24
 */
export function readNumber({ language }: Pick<Words, 'language'>, typed: string): number {
  const text = typed.trim().replace('\u2212', '-');
  if (!/^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/.test(text)) return Number.NaN;
  const between = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/.exec(text)?.[1];
  const parts = new Intl.NumberFormat(language).formatToParts(1000);
  const thousands = parts.find(({ type }) => type === 'group')?.value;
  if (between !== undefined && between === thousands) return Number.NaN;
  return Number(text.replace(',', '.'));
}
