/** A seeded source of numbers in [0, 1) and what is drawn from it; the same seed gives the same draws. */
export interface Random {
  next(): number;
  whole(below: number): number;
  pick<T>(items: readonly T[]): T;
}

/** @source mulberry32, Tommy Ettinger, public domain: 32 bits of state, enough for test data. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    pick: (items) => {
      const item = items[whole(items.length)];
      if (item === undefined) throw new RangeError('invalid items; nothing to pick from');
      return item;
    },
  };
}
