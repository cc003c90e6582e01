import { AS_KEPT, type DisplayUnits } from '../../clinical/display-units.ts';
import type en from './en.json';

/** Key of one text; the English catalogue is the list of all keys. */
export type WordKey = keyof typeof en;

/** A catalogue; languages other than English may leave keys to English. */
export type Catalogue = Readonly<Partial<Record<WordKey, string>>>;

/** Languages a site can choose. */
export type Language = 'en' | 'de' | 'zh';

/** Says texts in one language, in its way of writing numbers and times, in the site's zone and units. */
export interface Words {
  readonly language: Language;
  readonly timeZone: string;
  /** The units the site reads measured values in. */
  readonly units: DisplayUnits;
  /** The text of a key, `{name}` replaced by its value. */
  say(key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** `key.one` or `key.other` as the language asks for a count, with `{n}`. */
  count(key: CountKey, n: number, values?: Readonly<Record<string, string | number>>): string;
  /** The text of a key made from data, such as a refusal's; null when no such text exists. */
  find(key: string, values?: Readonly<Record<string, string | number>>): string | null;
}

/** Keys with a singular and a plural, without the ending. */
export type CountKey = {
  [K in WordKey]: K extends `${infer Stem}.other`
    ? `${Stem}.one` extends WordKey
      ? Stem
      : never
    : never;
}[WordKey];

/** Not `Object.hasOwn`: the page that says a browser lacks it has to be put into words there. */
const holds = (values: object, name: string): boolean =>
  Object.prototype.hasOwnProperty.call(values, name);

/**
 * Words of a language over the English ones.
 *
 * @param own the language's catalogue; keys it lacks are said in English
 */
export function wordsOf(
  language: Language,
  timeZone: string,
  english: Readonly<Record<WordKey, string>>,
  own: Catalogue = {},
): Words {
  const plural = new Intl.PluralRules(language);
  const find: Words['find'] = (key, values = {}) => {
    const text = holds(own, key)
      ? own[key as WordKey]
      : holds(english, key)
        ? english[key as WordKey]
        : undefined;
    if (text === undefined) return null;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      holds(values, name) ? String(values[name]) : whole,
    );
  };
  const say = (key: string, values?: Readonly<Record<string, string | number>>) =>
    find(key, values) ?? key;
  return {
    language,
    timeZone,
    units: AS_KEPT,
    find,
    say,
    count: (key, n, values) =>
      say(`${key}.${plural.select(n) === 'one' ? 'one' : 'other'}`, { n, ...values }),
  };
}
