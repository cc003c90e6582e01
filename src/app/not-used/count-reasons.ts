import type { Because } from '../../clinical/timeline.ts';

/** Why resources were not used and how often, the commonest reason first. */
export function countReasons(
  notUsed: readonly { readonly because: Because }[],
): readonly (readonly [Because, number])[] {
  const counts = new Map<Because, number>();
  for (const { because } of notUsed) counts.set(because, (counts.get(because) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}
