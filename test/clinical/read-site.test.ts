import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonPositions } from '../../src/clinical/json-positions.ts';
import { readSite } from '../../src/clinical/read-site.ts';
import { folder } from '../fhir-mappings/published.ts';
import { complete, least, mistakes, withChange } from './site-files.ts';

describe('a site file', () => {
  test('is read with every setting it makes', () => {
    const { value, faults } = readSite('site.json', complete);
    expect(faults).toEqual([]);
    const { $schema: _, ...settings } = complete;
    expect(value).toEqual(settings);
  });

  test('has a default for everything it leaves out', () => {
    expect(readSite('site.json', least)).toEqual({
      faults: [],
      value: {
        ...least,
        enabled: true,
        language: 'en',
        units: 'conventional',
        model: 'zhu-2025',
        issuers: [],
        writeBack: {
          enabled: false,
          resources: ['RiskAssessment', 'Observation', 'DocumentReference'],
          staleAfterMinutes: 60,
        },
        transfusion: { bagMillilitres: 200, recordComplete: false },
        lookBackDays: 60,
        targets: [],
        conceptMaps: [],
        frameAncestors: [],
        idleLockMinutes: 15,
      },
    });
  });

  test('that sets half of a group keeps the defaults of the other half', () => {
    const site = readSite('site.json', { ...least, writeBack: { enabled: true } }).value;
    expect(site?.writeBack).toMatchObject({ enabled: true, staleAfterMinutes: 60 });
  });

  test.each(mistakes)('with %s = %j is refused, and the place is named', (place, value, words) => {
    const { value: site, faults } = readSite('site.json', withChange(complete, place, value));
    expect(site).toBeNull();
    expect(faults).toContainEqual({
      kind: 'setting-wrong',
      source: 'site.json',
      place: expect.stringContaining(place) as string,
      problem: expect.stringMatching(words) as string,
    });
  });

  test('with the same server twice is refused', () => {
    const [first] = complete.issuers;
    const issuers = [first, { ...first, iss: 'https://FHIR.example.org/r4/' }];
    const { faults } = readSite('site.json', { ...complete, issuers });
    expect(faults).toEqual([
      expect.objectContaining({ place: 'issuers[1].iss', problem: 'listed twice' }),
    ]);
  });

  test.each([
    [{ low: 55, high: 40 }, /low is not below high/],
    [{}, /neither low nor high/],
  ])('with a target of %j is refused', (ends, words) => {
    const targets = [{ concept: 'aptt', unit: 's', source: 'House standard', ...ends }];
    const { faults } = readSite('site.json', { ...complete, targets });
    expect(faults).toEqual([
      expect.objectContaining({
        place: 'targets[0]',
        problem: expect.stringMatching(words) as string,
      }),
    ]);
  });

  test.each([null, 7, 'text', [], true])('that is %j is refused', (json) => {
    const { value, faults } = readSite('site.json', json);
    expect(value).toBeNull();
    expect(faults.length).toBeGreaterThan(0);
  });

  test('gives line and column of a mistake when its text is known', () => {
    const text = '{\n  "id": "x",\n  "name": "X",\n  "contact": "y",\n  "timeZone": "Mars/Base"\n}';
    const { json, positions } = jsonPositions(text);
    expect(readSite('site.json', json, positions).faults).toEqual([
      expect.objectContaining({ source: 'site.json:5:15', place: 'timeZone' }),
    ]);
  });

  test.each(['default', 'sandbox'])(
    '%s, which comes with the product, has nothing wrong',
    (site) => {
      const json: unknown = JSON.parse(readFileSync(`${folder}sites/${site}/site.json`, 'utf8'));
      expect(readSite('site.json', json).faults).toEqual([]);
    },
  );

  test('names no target range of a guideline that could not be read', () => {
    const text = readFileSync(`${folder}sites/sandbox/site.json`, 'utf8');
    expect(text).not.toMatch(/ELSO[^"]*2021/);
  });
});
