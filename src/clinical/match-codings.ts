import type { CodeIndex } from './code-index.ts';
import type { Concept, ConceptCode, Match } from './codebook.ts';

/** A facet that two codes of one concept contradict each other about. */
const CONFLICT = 'conflict';
/** Facet values that say nothing, and give way to any other. */
const SILENT = ['unsaid', 'unspecified', 'unknown'];

/**
 * Every concept the codings of one resource mean, each once. Of a concept and
 * a case of it the case stays; several codes of one concept pool their facets.
 */
export function matchCodings(
  codings: readonly { system?: string; code?: string }[],
  resourceType: string,
  concepts: ReadonlyMap<string, Concept>,
  index: CodeIndex,
): readonly Match[] {
  const found: Match[] = [];
  for (const coding of codings) {
    if (typeof coding.code !== 'string' || coding.code === '') continue;
    const system = typeof coding.system === 'string' ? coding.system : undefined;
    const entry = index.find(system, coding.code);
    const concept = entry === null ? undefined : concepts.get(entry.concept);
    if (entry === null || !concept?.resources.includes(resourceType)) continue;
    const at = found.findIndex((match) => match.concept.id === concept.id);
    const known = found[at];
    if (known === undefined) found.push({ concept, code: entry.code });
    else found[at] = { concept, code: mergeCodes(known.code, entry.code) };
  }
  if (found.length < 2) return found;
  return found.filter(
    (wide) => !found.some((narrow) => isCaseOf(narrow.concept, wide.concept, concepts)),
  );
}

/** Whether a concept leads up to another by `refines`, not through a look-alike. */
function isCaseOf(narrow: Concept, wide: Concept, concepts: ReadonlyMap<string, Concept>): boolean {
  let at: Concept | undefined = narrow;
  for (let step = 0; step < concepts.size && at !== undefined; step += 1) {
    if (at.kind === 'look-alike' || at.refines === undefined) return false;
    if (at.refines === wide.id) return true;
    at = concepts.get(at.refines);
  }
  return false;
}

function mergeCodes(first: ConceptCode, second: ConceptCode): ConceptCode {
  if (first.system === second.system && first.code === second.code) return first;
  const facets: Record<string, string> = { ...first.facets };
  for (const [name, value] of Object.entries(second.facets ?? {})) {
    const known = facets[name];
    if (known === undefined || SILENT.includes(known)) facets[name] = value;
    else if (known !== value && !SILENT.includes(value)) facets[name] = CONFLICT;
  }
  return Object.keys(facets).length === 0 ? first : { ...first, facets };
}
