import { windowBytes } from './lines.ts';
import type { Needles } from './needles.ts';
import { LineSkipper } from './scanning/line-skipper.ts';
import { plainWindow, type LineWindow } from './scanning/line-window.ts';

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
const codeName = Buffer.from('"code"');

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** Whether the member whose name ends before `at` has a needle for its value. */
function isNeedleAfter(bytes: Uint8Array, at: number, end: number, needles: Needles): boolean {
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
 * Whether one of the line's `code` members holds a needle.
 *
 * Sound because JSON can spell the member name or the value differently only by
 * a backslash: a value with one is kept unread, and a name can hide its ASCII
 * letters only behind `\u006`, for which the caller looks.
 */
function hasNeedle(line: Buffer, needles: Needles): boolean {
  for (let at = line.indexOf(codeName); at >= 0; at = line.indexOf(codeName, at + 1))
    if (isNeedleAfter(line, at + codeName.length, line.length, needles)) return true;
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
function pointsElsewhere(type: string, line: Buffer): boolean {
  const members = pointers[type];
  if (!members) return false;
  return line.includes(anyEscape) || members.some((member) => line.includes(`"${member}"`));
}

/** Tells lines that may matter from lines that cannot. */
export interface LineFilter {
  /** `start` to `end` is one line without its end-of-line characters. */
  keep(bytes: Buffer, start: number, end: number): boolean;
  /**
   * A window that passes over lines that `keep` would drop, most of them, faster
   * than one by one.
   */
  openWindow(): LineWindow;
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
  if (!needles) return { keep: () => true, openWindow: () => plainWindow(windowBytes) };
  return {
    keep: (bytes, start, end) => {
      if (bytes[start] !== 0x7b || bytes[end - 1] !== 0x7d) return true;
      const types = typesOf(bytes, start, end);
      if (types.length === 0) return true;
      const line = bytes.subarray(start, end);
      return (
        types.some((type) => alwaysKept.has(type) || type.includes('\\')) ||
        hasNeedle(line, needles) ||
        line.includes(codeEscape) ||
        types.some((type) => pointsElsewhere(type, line))
      );
    },
    openWindow: () =>
      new LineSkipper(needles, [...alwaysKept, ...Object.keys(pointers)], windowBytes),
  };
}
