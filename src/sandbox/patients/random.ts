/** A repeatable stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: string): () => number {
  let state = 0x9e3779b9;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Points of a course: hour of support and value there. */
export type Points = readonly (readonly [hour: number, value: number])[];

/** The value of a course at an hour, straight between its points and flat outside them. */
export function valueOn(points: Points, hour: number): number {
  const next = points.findIndex(([at]) => at >= hour);
  const after = points[next === -1 ? points.length - 1 : next];
  const before = points[next === -1 ? points.length - 1 : Math.max(0, next - 1)];
  if (!after || !before) return 0;
  if (after === before) return after[1];
  const share = (hour - before[0]) / (after[0] - before[0]);
  return before[1] + share * (after[1] - before[1]);
}
