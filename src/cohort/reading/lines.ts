import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { plainWindow, type LineWindow } from './scanning/line-window.ts';

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

/** Room for text, and bytes read at a time: few enough to be in the processor's cache still when they are looked at. */
export const windowBytes = 256 << 10;
const newline = 0x0a;

/** Cuts the text of a window into lines and counts them. */
class LineCutter {
  readonly #window: LineWindow;
  readonly #take: LineTaker;
  readonly #to: number;
  /** Where in the file the text of the window begins. */
  #position: number;
  #held = 0;
  lines = 0;
  /** True once a line begins at or after the end of the part. */
  done = false;

  constructor(window: LineWindow, take: LineTaker, position: number, to: number) {
    this.#window = window;
    this.#take = take;
    this.#position = position;
    this.#to = to;
  }

  /** Reads more text behind what is held. @returns the bytes read, 0 at the end of the file */
  readFrom(file: number): number {
    this.#makeRoom(this.#window.bytes.length >> 1);
    const { bytes } = this.#window;
    const room = bytes.length - 1 - this.#held;
    const read = readSync(file, bytes, this.#held, room, this.#position + this.#held);
    this.#held += read;
    return read;
  }

  /** Puts more text behind what is held. */
  add(text: Buffer): void {
    this.#makeRoom(text.length);
    this.#held += text.copy(this.#window.bytes, this.#held);
  }

  /** Takes whole lines, and moves what is left over to the front. */
  cut(): void {
    const { bytes } = this.#window;
    const limit = Math.min(this.#held, this.#to - this.#position);
    let start = 0;
    for (;;) {
      start = this.#window.next(start, this.#held, limit);
      this.lines += this.#window.skipped;
      this.done = this.#position + start >= this.#to;
      const end = this.done ? -1 : bytes.indexOf(newline, start);
      if (end < 0 || end >= this.#held) break;
      this.#hand(start, end);
      start = end + 1;
    }
    bytes.copyWithin(0, start, this.#held);
    this.#position += start;
    this.#held -= start;
  }

  /** Takes what is left when the file ends without a line feed. */
  finish(): void {
    if (this.#held > 0 && !this.done && this.#position < this.#to) this.#hand(0, this.#held);
  }

  #makeRoom(count: number): void {
    while (this.#window.bytes.length - this.#held <= count) this.#window.grow();
  }

  #hand(start: number, end: number): void {
    this.lines += 1;
    const { bytes } = this.#window;
    const isFirst = this.#position + start === 0;
    if (isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) start += 3;
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
 * @param window lines that it passes over are counted and not taken
 * @returns the number of lines that began in this part, empty ones included
 * @throws the file system's or the decompressor's error
 */
export async function readLines(
  part: FilePart,
  take: LineTaker,
  advanced: (bytes: number) => void = () => {},
  window: LineWindow = plainWindow(windowBytes),
): Promise<number> {
  return /\.gz$/i.test(part.path)
    ? readCompressed(part.path, new LineCutter(window, take, 0, Infinity), advanced)
    : readPlain(part, take, advanced, window);
}

async function readCompressed(
  path: string,
  cutter: LineCutter,
  advanced: (bytes: number) => void,
): Promise<number> {
  const file = createReadStream(path, { highWaterMark: windowBytes >> 1 });
  file.on('data', (chunk) => advanced(chunk.length));
  const gunzip = createGunzip({ chunkSize: windowBytes >> 1 });
  file.on('error', (error) => gunzip.destroy(error));
  for await (const chunk of file.pipe(gunzip)) {
    cutter.add(chunk as Buffer);
    if ((chunk as Buffer).includes(newline)) cutter.cut();
  }
  cutter.finish();
  return cutter.lines;
}

/** Where the first line begins at `from` or later: what began before belongs to the part before. */
function firstLine(file: number, from: number): number {
  if (from === 0) return 0;
  const before = Buffer.allocUnsafe(1 << 16);
  for (let position = from - 1; ;) {
    const read = readSync(file, before, 0, before.length, position);
    const end = before.subarray(0, read).indexOf(newline);
    if (end >= 0) return position + end + 1;
    if (read === 0) return Infinity;
    position += read;
  }
}

function readPlain(
  { path, from, to }: FilePart,
  take: LineTaker,
  advanced: (bytes: number) => void,
  window: LineWindow,
): number {
  const file = openSync(path, 'r');
  try {
    const position = firstLine(file, from);
    if (position >= to) return 0;
    const cutter = new LineCutter(window, take, position, to);
    for (let read = cutter.readFrom(file); read > 0; read = cutter.readFrom(file)) {
      advanced(read);
      cutter.cut();
      if (cutter.done) return cutter.lines;
    }
    cutter.finish();
    return cutter.lines;
  } finally {
    closeSync(file);
  }
}
