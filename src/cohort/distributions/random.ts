import { normalQuantile } from './normal.ts';

/** A stream of random numbers that its seed fixes completely. */
export interface Random {
  /** Uniform in (0, 1), 52 bits, never 0 or 1. */
  uniform(): number;
  /** Whole number in 0 … n - 1, without modulo bias beyond 2^-53. */
  integer(n: number): number;
  /** Standard normal, by inversion, so that one uniform makes one normal. */
  normal(): number;
  /** True with this probability. */
  bernoulli(probability: number): boolean;
  /** Gamma with this shape and scale 1. */
  gamma(shape: number): number;
  /** Puts the numbers in random order, in place (Fisher-Yates). */
  shuffle<T extends { length: number; [index: number]: number }>(values: T): T;
}

/** The next 32 bits of xoshiro128** from a state of four 32-bit words, changed in place. */
export function nextBits(state: Uint32Array): number {
  const s1 = state[1] as number;
  const s2 = (state[2] as number) ^ (state[0] as number);
  const s3 = (state[3] as number) ^ s1;
  const times5 = Math.imul(s1, 5);
  const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
  state[1] = s1 ^ s2;
  state[0] = (state[0] as number) ^ s3;
  state[2] = s2 ^ (s1 << 9);
  state[3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

/** SplitMix32: spreads one seed over the four words of state. */
function spread(seed: number): Uint32Array {
  const state = new Uint32Array(4);
  let x = seed >>> 0;
  for (let word = 0; word < 4; word += 1) {
    x = (x + 0x9e3779b9) >>> 0;
    let z = x;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[word] = z ^ (z >>> 15);
  }
  return state;
}

function gammaVariate(random: Random, shape: number): number {
  if (shape < 1) return gammaVariate(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v))
      return d * v;
  }
}

/**
 * Random numbers for bootstrap, imputation and simulation: xoshiro128**, its
 * state filled from the seed by SplitMix32. The same seed gives the same
 * numbers on every machine.
 *
 * @param seed a whole number; its lower 32 bits count
 * @source Blackman D, Vigna S. ACM Trans Math Softw 2021;47(4):36. Gamma: Marsaglia G, Tsang WW.
 *         ACM Trans Math Softw 2000;26:363-372
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`invalid seed; not a whole number: ${seed}`);
  const state = spread(seed);
  const random: Random = {
    uniform: () =>
      ((nextBits(state) >>> 6) * 67108864 + (nextBits(state) >>> 6) + 0.5) / 4503599627370496,
    integer: (n) => Math.floor(random.uniform() * n),
    normal: () => normalQuantile(random.uniform()),
    bernoulli: (probability) => random.uniform() < probability,
    gamma: (shape) => gammaVariate(random, shape),
    shuffle: (values) => {
      for (let i = values.length - 1; i > 0; i -= 1) {
        const j = random.integer(i + 1);
        [values[i], values[j]] = [values[j] as number, values[i] as number];
      }
      return values;
    },
  };
  return random;
}
