import en from './en.json';
import { wordsOf, type Catalogue, type Language, type Words } from './words.ts';

const catalogues: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => en,
  de: async () => (await import('./de.json')).default,
  zh: async () => (await import('./zh.json')).default,
};

/** Words of a site's language; English comes with the page, others are loaded. */
export async function loadWords(language: Language, timeZone: string): Promise<Words> {
  return wordsOf(language, timeZone, en, await catalogues[language]());
}
