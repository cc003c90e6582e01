import { localPolynomials } from './local-polynomials.ts';
import { loessKnots } from './loess-knots.ts';

/** How local, and how bent, a loess curve is. */
export interface LoessOptions {
  /** Share of the points in each neighbourhood, in (0, 1]. R's default 0.75. */
  readonly span?: number;
  /** Degree of the local polynomial: 1 or 2. R's default 2. */
  readonly degree?: 1 | 2;
}

/**
 * Local regression as R's `loess(y ~ x)` does it: polynomials with tricube weights
 * over the `floor(span * n)` nearest points are fitted at a few knots, and between
 * neighbouring knots `a` and `b` the curve is the cubic that has their heights and
 * slopes. With `u = (x - a) / (b - a)`:
 *
 *     (1-u)²(1+2u)·ya + u²(3-2u)·yb + (b-a)·(u(1-u)²·sa - u²(1-u)·sb)
 *
 * @param at where the curve is wanted, within the range of `x`; beyond it there is none (`NaN`)
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
  const knots = loessKnots(xs, span);
  const { heights, slopes } = localPolynomials(xs, ys, knots, q, degree);
  const [first, last] = [xs[0] as number, xs[n - 1] as number];
  return Float64Array.from(at, (place) => {
    if (!(place >= first && place <= last)) return Number.NaN;
    let low = 0;
    let high = knots.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((knots[middle] as number) < place) low = middle;
      else high = middle;
    }
    const width = (knots[high] as number) - (knots[low] as number);
    const u = (place - (knots[low] as number)) / width;
    const v = 1 - u;
    return (
      v * v * (1 + 2 * u) * (heights[low] as number) +
      u * u * (3 - 2 * u) * (heights[high] as number) +
      width * u * v * (v * (slopes[low] as number) - u * (slopes[high] as number))
    );
  });
}
