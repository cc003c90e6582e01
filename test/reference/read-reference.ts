import { readFileSync } from 'node:fs';

/** Numbers R made, as parsed JSON of `test/reference/<name>.json`. */
export function readReference<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
}

/** The columns of a synthetic cohort made by `cohort-227.R`. */
export type CohortColumns = Record<
  'gwr' | 'stroke' | 'ffp' | 'plt' | 'ich' | 'year' | 'site' | 'risk',
  number[]
>;

/** A synthetic cohort by its file name. */
export function readCohort(name: 'cohort-227' | 'cohort-600'): CohortColumns {
  return readReference<{ columns: CohortColumns }>(name).columns;
}

function flatten(value: unknown): number[] {
  if (value === 'Inf' || value === '-Inf') return [value === 'Inf' ? Infinity : -Infinity];
  if (typeof value === 'number') return [value];
  if (value === null || value === undefined) return [Number.NaN];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.flatMap(flatten);
  return Object.values(value as object).flatMap(flatten);
}

/**
 * Largest difference of two nested structures of numbers, relative where the
 * numbers exceed 1. Infinite when their shapes differ.
 */
export function disagreement(ours: unknown, theirs: unknown): number {
  const a = flatten(ours);
  const b = flatten(theirs);
  if (a.length !== b.length || a.length === 0) return Infinity;
  return a.reduce((worst, value, i) => {
    const other = b[i] as number;
    if (Object.is(value, other)) return worst;
    const difference = Math.abs(value - other) / Math.max(1, Math.abs(other));
    return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }, 0);
}
