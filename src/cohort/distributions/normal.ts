/** The normal distribution, to the last few bits of a double. */

/**
 * Complementary error function by its two classical expansions: the Maclaurin
 * series near zero, Lentz's continued fraction in the tail.
 *
 * @source Abramowitz M, Stegun IA. Handbook of Mathematical Functions, 7.1.6 and 7.1.14
 */
function complementaryError(x: number): number {
  if (x < 0) return 2 - complementaryError(-x);
  const square = x * x;
  if (x < 1.05) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-18 * sum; k += 1) {
      term *= (2 * square) / (2 * k + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * sum;
  }
  let fraction = 0;
  for (let k = Math.ceil(170 / square) + 8; k >= 1; k -= 1) fraction = k / 2 / (x + fraction);
  return Math.exp(-square) / (Math.sqrt(Math.PI) * (x + fraction));
}

/** Standard normal density at `z`. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** Probability that a standard normal variable is at most `z`. */
export function normalProbability(z: number): number {
  return 0.5 * complementaryError(-z / Math.SQRT2);
}

/** Acklam's rational start, then two Halley steps on the lower tail: exact to a double. */
function lowerQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(probability));
  let z = -(
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + t * (1.432788 + t * (0.189269 + 0.001308 * t)))
  );
  for (let step = 0; step < 3; step += 1) {
    const error = (normalProbability(z) - probability) / normalDensity(z);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

/**
 * The value a standard normal variable stays below with the given probability.
 *
 * @param probability in (0, 1)
 * @source start: Abramowitz and Stegun 26.2.23; then Halley's method
 * @example normalQuantile(0.975) // => 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`invalid probability; not in (0, 1): ${probability}`);
  }
  if (probability === 0.5) return 0;
  return probability < 0.5 ? lowerQuantile(probability) : -lowerQuantile(1 - probability);
}

/** Two-sided p value of a standard normal statistic. */
export function twoSidedP(z: number): number {
  return complementaryError(Math.abs(z) / Math.SQRT2);
}
