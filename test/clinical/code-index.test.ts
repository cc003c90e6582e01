import { describe, expect, test } from 'vitest';
import { CodeIndex } from '../../src/clinical/code-index.ts';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const LAB = 'urn:lab';
const code = (system: string, value: string, facets?: Record<string, string>) => ({
  system,
  code: value,
  match: 'prefix' as const,
  source: 'a paper',
  ...(facets === undefined ? {} : { facets }),
});

describe('codes by prefix', () => {
  const index = new CodeIndex({});
  index.add('stroke', code(ICD, 'I6'));
  index.add('ich', code(ICD, 'I61'));
  index.add('cerebellar', code(ICD, 'I61.4'));

  test.each([
    ['I61.4', 'cerebellar'],
    ['I61.42', 'cerebellar'],
    ['I61', 'ich'],
    ['I61.3', 'ich'],
    ['I63.9', 'stroke'],
    ['I6', 'stroke'],
    ['I', undefined],
    ['J80', undefined],
  ])('%s is of the longest that begins it: %s', (value, concept) => {
    expect(index.find(ICD, value)?.concept).toBe(concept);
  });
});

describe('codes of a system without prefixes', () => {
  const index = new CodeIndex({ 'urn:old-lab': LAB });
  index.add('platelets', code(LAB, 'PLT'));

  test('are found whole, under any URI of the system', () => {
    expect(index.find(LAB, 'PLT')?.concept).toBe('platelets');
    expect(index.find('urn:old-lab', 'PLT')?.concept).toBe('platelets');
    expect(index.find(LAB, 'PLT2')).toBeNull();
    expect(index.find(undefined, 'PLT')).toBeNull();
    expect(index.find('urn:other', 'PLT')).toBeNull();
  });

  test('belong to one concept; another is told whose they are', () => {
    expect(index.add('leukocytes', code(LAB, 'PLT'))).toBe('platelets');
    expect(index.find(LAB, 'PLT')?.concept).toBe('platelets');
  });

  test('given again to their own concept take its later facts', () => {
    const own = new CodeIndex({});
    expect(own.add('paco2', code(LAB, 'CO2'))).toBeNull();
    expect(own.find(LAB, 'CO2')?.code.facets).toBeUndefined();
    expect(own.add('paco2', code(LAB, 'CO2', { specimen: 'any', use: 'a' }))).toBeNull();
    expect(own.add('paco2', code(LAB, 'CO2', { specimen: 'arterial' }))).toBeNull();
    expect(own.find(LAB, 'CO2')?.code.facets).toEqual({ specimen: 'arterial', use: 'a' });
  });
});
