import type { StoredRow } from './row-store.ts';
import { referencesIn, sharedTypes, type Row } from './reference.ts';

/** One patient's rows, in an order that does not depend on files or workers. */
export interface Patient {
  /** `Patient/<id>`. */
  readonly reference: string;
  readonly rows: readonly Row[];
}

const keyOf = (row: Row): string => `${row.resourceType}/${row.id ?? ''}`;

/** Rows that other rows point to, by `Type/id`; of several versions the last in text order. */
export function sharedRows(rows: readonly StoredRow[]): ReadonlyMap<string, string> {
  const texts = rows.map(({ bytes }) => bytes.toString());
  return new Map(texts.sort().map((text) => [keyOf(JSON.parse(text) as Row), text] as const));
}

/** What a reference points to among the shared rows: relative, absolute, versioned or `urn:uuid`. */
function targetOf(reference: string, shared: ReadonlyMap<string, string>): string | undefined {
  const urn = /^urn:uuid:(.+)$/i.exec(reference)?.[1];
  if (urn !== undefined)
    return sharedTypes.map((type) => `${type}/${urn}`).find((key) => shared.has(key));
  const path = /([A-Z][A-Za-z]+\/[^/?#]+)(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
  return path !== undefined && shared.has(path) ? path : undefined;
}

/** Adds the shared rows that `rows` point to, and those these point to. */
function withPointedTo(rows: readonly Row[], shared: ReadonlyMap<string, string>): readonly Row[] {
  if (shared.size === 0) return rows;
  const added = new Map<string, Row>();
  const visit = (all: readonly Row[]): void => {
    for (const row of all)
      for (const reference of referencesIn(row)) {
        const target = targetOf(reference, shared);
        if (target === undefined || added.has(target)) continue;
        const pointedTo = JSON.parse(shared.get(target)!) as Row;
        added.set(target, pointedTo);
        visit([pointedTo]);
      }
  };
  visit(rows);
  return [...rows, ...added.values()];
}

/** A row, its text, and what it is a version of. */
interface ReadRow {
  readonly row: Row;
  readonly text: string;
  readonly key: string;
}

/** Reads a row; null, and its origin noted, when it is not JSON after all. */
function readRow({ bytes, origin }: StoredRow, bad: string[]): ReadRow | null {
  const text = bytes.toString();
  try {
    const row = JSON.parse(text) as Row;
    return { row, text, key: keyOf(row) };
  } catch {
    bad.push(`${origin.part}:${origin.line}`);
    return null;
  }
}

/** By key, versions of one by their texts. */
function inOrder(a: ReadRow, b: ReadRow): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/**
 * One patient from the texts of the rows.
 *
 * @param deleted `Type/id` of resources the export says are gone
 * @param bad receives the origins of texts that are not JSON
 * @returns null when nothing is left
 */
export function patientOf(
  reference: string,
  stored: readonly StoredRow[],
  shared: ReadonlyMap<string, string>,
  deleted: ReadonlySet<string>,
  bad: string[],
): Patient | null {
  const rows = stored
    .flatMap((one) => readRow(one, bad) ?? [])
    .filter(({ key }) => !deleted.has(key))
    .sort(inOrder)
    .map(({ row }) => row);
  return rows.length === 0 ? null : { reference, rows: withPointedTo(rows, shared) };
}
