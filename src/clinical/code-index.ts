import { canonicalSystem, comparableCode, isPrefixSystem, widerSystem } from './code-systems.ts';
import type { ConceptCode } from './codebook.ts';

/** One code in the index and the concept it belongs to. */
export interface Indexed {
  readonly concept: string;
  readonly code: ConceptCode;
}

interface SystemIndex {
  readonly codes: Map<string, Indexed>;
  /** Lengths of the prefixes held, longest first; empty for exact systems. */
  lengths: number[];
}

/** How many system spellings are remembered: far more than any record has. */
const REMEMBERED = 1000;

/** Which concept a code means, by hash lookup: exact, or by the longest prefix for ICD and OPS. */
export class CodeIndex {
  readonly #systems = new Map<string, SystemIndex>();
  readonly #spellings = new Map<string, string>();
  readonly #aliases: Readonly<Record<string, string>>;

  /** @param aliases a site's own URIs of published systems, by URI */
  constructor(aliases: Readonly<Record<string, string>>) {
    this.#aliases = aliases;
  }

  /** The canonical form of a system URI or OID. */
  system(uri: string): string {
    const known = this.#spellings.get(uri);
    if (known !== undefined) return known;
    const own = Object.hasOwn(this.#aliases, uri) ? this.#aliases[uri] : undefined;
    const system = canonicalSystem(own ?? uri);
    if (this.#spellings.size < REMEMBERED) this.#spellings.set(uri, system);
    return system;
  }

  /**
   * Adds a code; when another concept has it already, that concept's id and
   * nothing changes. Given again to its own concept, the later facets win.
   */
  add(concept: string, code: ConceptCode): string | null {
    const own: SystemIndex = this.#systems.get(code.system) ?? { codes: new Map(), lengths: [] };
    this.#systems.set(code.system, own);
    const key = comparableCode(code.system, code.code);
    const owner = own.codes.get(key);
    if (owner !== undefined && owner.concept !== concept) return owner.concept;
    const facets = { ...owner?.code.facets, ...code.facets };
    const said = Object.keys(facets).length === 0 ? {} : { facets };
    own.codes.set(key, { concept, code: { ...code, ...said } });
    if (isPrefixSystem(code.system) && !own.lengths.includes(key.length)) {
      own.lengths = [...own.lengths, key.length].sort((a, b) => b - a);
    }
    return null;
  }

  /** The entry of a coding, or null. A coding without a system finds only codes mapped without one. */
  find(uri: string | undefined, code: string): Indexed | null {
    const system = uri === undefined ? '' : this.system(uri);
    return this.#findIn(system, code) ?? this.#findIn(widerSystem(system), code);
  }

  #findIn(system: string | null, code: string): Indexed | null {
    const own = system === null ? undefined : this.#systems.get(system);
    return own === undefined ? null : lookUp(own, comparableCode(system ?? '', code));
  }
}

function lookUp(index: SystemIndex, key: string): Indexed | null {
  const exact = index.codes.get(key);
  if (exact !== undefined) return exact;
  for (const length of index.lengths) {
    const found = length < key.length ? index.codes.get(key.slice(0, length)) : undefined;
    if (found !== undefined) return found;
  }
  return null;
}
