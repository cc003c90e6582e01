import type { Lane } from './lanes.ts';

/** From lowest to highest value and target, with a little air; never a flat line, and 0 to 1 where there is neither. */
export function valueRange({ points, target }: Lane): [number, number] {
  const ends = [target?.low, target?.high].filter((end) => end !== undefined);
  let low = Infinity;
  let high = -Infinity;
  for (const value of [...ends, ...points.map((point) => point.value)]) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  const air = (high - low) * 0.12 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}
