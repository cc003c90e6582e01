/** Where the text of a file lies while its lines are found in it. */
export interface LineWindow {
  /** Another object after `grow`. */
  readonly bytes: Buffer;
  /** How many lines the last `next` passed over. */
  readonly skipped: number;
  /** Doubles the room and keeps the text. */
  grow(): void;
  /**
   * Passes over whole lines that nobody wants.
   *
   * @param start where a line begins
   * @param end where the text ends; less than the length of `bytes`
   * @param limit lines that begin here or later are not passed over
   * @returns where the first line begins that was not passed over, whole or not
   */
  next(start: number, end: number, limit: number): number;
}

/** A window that passes over nothing. */
export function plainWindow(room: number): LineWindow {
  let bytes = Buffer.allocUnsafeSlow(room + 1);
  return {
    get bytes() {
      return bytes;
    },
    skipped: 0,
    grow: () => {
      bytes = Buffer.concat([bytes], 2 * bytes.length);
    },
    next: (start) => start,
  };
}
