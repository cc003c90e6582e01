/** Heights and slopes of polynomials fitted around places, each in the order asked. */
export interface LocalPolynomials {
  readonly heights: Float64Array;
  readonly slopes: Float64Array;
}

/** Height and slope at the origin of the least-squares polynomial from its moments; falls back to lower degrees. */
function atOrigin(s: Float64Array, t: Float64Array, degree: 1 | 2): readonly [number, number] {
  const [s0, s1, s2, s3, s4] = s as unknown as [number, number, number, number, number];
  const [t0, t1, t2] = t as unknown as [number, number, number];
  const flat = t0 / s0;
  const mean1 = s1 / s0;
  const v11 = s2 - s1 * mean1;
  if (!(v11 > 1e-14 * s2)) return [flat, 0];
  const straightSlope = (t1 - mean1 * t0) / v11;
  if (degree === 1) return [flat - straightSlope * mean1, straightSlope];
  const mean2 = s2 / s0;
  const v12 = s3 - s1 * mean2;
  const v22 = s4 - s2 * mean2;
  const rest = v22 - (v12 * v12) / v11;
  if (!(rest > 1e-12 * s4)) return [flat - straightSlope * mean1, straightSlope];
  const curve = (t2 - mean2 * t0 - (v12 / v11) * (t1 - mean1 * t0)) / rest;
  const slope = straightSlope - (curve * v12) / v11;
  return [flat - slope * mean1 - curve * mean2, slope];
}

/**
 * Fits a polynomial by least squares with tricube weights around each place:
 *
 *     weight = (1 - (d / h)^3)^3,  h the distance of the q-th nearest point
 *
 * Where the q nearest are all equally far, h reaches to the next farther point;
 * where a neighbourhood cannot carry the degree, a lower one is used.
 *
 * @param xs ascending
 * @param at ascending, without repeats
 */
export function localPolynomials(
  xs: Float64Array,
  ys: Float64Array,
  at: Float64Array,
  q: number,
  degree: 1 | 2,
): LocalPolynomials {
  const n = xs.length;
  const heights = new Float64Array(at.length);
  const slopes = new Float64Array(at.length);
  const s = new Float64Array(5);
  const t = new Float64Array(3);
  let from = 0;
  for (const [index, x0] of at.entries()) {
    while (from + q < n && (xs[from + q] as number) - x0 < x0 - (xs[from] as number)) from += 1;
    const h = bandwidth(xs, x0, from, q);
    let low = from;
    let high = from + q - 1;
    while (low > 0 && x0 - (xs[low - 1] as number) < h) low -= 1;
    while (high < n - 1 && (xs[high + 1] as number) - x0 < h) high += 1;
    s.fill(0);
    t.fill(0);
    for (let i = low; i <= high; i += 1) {
      const u = ((xs[i] as number) - x0) / h;
      const d = Math.abs(u);
      if (d >= 0.999) continue;
      const near = 1 - d * d * d;
      const w = d > 0.001 ? near * near * near : 1;
      const wu = w * u;
      const wuu = wu * u;
      s[0] = (s[0] as number) + w;
      s[1] = (s[1] as number) + wu;
      s[2] = (s[2] as number) + wuu;
      s[3] = (s[3] as number) + wuu * u;
      s[4] = (s[4] as number) + wuu * u * u;
      const value = ys[i] as number;
      if (value === 0) continue;
      t[0] = (t[0] as number) + w * value;
      t[1] = (t[1] as number) + wu * value;
      t[2] = (t[2] as number) + wuu * value;
    }
    const [height, slope] = atOrigin(s, t, degree);
    heights[index] = height;
    slopes[index] = slope / h;
  }
  return { heights, slopes };
}

/** Distance of the q-th nearest point; where nobody stands nearer than that, a little more than to the next farther one. */
function bandwidth(xs: Float64Array, x0: number, from: number, q: number): number {
  const distance = (i: number): number => Math.abs(x0 - (xs[i] as number));
  const h = Math.max(distance(from), distance(from + q - 1));
  let nearer = false;
  let next = Infinity;
  for (let i = from; i < from + q && !nearer; i += 1) nearer = distance(i) < 0.999 * h;
  if (nearer) return h;
  for (let i = 0; i < xs.length; i += 1) {
    if (distance(i) > h) next = Math.min(next, distance(i));
  }
  return Number.isFinite(next) ? next * 1.001 : Math.max(h * 1.1, Number.MIN_VALUE);
}
