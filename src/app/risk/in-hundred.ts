import { wholePerCent } from '../../model/natural-frequency.ts';
import type { Words } from '../words/words.ts';

/** `About 5 in 100`, in the page's language. */
export function sayAbout(words: Words, probability: number): string {
  const { value, beyond } = wholePerCent(probability);
  if (beyond === 'below') return words.say('risk.under');
  if (beyond === 'above') return words.say('risk.over');
  return words.say('risk.about', { n: value });
}

/** One end of a band: `2`, `fewer than 1` or `more than 99`. */
export function sayEnd(words: Words, probability: number): string {
  const { value, beyond } = wholePerCent(probability);
  if (beyond === 'below') return words.say('risk.low.under');
  if (beyond === 'above') return words.say('risk.high.over');
  return String(value);
}

/** Whole patients of a hundred for an icon array; under one is none, over 99 is all. */
export function patientsInHundred(probability: number): number {
  const { value, beyond } = wholePerCent(probability);
  return beyond === 'below' ? 0 : beyond === 'above' ? 100 : value;
}
