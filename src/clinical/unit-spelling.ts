/** A unit as it is compared: both micro signs become `u`, odd spaces plain ones, ends trimmed. Case is kept. */
export function foldUnit(written: string): string {
  return written
    .replace(/[\u00b5\u03bc]/g, 'u')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}
