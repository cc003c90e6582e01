import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONCEPTS } from '../../src/clinical/concept-map.ts';
import { checkSite } from '../../src/site/check-site.ts';
import { models } from '../../src/site/published.ts';
import { least } from '../clinical/site-files.ts';
import { published } from '../fhir-mappings/published.ts';
import { folderWith } from './site-folder.ts';

const map = (...elements: object[]): object => ({
  resourceType: 'ConceptMap',
  group: [{ source: 'urn:oid:1.2', target: CONCEPTS, element: elements }],
});
const to = (code: string, concept: string): object => ({
  code,
  target: [{ code: concept, equivalence: 'equivalent' }],
});
const problemsOf = async (
  files: Readonly<Record<string, object | string>>,
): Promise<readonly string[]> => (await checkSite(folderWith(files), published)).problems;

describe('checking a site folder', () => {
  test('finds nothing wrong with a good one, and reads it', async () => {
    const folder = folderWith({
      'site.json': { ...least, conceptMaps: ['codes.conceptmap.json'] },
      'codes.conceptmap.json': map(to('PLT', 'platelets')),
    });
    const { site, codebook, model, problems } = await checkSite(folder, published);
    expect(problems).toEqual([]);
    expect(site?.id).toBe('st-example');
    expect(model?.id).toBe('zhu-2025');
    expect(codebook?.match([{ system: 'urn:oid:1.2', code: 'PLT' }], 'Observation')).toHaveLength(
      1,
    );
  });

  test.each<[string, Readonly<Record<string, object | string>>, RegExp]>([
    ['a missing file', {}, /^site\.json: there is no such file\.$/],
    [
      'JSON that is broken',
      { 'site.json': '{\n  "id": "x",\n}' },
      /^site\.json:3:1: a member name in double quotes expected\.$/,
    ],
    [
      'a member written twice',
      { 'site.json': '{"id":"x","name":"X","contact":"c","timeZone":"UTC",\n"id":"y"}' },
      /^site\.json:2:1, id: written twice\.$/,
    ],
    [
      'a wrong setting',
      { 'site.json': { ...least, timeZone: 'Mars' } },
      /^site\.json:5:15, timeZone: not an IANA time zone: Mars\.$/,
    ],
    [
      'a map that is not there',
      { 'site.json': { ...least, conceptMaps: ['codes.json'] } },
      /^site\.json:7:5, conceptMaps\[0\]: this folder has no such file: codes\.json\.$/,
    ],
    [
      'a map that is named twice',
      {
        'site.json': { ...least, conceptMaps: ['c.json', 'c.json'] },
        'c.json': map(to('P', 'platelets')),
      },
      /^site\.json:8:5, conceptMaps\[1\]: c\.json is named twice\.$/,
    ],
    [
      'a map nobody reads',
      { 'site.json': least, 'codes.conceptmap.json': map(to('P', 'platelets')) },
      /^codes\.conceptmap\.json: not named in conceptMaps/,
    ],
    [
      'an unknown concept',
      {
        'site.json': { ...least, conceptMaps: ['c.json'] },
        'c.json': map(to('P', 'platelets'), to('Q', 'plates')),
      },
      /^c\.json:\d+:\d+, group\[0\]\.element\[1\]: unknown concept: plates\.$/,
    ],
    [
      'a code mapped twice',
      {
        'site.json': { ...least, conceptMaps: ['c.json'] },
        'c.json': map(to('P', 'platelets'), to('P', 'platelets')),
      },
      /element\[1\]: P is mapped twice\.$/,
    ],
    [
      'a code given two meanings',
      {
        'site.json': { ...least, conceptMaps: ['c.json'] },
        'c.json': map(to('P', 'platelets'), to('P', 'aptt')),
      },
      /element\[1\]: P already means platelets\.$/,
    ],
    [
      'a model nobody published',
      { 'site.json': { ...least, model: 'zhu-2031' } },
      /^site\.json:6:12, model: no model is published under that name: zhu-2031\.$/,
    ],
    [
      'a model file that is not there',
      { 'site.json': { ...least, model: 'own.json' } },
      /, model: this folder has no such file: own\.json\.$/,
    ],
    [
      'a model file that is no model',
      { 'site.json': { ...least, model: 'own.json' }, 'own.json': {} },
      /^own\.json:1:1/,
    ],
    [
      'a target for no lane',
      {
        'site.json': {
          ...least,
          targets: [{ concept: 'heparine', low: 1, unit: 's', source: 'x y' }],
        },
      },
      /targets\[0\]\.concept: no measured concept: heparine\.$/,
    ],
    [
      'a target in another unit',
      {
        'site.json': {
          ...least,
          targets: [{ concept: 'fibrinogen', low: 150, unit: 'mg/dL', source: 'x y' }],
        },
      },
      /targets\[0\]\.unit: fibrinogen is kept in g\/L\.$/,
    ],
    [
      'a system nobody knows',
      { 'site.json': { ...least, systems: { 'urn:oid:1': 'http://lionc.org' } } },
      /no value set has codes of http:\/\/lionc\.org\.$/,
    ],
  ])('names %s', async (_, files, sentence) => {
    const problems = await problemsOf(files);
    expect(
      problems.some((problem) => sentence.test(problem)),
      problems.join('\n'),
    ).toBe(true);
  });

  test('names every mistake at once', async () => {
    const problems = await problemsOf({
      'site.json': { id: 'X', name: '', contact: '', timeZone: '' },
    });
    expect(problems).toHaveLength(4);
  });

  test('goes on to maps, targets and model where the settings are wrong', async () => {
    const problems = await problemsOf({
      'site.json': {
        ...least,
        timeZone: 'Mars',
        conceptMaps: [5, 'c.json'],
        targets: [7, { concept: 'aptt', low: 1, unit: 'min', source: 'x y' }],
        model: 'own.json',
      },
      'c.json': map(to('P', 'plates')),
    });
    for (const sentence of [
      /timeZone: not an IANA/,
      /conceptMaps\[0\]: not a text: 5/,
      /^c\.json:\d+:\d+, .*unknown concept: plates/,
      /, model: this folder has no such file: own\.json/,
    ]) {
      expect(problems.join('\n')).toMatch(new RegExp(sentence, 'm'));
    }
    const named = await problemsOf({
      'site.json': {
        ...least,
        timeZone: 'Mars',
        targets: [7, { concept: 'aptt', low: 1, unit: 'min', source: 'x y' }],
      },
    });
    expect(named.join('\n')).toMatch(/targets\[1\]\.unit: aptt is kept in s/);
  });

  test('refuses a model document that was changed after it was sealed', async () => {
    const text = readFileSync(join(models, 'zhu-2025.json'), 'utf8');
    const document = JSON.parse(text) as Record<string, unknown>;
    const problems = await problemsOf({
      'site.json': { ...least, model: 'own.json' },
      'own.json': { ...document, title: 'Changed' },
    });
    expect(problems).toEqual([expect.stringMatching(/^own\.json:\d+:\d+, sha256: not the hash/)]);
  });
});
