/**
 * A short fingerprint of settings, to tell two versions apart on screen and in
 * what is written back. Two 32-bit FNV-1a lanes over UTF-16 code units. It
 * finds accidental differences; it is no protection against forgery.
 *
 * @returns 16 hexadecimal digits
 * @source  Fowler, Noll, Vo: FNV-1a, draft-eastlake-fnv
 */
export function contentHash(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9dc5811c;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ ((unit << 7) | (unit >>> 9)), 0x01000193);
  }
  return digits(first) + digits(second);
}

function digits(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
