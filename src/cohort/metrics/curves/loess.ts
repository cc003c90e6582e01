/** How local, and how bent, a loess curve is. */
export interface LoessOptions {
  /** Share of the points in each neighbourhood, in (0, 1]. R's default 0.75. */
  readonly span?: number;
  /** Degree of the local polynomial: 1 or 2. R's default 2. */
  readonly degree?: 1 | 2;
}

/** Height at the origin of the least-squares polynomial from its moments; falls back to lower degrees. */
function heightAtOrigin(s: Float64Array, t: Float64Array, degree: 1 | 2): number {
  const [s0, s1, s2, s3, s4] = s as unknown as [number, number, number, number, number];
  const [t0, t1, t2] = t as unknown as [number, number, number];
  const flat = t0 / s0;
  const mean1 = s1 / s0;
  const v11 = s2 - s1 * mean1;
  if (!(v11 > 1e-14 * s2)) return flat;
  const straightSlope = (t1 - mean1 * t0) / v11;
  if (degree === 1) return flat - straightSlope * mean1;
  const mean2 = s2 / s0;
  const v12 = s3 - s1 * mean2;
  const v22 = s4 - s2 * mean2;
  const rest = v22 - (v12 * v12) / v11;
  if (!(rest > 1e-12 * s4)) return flat - straightSlope * mean1;
  const curve = (t2 - mean2 * t0 - (v12 / v11) * (t1 - mean1 * t0)) / rest;
  const slope = straightSlope - (curve * v12) / v11;
  return flat - slope * mean1 - curve * mean2;
}

/**
 * Local regression with tricube weights, computed afresh at every point
 * (R's `loess(y ~ x, surface = "direct")`; R's default interpolates instead).
 *
 *     weight = (1 - (d / h)^3)^3,  h the distance of the q-th nearest, q = floor(span * n)
 *
 * Where so many x are equal that h is 0, h is the distance of the nearest
 * different x; where a neighbourhood cannot carry the degree, a lower one is used.
 *
 * @param at where the curve is wanted
 * @source  Cleveland WS, Devlin SJ. J Am Stat Assoc 1988;83:596-610
 * @checked test/reference/calibration.R, loess of R 4.2.2, 1e-8
 */
export function loess(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  at: ArrayLike<number>,
  options: LoessOptions = {},
): Float64Array {
  const { span = 0.75, degree = 2 } = options;
  if (!(span > 0 && span <= 1)) throw new RangeError(`invalid span; not in (0, 1]: ${span}`);
  const n = x.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => (x[a] as number) - (x[b] as number),
  );
  const xs = Float64Array.from(order, (i) => x[i] as number);
  const ys = Float64Array.from(order, (i) => y[i] as number);
  const q = Math.max(1, Math.min(n, Math.floor(n * span + 1e-5)));
  const wanted = Uint32Array.from({ length: at.length }, (_, i) => i).sort(
    (a, b) => (at[a] as number) - (at[b] as number),
  );
  const result = new Float64Array(at.length);
  const s = new Float64Array(5);
  const t = new Float64Array(3);
  let from = 0;
  let before = Number.NaN;
  let height = Number.NaN;
  for (const index of wanted) {
    const x0 = at[index] as number;
    if (x0 === before) {
      result[index] = height;
      continue;
    }
    while (from + q < n && (xs[from + q] as number) - x0 < x0 - (xs[from] as number)) from += 1;
    let h = Math.max(
      Math.abs(x0 - (xs[from] as number)),
      Math.abs((xs[from + q - 1] as number) - x0),
    );
    if (h === 0) h = nearestOther(xs, x0);
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
      if (ys[i] !== 0) {
        const value = ys[i] as number;
        t[0] = (t[0] as number) + w * value;
        t[1] = (t[1] as number) + wu * value;
        t[2] = (t[2] as number) + wuu * value;
      }
    }
    height = heightAtOrigin(s, t, degree);
    before = x0;
    result[index] = height;
  }
  return result;
}

/** Distance from `x0` to the nearest different value, or 1 when all are equal. */
function nearestOther(sorted: Float64Array, x0: number): number {
  let nearest = Infinity;
  for (const value of sorted) {
    const distance = Math.abs(value - x0);
    if (distance > 0 && distance < nearest) nearest = distance;
  }
  return Number.isFinite(nearest) ? nearest * 1.001 : 1;
}
