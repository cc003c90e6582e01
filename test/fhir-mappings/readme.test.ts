import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkSiteUnits } from '../../src/clinical/check-site-units.ts';
import { readCodebook } from '../../src/clinical/codebook.ts';
import { CONCEPTS } from '../../src/clinical/concept-map.ts';
import { readSite } from '../../src/clinical/read-site.ts';
import { conceptTable } from '../../src/site/concept-table.ts';
import { least } from '../clinical/site-files.ts';
import { codebook, folder, published } from './published.ts';

const readme = readFileSync(`${folder}README.md`, 'utf8');
const examples = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map((found) => found[1] ?? '');
const faultsOf = (group: unknown[]): unknown =>
  readCodebook(published, {
    conceptMaps: [{ file: 'codes.conceptmap.json', json: { resourceType: 'ConceptMap', group } }],
  }).faults;

describe('the README for hospital IT', () => {
  test('prints the table that the command prints', () => {
    const table = /<!-- concepts -->\n([\s\S]*?)\n<!-- \/concepts -->/.exec(readme)?.[1];
    expect(table).toBe(conceptTable(codebook));
  });

  test('shows a whole map that works', () => {
    const json: unknown = JSON.parse(examples[0] ?? '');
    const { value, faults } = readCodebook(published, {
      conceptMaps: [{ file: 'codes.conceptmap.json', json }],
    });
    expect(faults).toEqual([]);
    const [match] = value.match([{ system: 'urn:oid:1.2.276.0.99', code: 'PLT' }], 'Observation');
    expect(match?.concept.id).toBe('platelets');
  });

  test('shows an element, a group of units, targets and units on screen that work', () => {
    const [, element = '', units = '', targets = '', shown = '', ...others] = examples;
    expect(others).toEqual([]);
    const group = { source: 'urn:x', target: CONCEPTS, element: [JSON.parse(element)] };
    expect(faultsOf([group, JSON.parse(units)])).toEqual([]);
    const settings = [targets, shown].map((text) => JSON.parse(`{${text}}`) as object);
    const site = readSite('site.json', Object.assign({}, least, ...settings));
    expect(site.faults).toEqual([]);
    expect(site.value === null ? null : checkSiteUnits(site.value, codebook)).toEqual([]);
  });

  test('lists only properties and values that a map may use', () => {
    const rows = [...readme.matchAll(/^\| `(\w+)` \| (`.*?`) \|/gm)];
    expect(rows.length).toBeGreaterThan(5);
    for (const [, property, values = ''] of rows) {
      for (const [, value] of values.matchAll(/`([^`]+)`/g)) {
        const dependsOn = [{ property, value }];
        const target = [{ code: 'ecmo', equivalence: 'equivalent', dependsOn }];
        const element = [{ code: 'X', target }];
        expect(
          faultsOf([{ source: 'urn:x', target: CONCEPTS, element }]),
          `${property} ${value}`,
        ).toEqual([]);
      }
    }
  });

  test('names only concepts that exist', () => {
    const section = readme.slice(
      readme.indexOf('### Flowsheet rows'),
      readme.indexOf('### A unit'),
    );
    const named = [...section.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map(
      (found) => found[1] ?? '',
    );
    expect(named.filter((id) => !codebook.concepts.has(id))).toEqual([]);
  });
});
