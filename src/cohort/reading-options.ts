import type { ReadingOptions } from './reading/read-export.ts';
import { numberOption, textOption, type Values } from './verb.ts';

/** The options of every verb that reads an export. */
export const readingOptions = {
  workers: { type: 'string' },
  'max-bad': { type: 'string' },
  temp: { type: 'string' },
} as const;

/** Their part of `--help`. */
export const readingHelp = `
  --workers N       threads to read with; the result does not depend on it
  --max-bad SHARE   stop when more than this share of the lines is not FHIR (default 0.05)
  --temp DIR        where rows are grouped by patient while reading; removed afterwards
`.trimEnd();

/** Their values. */
export function readingOptionsOf(values: Values): ReadingOptions {
  const workers = numberOption(values, 'workers', [1, 16]);
  return {
    workers: workers === undefined ? undefined : Math.floor(workers),
    maxBad: numberOption(values, 'max-bad', [0, 1]) ?? 0.05,
    temporary: textOption(values, 'temp'),
  };
}
