import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import de from '../../src/app/words/de.json';
import en from '../../src/app/words/en.json';
import zh from '../../src/app/words/zh.json';
import { wordsOf } from '../../src/app/words/words.ts';

/** First parts of the keys that regions 1 to 4 and 10 and the pages without a patient speak with. */
const MUST_BE_TRANSLATED = [
  'app',
  'part',
  'sheet',
  'closed',
  'page',
  'region',
  'patient',
  'ago',
  'run',
  'asof',
  'risk',
  'refusal',
  'input',
  'inputs',
  'assumed',
  'provenance',
  'rule',
  'because',
  'why',
  'gwr',
  'not-used',
  'unit',
  'concept',
];
const translations = Object.entries({ de, zh });
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).sort();
const catalogue = (words: object) => words as Readonly<Record<string, string>>;

/** Kinds of faults, read from the union itself. */
const faultKinds = [
  ...readFileSync(resolve(import.meta.dirname, '../../src/faults.ts'), 'utf8').matchAll(
    /\| \{\s*kind: '([a-z-]+)'/g,
  ),
].map(([, kind]) => kind ?? '');

describe.each(translations)('the words in %s', (language, words) => {
  test('lack no key of regions 1 to 4 and 10', () => {
    const keys = Object.keys(en).filter((key) =>
      MUST_BE_TRANSLATED.includes(key.split('.')[0] ?? ''),
    );
    expect(keys.filter((key) => !Object.hasOwn(words, key))).toEqual([]);
  });

  test('say every kind of fault', () => {
    expect(faultKinds.length).toBeGreaterThan(40);
    expect(faultKinds.filter((kind) => !Object.hasOwn(words, `fault.${kind}`))).toEqual([]);
  });

  test('have no key that English does not know, save faults and standing lines', () => {
    const strange = Object.keys(words).filter(
      (key) => !Object.hasOwn(en, key) && !/^(fault|standing)\./.test(key),
    );
    expect(strange).toEqual([]);
  });

  test('name the same values as the English text', () => {
    const differ = Object.entries(catalogue(words))
      .filter(([key]) => Object.hasOwn(en, key))
      .filter(([key, text]) => {
        const english = placeholders(catalogue(en)[key] ?? '');
        return JSON.stringify(placeholders(text)) !== JSON.stringify(english);
      })
      .map(([key]) => key);
    expect(differ).toEqual([]);
  });

  test('say of themselves that no clinician has reviewed them', () => {
    expect(catalogue(words)['about.translation']).not.toBe(catalogue(en)['about.translation']);
    expect(language).not.toBe('en');
  });
});

describe('saying a text', () => {
  const words = wordsOf('de', 'Europe/Berlin', en, { 'risk.none': 'Kein Risiko' });

  test('falls back to English for a key the language lacks', () => {
    expect(words.say('what-if.now')).toBe(en['what-if.now']);
    expect(words.say('risk.none')).toBe('Kein Risiko');
  });

  test('puts values in and leaves an unknown placeholder as it stands', () => {
    expect(words.say('run.hour', { n: 61 })).toBe('hour 61');
    expect(words.say('run.hour')).toBe('hour {n}');
  });

  test('never reads a key from the prototype of its catalogue', () => {
    expect(words.find('constructor')).toBeNull();
    expect(words.find('__proto__')).toBeNull();
  });

  test('chooses the plural the language asks for', () => {
    expect(words.count('inputs.from', 1)).toBe('from 1 resource');
    expect(words.count('inputs.from', 3)).toBe('from 3 resources');
  });
});
