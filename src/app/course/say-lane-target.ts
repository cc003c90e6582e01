import { formatNumber } from '../words/numbers.ts';
import type { Words } from '../words/words.ts';
import type { Lane } from './lanes.ts';

/** The site's target of a lane without its unit: `target 40–55`, `target ≥ 100`; empty where none is set. */
export function sayLaneTarget(words: Words, { target, digits }: Lane): string {
  if (target === null) return '';
  const { low, high } = target;
  const number = (value: number) => formatNumber(words, value, digits);
  const range =
    low === undefined
      ? `≤ ${number(high ?? 0)}`
      : high === undefined
        ? `≥ ${number(low)}`
        : `${number(low)}–${number(high)}`;
  return words.say('course.target', { range });
}
