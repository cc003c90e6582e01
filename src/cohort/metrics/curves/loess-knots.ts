/** Share of a neighbourhood's points below which a cell is not cut further (R's `cell`). */
const CELL = 0.2;
/** How far the box reaches beyond the points, as a share of their range. */
const MARGIN = 0.005;

/**
 * Where R's `loess` computes the curve: the ends of a box a little wider than the
 * points, and the medians at which its cells are cut in two until they hold few
 * points. Points of one value stay in one cell.
 *
 * @param xs ascending
 * @returns ascending, without repeats
 * @source Cleveland WS, Grosse E. Stat Comput 1991;1:47-62 (k-d tree and blending)
 */
export function loessKnots(xs: Float64Array, span: number): Float64Array {
  const first = xs[0] as number;
  const last = xs[xs.length - 1] as number;
  const least = Math.max(Math.abs(first), Math.abs(last)) * 1e-3 + 1e-30;
  const margin = MARGIN * Math.max(last - first, least);
  const ends: readonly [number, number] = [first - margin, last + margin];
  const few = Math.floor(xs.length * span * CELL);
  const cuts: number[] = [];
  const split = (from: number, to: number, low: number, high: number): void => {
    if (to - from + 1 <= few) return;
    const middle = lastOfItsValue(xs, from, to);
    if (middle === null) return;
    const cut = xs[middle] as number;
    if (cut === low || cut === high) return;
    cuts.push(cut);
    split(from, middle, low, cut);
    split(middle + 1, to, cut, high);
  };
  split(0, xs.length - 1, ...ends);
  return Float64Array.from([...ends, ...cuts]).sort();
}

/** The point nearest to the middle whose next is a different value; `null` when none is found before the nearer end. */
function lastOfItsValue(xs: Float64Array, from: number, to: number): number | null {
  const middle = Math.floor((from + to + 2) / 2) - 1;
  for (let offset = 0; middle + offset < to && middle + offset >= from;) {
    if (xs[middle + offset] !== xs[middle + offset + 1]) return middle + offset;
    offset = -offset;
    if (offset >= 0) offset += 1;
  }
  return null;
}
