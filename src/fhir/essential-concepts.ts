import type { Codebook, Concept } from '../clinical/codebook.ts';
import type { ModelDocument } from '../model/document.ts';

/**
 * Concepts without which there is no risk: those of the model's inputs, its
 * outcome, and whatever says that support runs; with the narrower concepts that
 * count as one of them, and the look-alikes that are refused in their place.
 * Everything else is drawn beside the risk and may come after it.
 */
export function essentialConcepts(model: ModelDocument, codebook: Codebook): ReadonlySet<string> {
  const named = new Set([
    model.outcome.concept,
    ...model.inputs.flatMap(({ rule }) => rule.concepts),
  ]);
  const isEssential = (concept: Concept, depth = 0): boolean => {
    if (named.has(concept.id) || concept.kind === 'supported') return true;
    if (concept.facets['supports'] !== undefined) return true;
    const wider =
      concept.refines === undefined ? undefined : codebook.concepts.get(concept.refines);
    return wider !== undefined && depth < 9 && isEssential(wider, depth + 1);
  };
  const concepts = [...codebook.concepts.values()];
  return new Set(concepts.filter((concept) => isEssential(concept)).map(({ id }) => id));
}
