import type { Fault, Found } from '../faults.ts';
import { CodeIndex } from './code-index.ts';
import { contentHash } from './content-hash.ts';
import { matchCodings } from './match-codings.ts';
import { addSiteMap } from './site-map.ts';
import { subsetValueSet } from './subset-value-set.ts';
import { foldUnit } from './unit-spelling.ts';
import { readValueSet } from './value-set.ts';

/** One unit a concept accepts: the canonical value is `value * factor`. */
export interface AcceptedUnit {
  /** UCUM code or listed spelling, compared after `µ`/`μ` → `u` and trimming; case matters. */
  readonly unit: string;
  readonly factor: number;
  /** Absent where the value set came without its remarks, as the app is served it. */
  readonly source?: string;
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
  /** UCUM codes it is shown in by sites of either system of units, where that is not its own unit. */
  readonly shown?: Readonly<Partial<Record<'conventional' | 'SI', string>>>;
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
  /** `site`, or where the code was found; absent where the value set came without its remarks, as the app is served it. */
  readonly source?: string;
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
  /**
   * Short hash of all that an answer can depend on, shown on screen and written
   * back: value sets, a site's maps and systems. The same for whole value sets
   * and for those without remarks.
   */
  readonly version: string;
}

/** A file as a door read it: its name for messages, and its parsed content. */
export interface MappingFile {
  readonly file: string;
  readonly json: unknown;
}

/** What a site adds to the published value sets. */
export interface SiteMappings {
  readonly conceptMaps: readonly MappingFile[];
  /** The hospital's own URIs for published code systems, by URI. */
  readonly systems?: Readonly<Record<string, string>>;
}

/**
 * All concepts, ready to look codes up: the published value sets and what a
 * site adds in its ConceptMaps. One malformed file makes the whole codebook
 * empty, beside every fault found: the caller refuses to start.
 *
 * Faults: `file-unreadable` for a value set, `setting-wrong` for a site's map,
 * each with its file and JSON path.
 */
export function readCodebook(
  valueSets: readonly MappingFile[],
  site: SiteMappings = { conceptMaps: [] },
): Found<Codebook> {
  const faults: Fault[] = [];
  const concepts = new Map<string, Concept>();
  const index = new CodeIndex(site.systems ?? {});
  for (const { file, json } of valueSets) {
    const { concept, problems } = readValueSet(json);
    for (const { place, problem } of problems) {
      faults.push({ kind: 'file-unreadable', source: file, place, problem });
    }
    if (concept === null) continue;
    if (concepts.has(concept.id)) {
      const problem = `another file has the concept ${concept.id} already`;
      faults.push({ kind: 'file-unreadable', source: file, place: 'id', problem });
      continue;
    }
    concepts.set(concept.id, concept);
    for (const code of concept.codes) {
      const owner = index.add(concept.id, code);
      if (owner === null) continue;
      const problem = `${code.system} ${code.code} already means ${owner}`;
      faults.push({ kind: 'file-unreadable', source: file, place: 'compose', problem });
    }
  }
  for (const concept of concepts.values()) {
    if (concept.refines === undefined || concepts.has(concept.refines)) continue;
    const problem = `${concept.id} refines ${concept.refines}, which is no concept`;
    faults.push({ kind: 'file-unreadable', source: concept.id, place: 'extension', problem });
  }
  const written = valueSets.map(({ json }) => JSON.stringify(subsetValueSet(json))).sort();
  for (const { file, json } of site.conceptMaps) {
    for (const { place, problem } of addSiteMap(json, concepts, index)) {
      faults.push({ kind: 'setting-wrong', source: file, place, problem });
    }
    written.push(JSON.stringify(json));
  }
  if (faults.length > 0) return { value: codebookOf(new Map(), new CodeIndex({}), ''), faults };
  const version = contentHash(written.join('\n') + JSON.stringify(site.systems ?? {}));
  return { value: codebookOf(concepts, index, version), faults };
}

function codebookOf(
  concepts: ReadonlyMap<string, Concept>,
  index: CodeIndex,
  version: string,
): Codebook {
  const spellings = new Map<string, ReadonlyMap<string, AcceptedUnit>>();
  for (const { id, measurement } of concepts.values()) {
    const units = measurement?.accepted.map((each) => [foldUnit(each.unit), each] as const);
    spellings.set(id, new Map(units));
  }
  return {
    concepts,
    version,
    match: (codings, resourceType) => matchCodings(codings, resourceType, concepts, index),
    system: (uri) => index.system(uri),
    unit: (concept, written) => {
      const units = spellings.get(concept.id);
      return units?.get(written) ?? units?.get(foldUnit(written)) ?? null;
    },
  };
}
