import { readMoment } from '../moment.ts';
import type { Version } from '../timeline.ts';
import { asObject, asText, type Json } from './json.ts';
import { readAvailability } from './times.ts';

/** A resource with its place among those read. */
export interface Row {
  readonly resource: Json;
  readonly reference: string;
  readonly row: number;
}

/**
 * Rows that carry the same id, in order of their versions: by
 * `meta.lastUpdated`, then `meta.versionId`, then when they became known
 * (design ruling 4). Rows equal in all three are copies of one version when
 * they say the same, and otherwise ordered by their text, so that the order in
 * which a server sends them never matters.
 */
export function readVersions(rows: readonly Row[], zone: string): (readonly Version[])[] {
  const first = new Map<string, Row>();
  const several = new Map<string, Row[]>();
  for (const row of rows) {
    const known = first.get(row.reference);
    const copies = several.get(row.reference);
    if (known === undefined) first.set(row.reference, row);
    else if (copies === undefined) several.set(row.reference, [known, row]);
    else copies.push(row);
  }
  return [...several.values()].map((copies) => rank(copies, zone));
}

interface Ranked {
  readonly row: number;
  readonly key: readonly [updated: number, version: number, known: number, text: string];
  readonly availableAt: Version['availableAt'];
}

function rank(copies: readonly Row[], zone: string): readonly Version[] {
  const ranked: Ranked[] = copies.map(({ resource, row }) => {
    const meta = asObject(resource['meta']);
    const updated = readMoment(meta?.['lastUpdated'], zone)?.earliest ?? -Infinity;
    const version = Number(asText(meta?.['versionId']) ?? Number.NaN);
    const availableAt = readAvailability(resource, zone);
    const known = availableAt.latest;
    const number = Number.isNaN(version) ? -Infinity : version;
    return { row, key: [updated, number, known, JSON.stringify(resource)], availableAt };
  });
  ranked.sort(compare);
  const versions: Version[] = [];
  let place = 0;
  ranked.forEach((each, index) => {
    const before = ranked[index - 1];
    if (before !== undefined && compare(before, each) !== 0) place += 1;
    versions.push({ row: each.row, rank: place, availableAt: each.availableAt });
  });
  return versions;
}

function compare({ key: one }: Ranked, { key: other }: Ranked): number {
  return (
    difference(one[0], other[0]) ||
    difference(one[1], other[1]) ||
    difference(one[2], other[2]) ||
    (one[3] < other[3] ? -1 : one[3] > other[3] ? 1 : 0)
  );
}

function difference(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
