import type { Needles } from './needles.ts';

/**
 * Resource types kept whatever their codes: their mere presence means something
 * (a Condition that was read is a Condition list that was read), or they are
 * about the export itself.
 */
const alwaysKept = new Set(['Patient', 'Encounter', 'Condition', 'Bundle', 'OperationOutcome']);

/** Members by which a row without a code of its own points to one that has it. */
const pointers: Readonly<Record<string, readonly string[]>> = {
  MedicationAdministration: ['medicationReference'],
  MedicationStatement: ['medicationReference'],
  MedicationRequest: ['medicationReference'],
  MedicationDispense: ['medicationReference'],
  DeviceUseStatement: ['device'],
  SupplyDelivery: ['itemReference'],
  Procedure: ['focalDevice', 'usedReference'],
};

const typeKey = Buffer.from('"resourceType"');
/** An escape that can spell an ASCII letter; within the name `code` it begins with `\\u006`. */
const anyEscape = Buffer.from('\\u00');
const codeEscape = Buffer.from('\\u006');
const backslash = 0x5c;
const quote = 0x22;

/** Horspool shifts for `"code"`: how far the window may move when its last byte is this. */
const shifts = new Uint8Array(256).fill(6);
[...'"code'].forEach((letter, index) => (shifts[letter.charCodeAt(0)] = 5 - index));

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** Whether a window that ends in a quote at `last` is the name `"code"`, and its value a needle. */
function isNeedleAt(bytes: Uint8Array, last: number, end: number, needles: Needles): boolean {
  const isName =
    bytes[last - 1] === 0x65 &&
    bytes[last - 2] === 0x64 &&
    bytes[last - 3] === 0x6f &&
    bytes[last - 4] === 0x63 &&
    bytes[last - 5] === quote;
  if (!isName) return false;
  let at = last + 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  if (bytes[at] !== 0x3a) return false;
  at += 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  if (bytes[at] !== quote) return false;
  const from = at + 1;
  at = from;
  while (at < end && bytes[at] !== quote && bytes[at] !== backslash) at += 1;
  return bytes[at] === backslash || needles.has(bytes, from, at);
}

/**
 * Whether one of the line's `code` members holds a needle: Horspool's search,
 * in both halves of the line at once, since each step waits for the one before.
 *
 * Sound because JSON can spell the member name or the value differently only by
 * a backslash: a value with one is kept unread, and a name can hide its ASCII
 * letters only behind `\u006`, for which the caller looks.
 */
function hasNeedle(bytes: Uint8Array, start: number, end: number, needles: Needles): boolean {
  const middle = Math.max(start + 5, (start + end) >> 1);
  let left = start + 5;
  let right = middle;
  while (left < middle && right < end) {
    const one = bytes[left]!;
    const other = bytes[right]!;
    if (one === quote && isNeedleAt(bytes, left, end, needles)) return true;
    if (other === quote && isNeedleAt(bytes, right, end, needles)) return true;
    left += shifts[one]!;
    right += shifts[other]!;
  }
  for (; left < middle; left += shifts[bytes[left]!]!)
    if (bytes[left] === quote && isNeedleAt(bytes, left, end, needles)) return true;
  for (; right < end; right += shifts[bytes[right]!]!)
    if (bytes[right] === quote && isNeedleAt(bytes, right, end, needles)) return true;
  return false;
}

/** The member value that begins after a `"resourceType"` name ending at `at`. */
function typeAfter(bytes: Buffer, at: number, end: number): string {
  while (at < end && (isBlank(bytes[at]) || bytes[at] === 0x3a)) at += 1;
  const from = at + 1;
  at = from;
  while (at < end && bytes[at] !== quote) at += 1;
  return bytes.toString('latin1', from, at);
}

/**
 * The resource types a line may be of: the one of its first member, as most
 * servers write it, else every one named in it, contained resources included.
 */
function typesOf(bytes: Buffer, start: number, end: number): readonly string[] {
  let at = start + 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  let same = 0;
  while (same < typeKey.length && bytes[at + same] === typeKey[same]) same += 1;
  if (same === typeKey.length) return [typeAfter(bytes, at + same, end)];
  const line = bytes.subarray(start, end);
  const types: string[] = [];
  for (let found = line.indexOf(typeKey); found >= 0; found = line.indexOf(typeKey, found + 1))
    types.push(typeAfter(line, found + typeKey.length, line.length));
  return line.includes(anyEscape) ? [] : types;
}

/** Whether a row points to another that may have the code it lacks. */
function pointsElsewhere(type: string, bytes: Buffer, start: number, end: number): boolean {
  const members = pointers[type];
  if (!members) return false;
  const line = bytes.subarray(start, end);
  return line.includes(anyEscape) || members.some((member) => line.includes(`"${member}"`));
}

/** Tells lines that may matter from lines that cannot. */
export interface LineFilter {
  /**
   * `start` to `end` is one line without its end-of-line characters. A buffer
   * object handed in twice must hold the same bytes.
   */
  keep(bytes: Buffer, start: number, end: number): boolean;
}

/**
 * The filter in front of the parser: keeps every line that could change an
 * assessment, and drops most of the others by looking at bytes alone. A line
 * that does not look like a whole JSON object is kept, so that the parser can
 * complain of it.
 *
 * @param needles null turns the filter off
 */
export function lineFilter(needles: Needles | null): LineFilter {
  if (!needles) return { keep: () => true };
  const escapes = { in: null as Buffer | null, from: 0, at: -1 };
  /** The escape is looked for once a buffer, not once a line: it is rare. */
  const hasHiddenLetter = (bytes: Buffer, start: number, end: number): boolean => {
    if (escapes.in !== bytes || escapes.from > start || (escapes.at >= 0 && escapes.at < start)) {
      escapes.in = bytes;
      escapes.from = start;
      escapes.at = bytes.indexOf(codeEscape, start);
    }
    return escapes.at >= 0 && escapes.at < end;
  };
  return {
    keep: (bytes, start, end) => {
      if (bytes[start] !== 0x7b || bytes[end - 1] !== 0x7d) return true;
      const types = typesOf(bytes, start, end);
      if (types.length === 0) return true;
      return (
        types.some((type) => alwaysKept.has(type) || type.includes('\\')) ||
        hasNeedle(bytes, start, end, needles) ||
        hasHiddenLetter(bytes, start, end) ||
        types.some((type) => pointsElsewhere(type, bytes, start, end))
      );
    },
  };
}
