import type { AnyResource } from './answer.ts';

/** What tells two versions of one resource apart; the whole text when it carries neither version nor time. */
function versionOf(row: AnyResource): string {
  const { versionId, lastUpdated } = (row['meta'] ?? {}) as {
    versionId?: unknown;
    lastUpdated?: unknown;
  };
  if (versionId === undefined && lastUpdated === undefined) return JSON.stringify(row);
  return `${String(versionId)} ${String(lastUpdated)}`;
}

/** The same for the same version of the same resource, and for no other. */
export function rowKey(row: AnyResource): string {
  return `${row.resourceType}/${String(row['id'])} ${versionOf(row)}`;
}

/**
 * Every version of every row once, in order of first appearance: servers repeat
 * rows over pages. Which version counts is decided later, by what was known when.
 */
export function dropRepeats(rows: readonly AnyResource[]): readonly AnyResource[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = rowKey(row);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
