/** Patients who miss the same columns. */
export interface MissingPattern {
  /** Names of the missing columns; empty for complete patients. */
  readonly missing: readonly string[];
  readonly n: number;
}

/** A column of numbers; `NaN` where the value is missing. */
export interface ImputedColumn {
  readonly name: string;
  /** `quantity` is imputed by predictive mean matching, `yes-no` (0 or 1) by logistic regression. */
  readonly kind: 'quantity' | 'yes-no';
  readonly values: ArrayLike<number>;
}

/** Which columns are missing together, the most frequent first. */
export function missingPatterns(columns: readonly ImputedColumn[]): MissingPattern[] {
  const n = columns[0]?.values.length ?? 0;
  const counts = new Map<string, { missing: string[]; n: number }>();
  for (let i = 0; i < n; i += 1) {
    const missing = columns
      .filter((column) => Number.isNaN(column.values[i]))
      .map((column) => column.name);
    const key = missing.join('\n');
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { missing, n: 1 });
    else known.n += 1;
  }
  return [...counts.values()].sort((a, b) => b.n - a.n || a.missing.length - b.missing.length);
}

/** Rows without a missing value, for the complete-case analysis. */
export function completeRows(columns: readonly ImputedColumn[]): number[] {
  const n = columns[0]?.values.length ?? 0;
  return Array.from({ length: n }, (_, i) => i).filter((i) =>
    columns.every((column) => !Number.isNaN(column.values[i])),
  );
}
