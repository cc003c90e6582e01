import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** A part of a plain file, or the whole of a compressed one. */
export interface FilePart {
  readonly path: string;
  /** The lines that begin at `from` or later … */
  readonly from: number;
  /** … and before `to`. Ignored for `.gz`. */
  readonly to: number;
}

/** Receives one line without its end-of-line characters; never an empty one. */
export type LineTaker = (bytes: Buffer, start: number, end: number, line: number) => void;

const chunkBytes = 1 << 20;
const newline = 0x0a;

/** Cuts a stream of chunks into lines; holds no more than one unfinished line. */
class LineCutter {
  readonly #take: LineTaker;
  #rest: Buffer = Buffer.alloc(0);
  #line = 0;
  #position: number;

  constructor(take: LineTaker, position: number) {
    this.#take = take;
    this.#position = position;
  }

  get lines(): number {
    return this.#line;
  }

  /** @returns false once a line begins at or after `to` */
  push(chunk: Buffer, to: number): boolean {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let start = 0;
    for (;;) {
      if (this.#position + start >= to) return false;
      const end = bytes.indexOf(newline, start);
      if (end < 0) break;
      this.#hand(bytes, start, end);
      start = end + 1;
    }
    this.#position += start;
    this.#rest = Buffer.from(bytes.subarray(start));
    return true;
  }

  finish(to: number): void {
    if (this.#rest.length > 0 && this.#position < to) this.#hand(this.#rest, 0, this.#rest.length);
    this.#rest = Buffer.alloc(0);
  }

  #hand(bytes: Buffer, start: number, end: number): void {
    this.#line += 1;
    const first = this.#line === 1 && this.#position === 0 && start === 0;
    if (first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) start = 3;
    while (end > start && bytes[end - 1]! <= 0x20) end -= 1;
    while (start < end && bytes[start]! <= 0x20) start += 1;
    if (end > start) this.#take(bytes, start, end, this.#line);
  }
}

/**
 * Reads the lines of a file, or of a part of it, in memory bounded by the
 * longest line: any end-of-line, a byte order mark, `.gz` by its name.
 *
 * @param advanced called with the bytes read from disk since the last call
 * @returns the number of lines that began in this part, empty ones included
 * @throws the file system's or the decompressor's error
 */
export async function readLines(
  part: FilePart,
  take: LineTaker,
  advanced: (bytes: number) => void = () => {},
): Promise<number> {
  return part.path.endsWith('.gz')
    ? readCompressed(part.path, take, advanced)
    : readPlain(part, take, advanced);
}

async function readCompressed(
  path: string,
  take: LineTaker,
  advanced: (bytes: number) => void,
): Promise<number> {
  const cutter = new LineCutter(take, 0);
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  file.on('data', (chunk) => advanced(chunk.length));
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) => gunzip.destroy(error));
  for await (const chunk of file.pipe(gunzip)) cutter.push(chunk as Buffer, Infinity);
  cutter.finish(Infinity);
  return cutter.lines;
}

function readPlain(
  { path, from, to }: FilePart,
  take: LineTaker,
  advanced: (bytes: number) => void,
): number {
  const file = openSync(path, 'r');
  try {
    // A line that began before `from` belongs to the part before: skip to where the next begins.
    let position = from;
    if (from > 0) {
      const before = Buffer.alloc(chunkBytes);
      for (position = from - 1; ;) {
        const read = readSync(file, before, 0, chunkBytes, position);
        if (read === 0) return 0;
        const end = before.subarray(0, read).indexOf(newline);
        if (end >= 0) {
          position += end + 1;
          break;
        }
        position += read;
      }
    }
    const cutter = new LineCutter(take, position);
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const read = readSync(file, buffer, 0, chunkBytes, position);
      if (read === 0) break;
      position += read;
      advanced(read);
      if (!cutter.push(buffer.subarray(0, read), to)) return cutter.lines;
    }
    cutter.finish(to);
    return cutter.lines;
  } finally {
    closeSync(file);
  }
}
