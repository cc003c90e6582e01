import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONCEPTS } from '../../src/clinical/concept-map.ts';
import { codebook, folder } from './published.ts';

interface CodeSystem {
  readonly url: string;
  readonly count: number;
  readonly concept: readonly { readonly code: string; readonly display: string }[];
}

const read = (name: string): CodeSystem =>
  JSON.parse(readFileSync(`${folder}${name}.codesystem.json`, 'utf8')) as CodeSystem;
const labelled = (code: string, display: string | undefined): string => `${code} ${display}`;

describe('our own code systems', () => {
  test('list every concept under the name its value set has', () => {
    const { url, count, concept } = read('concept');
    expect(url).toBe(CONCEPTS);
    expect(count).toBe(concept.length);
    const concepts = [...codebook.concepts.values()].map(({ id, title }) => labelled(id, title));
    expect(concept.map(({ code, display }) => labelled(code, display)).sort()).toEqual(
      concepts.sort(),
    );
  });

  test('hold the codes of the grey-white matter ratio, and no others', () => {
    const { url, concept } = read('gwr');
    const codes = codebook.concepts.get('gwr')?.codes.filter(({ system }) => system === url);
    expect(codes?.map(({ code, display }) => labelled(code, display))).toEqual(
      concept.map(({ code, display }) => labelled(code, display)),
    );
  });
});
