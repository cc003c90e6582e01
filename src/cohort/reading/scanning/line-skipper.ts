import type { Needles } from '../needles.ts';
import type { LineWindow } from './line-window.ts';
import { places, skipProgram, tableBits } from './skip-program.ts';

/** Room behind the text, for its closing line feed and for instructions that read beyond their byte. */
const slack = 64;
const pageBytes = 1 << 16;

/** The hash of the program, which folds nothing in a type. */
const hashOf = (bytes: Uint8Array): number =>
  bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);

interface Program {
  readonly memory: WebAssembly.Memory;
  readonly skipped: WebAssembly.Global<'i32'>;
  next(start: number, end: number, limit: number, lengths: number): number;
}

/**
 * Passes over lines that cannot matter, sixteen bytes at a time. It is coarser
 * than the byte filter and never drops what that would keep; lines it
 * is not sure of it leaves to the filter.
 */
export class LineSkipper implements LineWindow {
  readonly #program: Program;
  readonly #lengths: number;
  bytes: Buffer;

  /**
   * @param types resource types that are never passed over
   * @param room bytes of text to begin with
   */
  constructor(needles: Needles, types: Iterable<string>, room: number) {
    const { exports } = new WebAssembly.Instance(skipProgram());
    this.#program = exports as unknown as Program;
    this.bytes = this.#withRoom(room);
    const all = Buffer.from(this.#program.memory.buffer, 0, places.text);
    const set = (table: number, hash: number): void => {
      const slot = (hash ^ (hash >>> 13)) & (tableBits - 1);
      all[table + (slot >> 3)]! |= 1 << (slot & 7);
    };
    for (const hash of needles.exact) set(places.exact, hash);
    for (const hash of needles.prefixes) set(places.prefix, hash);
    for (const type of types) set(places.type, hashOf(Buffer.from(type)));
    this.#lengths = [...needles.prefixLengths].reduce((bits, length) => bits | (1 << length), 0);
  }

  grow(): void {
    this.bytes = this.#withRoom(2 * this.bytes.length);
  }

  next(start: number, end: number, limit: number): number {
    this.bytes[end] = 0x0a;
    return (
      this.#program.next(
        start + places.text,
        end + places.text,
        Math.min(limit, end) + places.text,
        this.#lengths,
      ) - places.text
    );
  }

  get skipped(): number {
    return this.#program.skipped.value;
  }
  #withRoom(room: number): Buffer {
    const { memory } = this.#program;
    const missing = places.text + room + slack - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
    return Buffer.from(memory.buffer, places.text, room + 1);
  }
}
