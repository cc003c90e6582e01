import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** A part of a plain file, or the whole of a compressed one. */
export interface FilePart {
  readonly path: string;
  /** Its number among all parts of the input. */
  readonly number: number;
  /** The lines that begin at `from` or later … */
  readonly from: number;
  /** … and before `to`. Ignored for `.gz`. */
  readonly to: number;
}

/** Receives one line without its end-of-line characters; never an empty one. */
export type LineTaker = (bytes: Buffer, start: number, end: number, line: number) => void;

const chunkBytes = 1 << 20;
const newline = 0x0a;

/** Cuts bytes into lines and counts them; the caller keeps what is left over. */
class LineCutter {
  readonly #take: LineTaker;
  readonly #to: number;
  #position: number;
  lines = 0;
  /** True once a line begins at or after the end of the part. */
  done = false;

  constructor(take: LineTaker, position: number, to: number) {
    this.#take = take;
    this.#position = position;
    this.#to = to;
  }

  /** Takes whole lines. @returns how many bytes they were */
  cut(bytes: Buffer): number {
    let start = 0;
    for (;;) {
      if (this.#position + start >= this.#to) this.done = true;
      const end = this.done ? -1 : bytes.indexOf(newline, start);
      if (end < 0) break;
      this.#hand(bytes, start, end, this.#position + start);
      start = end + 1;
    }
    this.#position += start;
    return start;
  }

  /** Takes what is left when the file ends without a line feed. */
  finish(rest: Buffer): void {
    if (rest.length > 0 && !this.done && this.#position < this.#to)
      this.#hand(rest, 0, rest.length, this.#position);
  }

  #hand(bytes: Buffer, start: number, end: number, position: number): void {
    this.lines += 1;
    const marked = position === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (marked) start += 3;
    while (end > start && bytes[end - 1]! <= 0x20) end -= 1;
    while (start < end && bytes[start]! <= 0x20) start += 1;
    if (end > start) this.#take(bytes, start, end, this.lines);
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
  const cutter = new LineCutter(take, 0, Infinity);
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  file.on('data', (chunk) => advanced(chunk.length));
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) => gunzip.destroy(error));
  let rest = Buffer.alloc(0);
  for await (const chunk of file.pipe(gunzip)) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    rest = Buffer.from(bytes.subarray(cutter.cut(bytes)));
  }
  cutter.finish(rest);
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
    const cutter = new LineCutter(take, position, to);
    let buffer = Buffer.allocUnsafe(2 * chunkBytes);
    let held = 0;
    for (;;) {
      if (buffer.length - held < chunkBytes)
        buffer = Buffer.concat([buffer.subarray(0, held)], 2 * buffer.length);
      const read = readSync(file, buffer, held, chunkBytes, position);
      if (read === 0) break;
      position += read;
      advanced(read);
      const whole = cutter.cut(buffer.subarray(0, held + read));
      if (cutter.done) return cutter.lines;
      buffer.copyWithin(0, whole, held + read);
      held += read - whole;
    }
    cutter.finish(buffer.subarray(0, held));
    return cutter.lines;
  } finally {
    closeSync(file);
  }
}
