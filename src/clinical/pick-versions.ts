import type { Because, Timeline, Version } from './timeline.ts';

/**
 * Rows that give way to another row of the same id at a moment: older versions
 * to the newest that was available, copies to one of them (design ruling 4).
 * Versions not yet available give way to nothing and replace nothing.
 */
export function pickVersions(timeline: Timeline, moment: number): ReadonlyMap<number, Because> {
  const gaveWay = new Map<number, Because>();
  for (const versions of timeline.versions) {
    const known = versions.filter((version) => version.availableAt.latest <= moment);
    const perhaps = versions.filter((version) => version.availableAt.earliest <= moment);
    keepNewest(known.length > 0 ? known : perhaps, gaveWay);
  }
  return gaveWay;
}

function keepNewest(versions: readonly Version[], gaveWay: Map<number, Because>): void {
  const newest = versions.at(-1);
  if (newest === undefined) return;
  for (const version of versions) {
    if (version.rank < newest.rank) gaveWay.set(version.row, 'superseded');
    else if (version !== newest) gaveWay.set(version.row, 'duplicate');
  }
}
