import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row as JSON text, and where it came from: the number of a part and the line in it. */
export interface StoredRow {
  readonly origin: string;
  readonly text: string;
}

/** Rows by patient, in no particular order. */
export type PatientRows = ReadonlyMap<string, readonly StoredRow[]>;

/** Bytes a store holds before it writes to disk. */
const heldBytes = 4 << 20;

/** The key of rows that other rows point to and that belong to nobody; they have a partition of their own. */
export const sharedKey = '*';

/** Which partition a key belongs to: FNV-1a of its characters; the shared rows come last. */
export function partitionOf(key: string, partitions: number): number {
  if (key === sharedKey) return partitions;
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1)
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % partitions;
}

/**
 * Rows on their way from files to patients, hash-partitioned so that one
 * partition fits in memory. Without a folder everything stays in memory.
 */
export class RowStore {
  readonly #folder: string | null;
  readonly #writer: string;
  readonly #parts: string[][];
  #held = 0;

  /**
   * @param folder where to write, or null to hold everything
   * @param writer names this writer's files, so that several can share the folder
   */
  constructor(folder: string | null, writer: string, partitions: number) {
    this.#folder = folder;
    this.#writer = writer;
    this.#parts = Array.from({ length: partitions + 1 }, () => []);
  }

  /** `row` is one line of JSON; `key` and `origin` hold no tab and no line feed. */
  add(key: string, row: string, origin: string): void {
    this.#parts[partitionOf(key, this.#parts.length - 1)]!.push(`${key}\t${origin}\t${row}\n`);
    this.#held += row.length;
    if (this.#folder !== null && this.#held > heldBytes) this.flush();
  }

  /** Writes what is held; nothing without a folder. */
  flush(): void {
    if (this.#folder === null) return;
    this.#parts.forEach((rows, partition) => {
      if (rows.length === 0) return;
      appendFileSync(join(this.#folder!, `${partition}.${this.#writer}`), rows.join(''), {
        mode: 0o600,
      });
      this.#parts[partition] = [];
    });
    this.#held = 0;
  }

  /** One partition grouped by key, from all writers of the folder, or from memory. */
  read(partition: number, writers: readonly string[]): PatientRows {
    const groups = new Map<string, StoredRow[]>();
    const put = (line: string): void => {
      const tab = line.indexOf('\t');
      const next = line.indexOf('\t', tab + 1);
      const key = line.slice(0, tab);
      const row = { origin: line.slice(tab + 1, next), text: line.slice(next + 1) };
      const rows = groups.get(key);
      if (rows) rows.push(row);
      else groups.set(key, [row]);
    };
    if (this.#folder === null) {
      for (const line of this.#parts[partition] ?? []) put(line.slice(0, -1));
      return groups;
    }
    for (const writer of writers) {
      const path = join(this.#folder, `${partition}.${writer}`);
      if (!existsSync(path)) continue;
      const bytes = readFileSync(path);
      for (let start = 0; start < bytes.length;) {
        const end = bytes.indexOf(0x0a, start);
        put(bytes.toString('utf8', start, end));
        start = end + 1;
      }
    }
    return groups;
  }
}
