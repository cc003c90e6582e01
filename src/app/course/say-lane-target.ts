import { formatNumber } from '../words/numbers.ts';
import { sayBounds } from '../words/say-bounds.ts';
import type { Words } from '../words/words.ts';
import type { Lane } from './lanes.ts';

/** The site's target of a lane without its unit: `target 40–55`, `target ≥ 100`; empty where none is set. */
export function sayLaneTarget(words: Words, { target, digits }: Lane): string {
  if (target === null) return '';
  const range = sayBounds(target, (value) => formatNumber(words, value, digits));
  return words.say('course.target', { range });
}
