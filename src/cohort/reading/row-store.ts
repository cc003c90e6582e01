import { closeSync, existsSync, fstatSync, openSync, readSync, writevSync } from 'node:fs';
import { join } from 'node:path';

/** Where a row came from: the number of a part, and the line in it. */
export interface Origin {
  readonly part: number;
  readonly line: number;
}

/** A row as JSON text in UTF-8. */
export interface StoredRow {
  readonly origin: Origin;
  readonly bytes: Buffer;
}

/** Rows by patient, in no particular order. */
export type PatientRows = ReadonlyMap<string, readonly StoredRow[]>;

/** Rows lie in blocks of this size, one behind the other, … */
const blockBytes = 16 << 10;
/** … and are written to disk when there are this many full ones. */
const heldBlocks = 256;
/** Before each row: part, line, length of the key, length of the row. */
const headBytes = 16;

/** The key of rows that other rows point to and that belong to nobody; they have a partition of their own. */
export const sharedKey = '*';
const sharedByte = sharedKey.charCodeAt(0);

/** Which partition a key belongs to: FNV-1a of its bytes; the shared rows come last. */
function partitionOf(key: Uint8Array, partitions: number): number {
  if (key.length === 1 && key[0] === sharedByte) return partitions;
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key[at]!, 0x01000193);
  return (hash >>> 0) % partitions;
}

/** Rows of one partition in memory. */
interface Rows {
  readonly full: Buffer[];
  last: Buffer;
  used: number;
}

/**
 * Rows on their way from files to patients, hash-partitioned so that one
 * partition fits in memory. Without a folder everything stays in memory.
 */
export class RowStore {
  readonly #folder: string | null;
  readonly #writer: string;
  readonly #parts: readonly Rows[];
  readonly #free: Buffer[] = [];
  readonly #head = Buffer.alloc(headBytes);
  #full = 0;
  #loaded = Buffer.alloc(0);

  /**
   * @param folder where to write, or null to hold everything
   * @param writer names this writer's files, so that several can share the folder
   */
  constructor(folder: string | null, writer: string, partitions: number) {
    this.#folder = folder;
    this.#writer = writer;
    this.#parts = Array.from({ length: partitions + 1 }, () => ({
      full: [],
      last: Buffer.alloc(0),
      used: 0,
    }));
  }

  /** Copies a row of JSON text in UTF-8; `key` is its patient's reference, or `sharedKey`. */
  add(key: Uint8Array, row: Uint8Array, { part, line }: Origin): void {
    const rows = this.#parts[partitionOf(key, this.#parts.length - 1)]!;
    this.#head.writeInt32LE(part, 0);
    this.#head.writeUInt32LE(line, 4);
    this.#head.writeUInt32LE(key.length, 8);
    this.#head.writeUInt32LE(row.length, 12);
    this.#append(rows, this.#head);
    this.#append(rows, key);
    this.#append(rows, row);
    if (this.#folder !== null && this.#full >= heldBlocks) this.flush();
  }

  /** Writes what is held; nothing without a folder. */
  flush(): void {
    if (this.#folder === null) return;
    this.#parts.forEach((rows, partition) => {
      const { full, last, used } = rows;
      const blocks = [...full, last.subarray(0, used)];
      if (full.length === 0 && used === 0) return;
      const file = openSync(join(this.#folder!, `${partition}.${this.#writer}`), 'a', 0o600);
      try {
        writeAll(file, blocks);
      } finally {
        closeSync(file);
      }
      this.#free.push(...full.splice(0));
      rows.used = 0;
    });
    this.#full = 0;
  }

  /**
   * One partition grouped by key, from all writers of the folder, or from memory.
   * Nothing may be added or read as long as the rows are in use.
   */
  read(partition: number, writers: readonly string[]): PatientRows {
    const groups = new Map<string, StoredRow[]>();
    if (this.#folder === null) {
      const { full, last, used } = this.#parts[partition]!;
      group(Buffer.concat([...full, last.subarray(0, used)]), groups);
    } else
      group(
        this.#load(writers.map((writer) => join(this.#folder!, `${partition}.${writer}`))),
        groups,
      );
    return groups;
  }

  /** The bytes of those files that exist, one behind the other, in memory used again. */
  #load(paths: readonly string[]): Buffer {
    const files = paths.filter((path) => existsSync(path)).map((path) => openSync(path, 'r'));
    try {
      const size = files.reduce((sum, file) => sum + fstatSync(file).size, 0);
      if (this.#loaded.length < size) this.#loaded = Buffer.allocUnsafeSlow(size);
      let held = 0;
      for (const file of files)
        for (let read = -1; read !== 0; held += read)
          read = readSync(file, this.#loaded, held, size - held, null);
      return this.#loaded.subarray(0, held);
    } finally {
      files.forEach((file) => closeSync(file));
    }
  }

  #append(rows: Rows, bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      if (rows.used === rows.last.length) this.#addBlock(rows);
      const count = Math.min(bytes.length - from, rows.last.length - rows.used);
      rows.last.set(
        from === 0 && count === bytes.length ? bytes : bytes.subarray(from, from + count),
        rows.used,
      );
      rows.used += count;
      from += count;
    }
  }

  #addBlock(rows: Rows): void {
    if (rows.last.length > 0) {
      rows.full.push(rows.last);
      this.#full += 1;
    }
    rows.last = this.#free.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
    rows.used = 0;
  }
}

/** Blocks one call to the system may take. */
const blocksAtOnce = 1024;

function writeAll(file: number, blocks: readonly Buffer[]): void {
  for (let from = 0; from < blocks.length; from += blocksAtOnce) {
    const some = blocks.slice(from, from + blocksAtOnce);
    let left = some.reduce((sum, block) => sum + block.length, 0);
    for (let rest = some; left > 0;) {
      const written = writevSync(file, rest);
      left -= written;
      if (left > 0) rest = behind(rest, written);
    }
  }
}

/** What is left of blocks of which so many bytes were written: a full disk or a signal may cut a write short. */
function behind(blocks: readonly Buffer[], written: number): Buffer[] {
  let before = 0;
  return blocks.flatMap((block) => {
    const from = Math.max(0, written - before);
    before += block.length;
    return from < block.length ? [block.subarray(from)] : [];
  });
}

/** Adds the rows that lie in `bytes` to the groups. */
function group(bytes: Buffer, groups: Map<string, StoredRow[]>): void {
  for (let at = 0; at < bytes.length;) {
    const origin = { part: bytes.readInt32LE(at), line: bytes.readUInt32LE(at + 4) };
    const keyAt = at + headBytes;
    const rowAt = keyAt + bytes.readUInt32LE(at + 8);
    at = rowAt + bytes.readUInt32LE(at + 12);
    const key = bytes.toString('utf8', keyAt, rowAt);
    const row = { origin, bytes: bytes.subarray(rowAt, at) };
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
}
