/** Longest text from a record that the screen shows; longer ones end in an ellipsis. */
const LONGEST = 120;

/**
 * Text from a record, fit to stand on the screen: control characters, bidirectional
 * marks and zero-width characters taken out, white space collapsed, combining marks
 * limited to four in a row, and the length capped. What is left is inert text; React
 * escapes it.
 *
 * @param value anything a FHIR string field may hold; not a string gives ''
 * @source Unicode Standard Annex 9 (bidirectional controls); threat matrix rows 78 and 79
 * @example plainText('A\u202Eb\u0000c') // => 'Abc'
 */
export function plainText(value: unknown, longest = LONGEST): string {
  if (typeof value !== 'string') return '';
  const text = value
    .slice(0, longest * 20)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\uFFF0-\uFFFF]/gu, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .trim();
  const letters = Array.from(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
}
