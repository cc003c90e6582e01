import { expect, test } from 'vitest';
import { canonicalSystem } from '../../src/clinical/code-systems.ts';

test.each([
  ['http://loinc.org', 'http://loinc.org'],
  ['https://loinc.org', 'http://loinc.org'],
  ['HTTP://LOINC.ORG/', 'http://loinc.org'],
  [' http://loinc.org// ', 'http://loinc.org'],
  ['http://loinc.org|2.77', 'http://loinc.org'],
  ['urn:oid:2.16.840.1.113883.6.1', 'http://loinc.org'],
])('%j is written %s', (uri, canonical) => {
  expect(canonicalSystem(uri)).toBe(canonical);
});

test('a system nobody published stays apart from the published ones', () => {
  expect(canonicalSystem('urn:lab')).not.toBe(canonicalSystem('urn:other-lab'));
  expect(canonicalSystem('http://not-loinc.org')).not.toBe('http://loinc.org');
});
