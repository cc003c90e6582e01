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

/**
 * Every version of every row once, in order of first appearance: servers repeat
 * rows over pages. Which version counts is decided later, by what was known when.
 */
export function dropRepeats(rows: readonly AnyResource[]): readonly AnyResource[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = `${row.resourceType}/${String(row['id'])} ${versionOf(row)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
