import { Problem } from '../problem.ts';
import type { Cut } from './search.ts';

const LIFETIME_MS = 10 * 60_000;
const MOST_KEPT = 500;

/**
 * Results waiting for someone to follow `next`. A key may be followed any number
 * of times until it expires after ten minutes, or when 500 later ones exist.
 */
export class Pages {
  readonly #kept = new Map<string, { readonly cut: Cut; readonly until: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Keeps the rest of a result; gives the opaque key of its next page. */
  keep(cut: Cut): string {
    const key = crypto.randomUUID();
    this.#kept.set(key, { cut, until: this.#now().getTime() + LIFETIME_MS });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return key;
  }

  /** The rest kept under a key; 410 once it has expired. */
  get(key: string): Cut {
    const kept = this.#kept.get(key);
    if (!kept || kept.until < this.#now().getTime()) {
      throw new Problem(410, 'expired', 'The search has expired; start again.');
    }
    return kept.cut;
  }
}
