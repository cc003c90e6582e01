/**
 * What a clock on the wall of a zone shows at an instant, as a datetime-local
 * field holds it: `2026-03-10T14:32`.
 *
 * @param at milliseconds since 1970 UTC
 * @param timeZone IANA zone
 */
export function wallClock(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant at which the wall clock of a zone shows a time; the earlier one
 * where it shows it twice, null where it never does.
 *
 * @returns milliseconds since 1970 UTC, or null when the text is no such time
 */
export function instantAt(shown: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(asUtc)) return null;
  const day = 86_400_000;
  const offsets = [asUtc - day, asUtc + day].map(
    (near) => Date.parse(`${wallClock(near, timeZone)}Z`) - near,
  );
  const candidates = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => wallClock(at, timeZone) === shown.slice(0, 16));
  return candidates.length === 0 ? null : Math.min(...candidates);
}
