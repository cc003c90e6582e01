const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** Minutes that the wall clocks of an IANA zone are ahead of UTC at an instant. */
export function offsetMinutes(zone: string, instant: number): number {
  const quarter = Math.floor(instant / 900_000);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(quarter * 900_000)) {
    part[type] = Number(value);
  }
  const wall = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
  );
  const minutes = Math.round((wall - quarter * 900_000) / 60_000);
  offsets.set(key, minutes);
  return minutes;
}

/** A FHIR dateTime to the second with the zone's own offset, `2026-03-10T11:00:00-04:00`. */
export function inZone(zone: string, instant: number): string {
  const minutes = offsetMinutes(zone, instant);
  const wall = new Date(instant + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const hh = String(Math.floor(size / 60)).padStart(2, '0');
  const mm = String(size % 60).padStart(2, '0');
  return `${wall}${minutes < 0 ? '-' : '+'}${hh}:${mm}`;
}

/** The calendar day an instant falls on in a zone, `2026-03-10`. */
export function dayInZone(zone: string, instant: number): string {
  return inZone(zone, instant).slice(0, 10);
}

/** The instant (ms since 1970) at which a zone's wall clocks show the given UTC-like wall time. */
export function instantOfWall(zone: string, wall: number): number {
  const guess = wall - offsetMinutes(zone, wall) * 60_000;
  return wall - offsetMinutes(zone, guess) * 60_000;
}
