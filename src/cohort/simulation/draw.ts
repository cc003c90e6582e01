import type { Random } from '../distributions/random.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Normal, cut off at both ends. */
export function between(
  random: Random,
  mean: number,
  sd: number,
  low: number,
  high: number,
): number {
  return Math.min(high, Math.max(low, mean + sd * random.normal()));
}

/** Lognormal with this median, cut off at both ends. */
export function lognormal(
  random: Random,
  median: number,
  sigma: number,
  low: number,
  high: number,
): number {
  return Math.min(high, Math.max(low, median * Math.exp(sigma * random.normal())));
}

/** One of the choices, by weight. */
export function choose<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  let left = random.uniform() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left <= 0) return choice;
  }
  return choices.at(-1)![0];
}

/** Rounded to so many decimals. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
