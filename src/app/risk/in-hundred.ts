import type { ModelDocument } from '../../model/document.ts';
import { wholePerCent } from '../../model/natural-frequency.ts';
import type { Words } from '../words/words.ts';
import { isFitted } from './is-fitted.ts';

/** `About 5 in 100`, in the page's language. */
export function sayAbout(words: Words, probability: number): string {
  const { value, beyond } = wholePerCent(probability);
  if (beyond === 'below') return words.say('risk.under');
  if (beyond === 'above') return words.say('risk.over');
  return words.say('risk.about', { n: value });
}

/** The central estimate and the band in one sentence, the one never without the other. */
export function sayRisk(
  words: Words,
  risk: { readonly central: number; readonly low: number; readonly high: number },
  model: ModelDocument,
): string {
  return words.say(isFitted(model) ? 'risk.headline.fitted' : 'risk.headline', {
    about: sayAbout(words, risk.central),
    low: sayEnd(words, risk.low),
    high: sayEnd(words, risk.high),
  });
}

/** One end of a band: `2`, `fewer than 1` or `more than 99`. */
export function sayEnd(words: Words, probability: number): string {
  const { value, beyond } = wholePerCent(probability);
  if (beyond === 'below') return words.say('risk.low.under');
  if (beyond === 'above') return words.say('risk.high.over');
  return String(value);
}

/** A band where room is short: `<1 to 42 in 100`. */
export function sayBand(
  words: Words,
  band: { readonly low: number; readonly high: number },
): string {
  const end = (probability: number) => {
    const { value, beyond } = wholePerCent(probability);
    if (beyond === null) return String(value);
    return words.say(beyond === 'below' ? 'risk.short.under' : 'risk.short.over');
  };
  return words.say('risk.doubt.row', { low: end(band.low), high: end(band.high) });
}

/** Whole patients of a hundred for an icon array; under one is none, over 99 is all. */
export function patientsInHundred(probability: number): number {
  const { value, beyond } = wholePerCent(probability);
  return beyond === 'below' ? 0 : beyond === 'above' ? 100 : value;
}
