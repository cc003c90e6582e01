import type { Codebook, Concept, Match } from '../codebook.ts';
import { asObjects, asObject } from './json.ts';

/** A coding as far as matching needs it. Displays are never matched. */
export interface Coding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

/** The codings of a CodeableConcept whose system and code are text. */
export function readCodings(concept: unknown): readonly Coding[] {
  const codings = asObjects(asObject(concept)?.['coding']);
  return codings.every(isCoding) ? codings : codings.filter(isCoding);
}

/** What one resource's codings mean. */
export interface Meaning {
  /** Null when nothing matched, or when it cannot be told which of several is meant. */
  readonly match: Match | null;
  /** Concepts that contradict each other; empty unless there are two or more. */
  readonly conflict: readonly string[];
}

/** The one concept a resource's codings mean; two different ones are a conflict. */
export function readMeaning(
  codings: readonly Coding[],
  resourceType: string,
  codebook: Codebook,
): Meaning {
  if (codings.length === 0) return NOTHING;
  const matches = codebook.match(codings, resourceType);
  const [first] = matches;
  if (first === undefined) return NOTHING;
  const concepts = new Set(matches.map((match) => match.concept.id));
  if (concepts.size === 1) return { match: first, conflict: [] };
  return { match: null, conflict: [...concepts].sort() };
}

/** A fact of the value set: of the code where it has one, else of the whole concept. */
export function facet(match: Match, name: string): string | undefined {
  return match.code.facets?.[name] ?? match.concept.facets[name];
}

/**
 * The concept a resource is listed under: a look-alike under what it looks
 * like, every kind of support under support, anything else under its own.
 */
export function listedUnder(concept: Concept, codebook: Codebook): string {
  const { kind, refines } = concept;
  if (refines === undefined) return concept.id;
  const wider = codebook.concepts.get(refines);
  const listed = kind === 'look-alike' || (kind === 'supported' && wider?.kind === 'supported');
  return listed ? refines : concept.id;
}

/** The concepts a resource is listed under, each once: of those that contradict each other all. */
export function allListed({ match, conflict }: Meaning, codebook: Codebook): readonly string[] {
  if (match !== null) return [listedUnder(match.concept, codebook)];
  const meant = conflict.flatMap((id) => codebook.concepts.get(id) ?? []);
  return [...new Set(meant.map((concept) => listedUnder(concept, codebook)))];
}

const NOTHING: Meaning = { match: null, conflict: [] };

function isCoding(value: Readonly<Record<string, unknown>>): value is Coding & typeof value {
  const { system, code } = value;
  return (
    (system === undefined || typeof system === 'string') &&
    (code === undefined || typeof code === 'string')
  );
}
