import { createContext, use } from 'react';
import en from './en.json';
import { wordsOf, type Words } from './words.ts';

/** The words of the page; English in UTC until the site file is read. */
export const WordsContext = createContext<Words>(wordsOf('en', 'UTC', en));

/** The words every component speaks with. */
export function useWords(): Words {
  return use(WordsContext);
}
