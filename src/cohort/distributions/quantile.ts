/** The value below which this share of sorted numbers lies, interpolated as R's default (type 7). */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  return below + 1 < sorted.length
    ? low + (place - below) * ((sorted[below + 1] as number) - low)
    : low;
}
