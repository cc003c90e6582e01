import type { Codebook } from '../../clinical/codebook.ts';
import { plainText } from '../plain-text.ts';
import type { Words } from '../words/words.ts';

/** The name of a concept in the page's language, else its value set's title. */
export function conceptName(words: Words, codebook: Codebook, concept: string): string {
  return (
    words.find(`concept.${concept}`) ??
    plainText(codebook.concepts.get(concept)?.title ?? concept, 60)
  );
}
