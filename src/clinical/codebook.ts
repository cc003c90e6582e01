/** One unit a concept accepts: the canonical value is `value * factor + offset`. */
export interface AcceptedUnit {
  /** UCUM code or listed spelling, compared after `µ`/`μ` → `u` and trimming; case matters. */
  readonly unit: string;
  readonly factor: number;
  readonly offset?: number;
  readonly source: string;
  /** The UCUM code a spelling stands for; absent when `unit` is itself UCUM. */
  readonly ucum?: string;
  /** What the unit's annotation counts, such as `FEU` or `DDU`; the factor already allows for it. */
  readonly basis?: string;
  /** The unit the value becomes, where that is not the concept's own: rates, bags, milligrams of a drug counted in units. */
  readonly to?: string;
}

/** How a measured concept is read. */
export interface Measurement {
  /** Canonical UCUM unit, such as `10*9/L`. */
  readonly unit: string;
  readonly accepted: readonly AcceptedUnit[];
  /** Outside these bounds, in the canonical unit, a value is not believed. Inclusive. */
  readonly plausible: readonly [number, number];
  /**
   * Where the upper limit of a laboratory's own reference range lies, in the
   * canonical unit. A range ending elsewhere contradicts the unit as written.
   */
  readonly upperReference?: readonly [number, number];
}

/** A thing the product knows, such as the platelet count. Read from one FHIR ValueSet. */
export interface Concept {
  /** The ValueSet's id and file name: `platelets`. */
  readonly id: string;
  readonly title: string;
  /**
   * What its resources become. `look-alike` is matched only to be refused with
   * a reason (bypass is not ECMO); `refines` names the concept it looks like,
   * or, for other kinds, the wider concept this one is a case of (`ecmo-va` of `ecmo`).
   */
  readonly kind: 'measured' | 'given' | 'supported' | 'happened' | 'look-alike';
  readonly refines?: string;
  /** FHIR resource types that may carry it. */
  readonly resources: readonly string[];
  readonly measurement?: Measurement;
  /** Further facts of the value set that a reader needs, such as `mode: VA`, `specimen: arterial`, `basis: DDU`. */
  readonly facets: Readonly<Record<string, string>>;
  /** Exact codes and prefixes with the concept's facet overrides, as published and as the site added them. */
  readonly codes: readonly ConceptCode[];
}

/** One code of a concept. */
export interface ConceptCode {
  /** Canonical system URI, aliases already resolved. */
  readonly system: string;
  readonly code: string;
  /** `prefix` for ICD and OPS hierarchies, else `exact`. */
  readonly match: 'exact' | 'prefix';
  readonly display?: string;
  readonly source: string;
  readonly facets?: Readonly<Record<string, string>>;
}

/** What the codings of one resource mean. */
export interface Match {
  readonly concept: Concept;
  readonly code: ConceptCode;
}

/** All concepts of a site, published and local, ready to look codes up. Made once by `readCodebook`. */
export interface Codebook {
  readonly concepts: ReadonlyMap<string, Concept>;
  /**
   * Every concept the codings mean, each once, for a resource of that type.
   * A wider concept gives way to its case (`ecmo` to `ecmo-va`), never to a
   * look-alike. Facets of several codes of one concept are merged; where they
   * contradict each other the facet is `conflict`. Two different concepts in
   * one answer are the caller's `code-conflict`.
   */
  match(
    codings: readonly { system?: string; code?: string }[],
    resourceType: string,
  ): readonly Match[];
  /** The canonical form of a system URI or OID; unknown ones come back as they are. */
  system(uri: string): string;
  /** Site spellings: the accepted unit of a concept, or null. */
  unit(concept: Concept, written: string): AcceptedUnit | null;
  /** Short content hash, shown on screen and written back. */
  readonly version: string;
}
