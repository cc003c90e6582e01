/** One line of the table. */
export interface Measurement {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
}

/** Median milliseconds of several runs, after one that is not counted. */
export function medianMilliseconds(work: () => unknown, runs = 9): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
  return medianOf(times);
}

/** The middle one; of an even number the upper of the two. */
export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** The smallest value that more than that share of all lie below or at. */
export function quantileOf(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

/** Seconds of processor that `work` takes, over all threads of this process. */
export async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Megabytes of heap that `work` leaves reachable; needs `--expose-gc`, else `null`. */
export function heldMegabytes(work: () => unknown): number | null {
  const { gc } = globalThis;
  if (gc === undefined) return null;
  gc();
  const before = process.memoryUsage().heapUsed;
  const held = [work()];
  gc();
  const after = process.memoryUsage().heapUsed;
  return held.length > 0 ? (after - before) / 2 ** 20 : null;
}

/** `12.3 ms`, `1.2 s`. */
export function inTime(milliseconds: number): string {
  return milliseconds < 1000
    ? `${milliseconds.toPrecision(3)} ms`
    : `${(milliseconds / 1000).toPrecision(3)} s`;
}
