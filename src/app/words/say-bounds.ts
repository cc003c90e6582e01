/** A range open at one end or closed: `≤ 2`, `≥ 70`, `40–60`; numbers as the caller writes them. */
export function sayBounds(
  { low, high }: { readonly low?: number | undefined; readonly high?: number | undefined },
  write: (value: number) => string,
): string {
  if (low !== undefined && high !== undefined) return `${write(low)}–${write(high)}`;
  if (low !== undefined) return `≥ ${write(low)}`;
  if (high !== undefined) return `≤ ${write(high)}`;
  throw new TypeError('invalid bounds; neither low nor high');
}
