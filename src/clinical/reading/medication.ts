import type { Match } from '../codebook.ts';
import { type Meaning, readCodings, readMeaning } from './codings.ts';
import { asObject, asObjects, type Json } from './json.ts';
import { readWrittenQuantity, type Written } from './quantity.ts';
import type { Reading } from './read.ts';

/** One ingredient that is a concept of ours, and how much of it is in a volume. */
export interface Ingredient {
  readonly match: Match;
  /** Absent when the medication does not say. */
  readonly strength?: { readonly numerator: Written; readonly denominator: Written };
}

/** What was administered or ordered. */
export interface Medication {
  /** Whether it points at a Medication that is not there, and carries no code of its own. */
  readonly unresolved?: true;
  readonly meaning: Meaning;
  readonly ingredients: readonly Ingredient[];
}

/**
 * The medication of an administration or an order: coded in place, contained,
 * or another resource; by its own codes and by those of every ingredient. A
 * brand or a mixture whose code nobody mapped is known by its ingredients; a
 * code and an ingredient that contradict each other are a conflict.
 */
export function readMedication(resource: Json, type: string, reading: Reading): Medication {
  const reference = asObject(resource['medicationReference'])?.['reference'];
  const medication = reading.resolve(reference, resource);
  const codings = [
    ...readCodings(resource['medicationCodeableConcept']),
    ...readCodings(medication?.['code']),
  ];
  if (codings.length === 0 && medication === null && reference !== undefined) {
    return { unresolved: true, meaning: { match: null, conflict: [] }, ingredients: [] };
  }
  const coded = readMeaning(codings, type, reading.codebook);
  const ingredients = asObjects(medication?.['ingredient']).flatMap((ingredient) =>
    readIngredient(ingredient, type, reading),
  );
  if (coded.conflict.length > 0) return { meaning: coded, ingredients: [] };
  const { match } = coded;
  if (match === null || ingredients.length === 0) {
    const meant = match === null ? (ingredients[0]?.match ?? null) : match;
    const only = match === null ? ingredients : [{ match }];
    return { meaning: { match: meant, conflict: [] }, ingredients: only };
  }
  if (ingredients.some((each) => each.match.concept.id === match.concept.id)) {
    const own = ingredients.map((each) =>
      each.match.concept.id === match.concept.id ? { ...each, match } : each,
    );
    return { meaning: coded, ingredients: own };
  }
  const conflict = [match, ...ingredients.map((each) => each.match)].map((each) => each.concept.id);
  return { meaning: { match: null, conflict: [...new Set(conflict)].sort() }, ingredients: [] };
}

function readIngredient(ingredient: Json, type: string, reading: Reading): readonly Ingredient[] {
  const codings = readCodings(ingredient['itemCodeableConcept']);
  const { match } = readMeaning(codings, type, reading.codebook);
  if (match === null) return [];
  const strength = asObject(ingredient['strength']);
  const numerator = readWrittenQuantity(strength?.['numerator']);
  const denominator = readWrittenQuantity(strength?.['denominator']);
  if (numerator === null || denominator === null || !(denominator.value > 0)) return [{ match }];
  return [{ match, strength: { numerator, denominator } }];
}
