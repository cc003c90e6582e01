/**
 * Answers which is the first of several stretches of time that ends at or after
 * an instant, of those not struck out yet; both in logarithmic time. A
 * complete binary tree: every node holds the latest end below it.
 */
export class FirstEnding {
  readonly #latest: Float64Array;
  readonly #size: number;

  /** @param ends milliseconds, in the order in which the first is sought */
  constructor(ends: readonly number[]) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(ends.length, 1)));
    this.#latest = new Float64Array(2 * this.#size).fill(-Infinity);
    this.#latest.set(ends, this.#size);
    for (let node = this.#size - 1; node > 0; node -= 1) this.#sum(node);
  }

  /** Index of the first; null when all end before, or are struck out. */
  find(instant: number): number | null {
    let node = 1;
    if (this.#at(node) < instant) return null;
    while (node < this.#size) {
      node *= 2;
      if (this.#at(node) < instant) node += 1;
    }
    return node - this.#size;
  }

  /** Takes one out of the search. */
  strike(index: number): void {
    let node = this.#size + index;
    this.#latest[node] = -Infinity;
    for (node >>= 1; node > 0; node >>= 1) this.#sum(node);
  }

  #at(node: number): number {
    return this.#latest[node] ?? -Infinity;
  }

  #sum(node: number): void {
    this.#latest[node] = Math.max(this.#at(2 * node), this.#at(2 * node + 1));
  }
}
