import type { Codebook } from '../../clinical/codebook.ts';

/**
 * The code literals of a codebook, folded, as hashes: the only thing
 * the byte filter knows about medicine. Never typed a second time.
 */
export interface Needles {
  /**
   * True for a code that is, or begins with, a code of the codebook however it
   * is folded; for any with a character outside ASCII, whose case and blanks
   * are not looked at; and by chance for a few others.
   */
  has(bytes: Uint8Array, start: number, end: number): boolean;
  readonly count: number;
  /** Hashes (FNV-1a, 32 bits) of the folded codes that are matched whole … */
  readonly exact: ReadonlySet<number>;
  /** … and of those that are prefixes, */
  readonly prefixes: ReadonlySet<number>;
  /** with their lengths in bytes. */
  readonly prefixLengths: ReadonlySet<number>;
}

/**
 * Folding is coarser than any comparison of the codebook (case, dots and blanks
 * fall away), so that a code the codebook would match is never missed.
 */
function isSkipped(byte: number): boolean {
  return byte === 0x2e || byte === 0x20;
}

const step = (hash: number, byte: number): number =>
  Math.imul(hash ^ (byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte), 0x01000193);

/**
 * The needles of a codebook.
 *
 * @returns null when there is a code no literal can stand for (an empty one),
 *   or no code at all: the filter is then off and every line is read
 */
export function deriveNeedles(codebook: Pick<Codebook, 'concepts'>): Needles | null {
  const exact = new Set<number>();
  const prefixes = new Set<number>();
  const prefixLengths = new Set<number>();
  let count = 0;
  for (const concept of codebook.concepts.values()) {
    for (const { code, match } of concept.codes) {
      const folded = [...Buffer.from(code)].filter((byte) => !isSkipped(byte));
      if (folded.length === 0) return null;
      const hash = folded.reduce(step, 0x811c9dc5);
      (match === 'prefix' ? prefixes : exact).add(hash);
      if (match === 'prefix') prefixLengths.add(folded.length);
      count += 1;
    }
  }
  if (count === 0) return null;
  return {
    count,
    exact,
    prefixes,
    prefixLengths,
    has: (bytes, start, end) => {
      let hash = 0x811c9dc5;
      let length = 0;
      for (let at = start; at < end; at += 1) {
        const byte = bytes[at]!;
        if (byte >= 0x80) return true;
        if (isSkipped(byte)) continue;
        hash = step(hash, byte);
        length += 1;
        if (prefixLengths.has(length) && prefixes.has(hash)) return true;
      }
      return exact.has(hash);
    },
  };
}
