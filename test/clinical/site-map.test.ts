import { describe, expect, test } from 'vitest';
import { readCodebook } from '../../src/clinical/codebook.ts';
import { CONCEPTS } from '../../src/clinical/concept-map.ts';
import { published } from '../fhir-mappings/published.ts';

const UCUM = 'http://unitsofmeasure.org';
const dependsOn = (concept: string) => [{ property: 'concept', value: concept }];
const means = (code: string, concept: string, display?: string) => ({
  code,
  ...(display === undefined ? {} : { display }),
  target: [{ code: concept, equivalence: 'equivalent' }],
});
const unit = (code: string, ucum: string, concept: string) => ({
  code,
  target: [{ code: ucum, equivalence: 'equivalent', dependsOn: dependsOn(concept) }],
});

function read(target: string, source: string | undefined, ...element: object[]) {
  const group = { ...(source === undefined ? {} : { source }), target, element };
  const json = { resourceType: 'ConceptMap', group: [group] };
  return readCodebook(published, { conceptMaps: [{ file: 'site.json', json }] });
}

const codes = (...element: object[]) => read(CONCEPTS, 'urn:lab', ...element);
const units = (...element: object[]) => read(UCUM, undefined, ...element);

const problemsOf = (found: ReturnType<typeof read>) =>
  found.faults.map((fault) =>
    'problem' in fault ? [fault.kind, fault.source, fault.problem] : [],
  );

describe('a code of a hospital', () => {
  test('means its concept, with its display', () => {
    const { value, faults } = codes(
      means('PLT', 'platelets', 'Thrombozyten'),
      means('P2', 'platelets'),
    );
    expect(faults).toEqual([]);
    const listed = value.concepts.get('platelets')?.codes.filter(({ source }) => source === 'site');
    expect(listed).toEqual([
      { system: 'urn:lab', code: 'PLT', match: 'exact', display: 'Thrombozyten', source: 'site' },
      { system: 'urn:lab', code: 'P2', match: 'exact', source: 'site' },
    ]);
  });

  test.each([
    ['PLT is mapped twice', [means('PLT', 'platelets'), means('PLT', 'platelets')]],
    ['PLT already means platelets', [means('PLT', 'platelets'), means('PLT', 'lactate')]],
    ['unknown concept: thrombocytes', [means('PLT', 'thrombocytes')]],
  ])('is refused: %s', (problem, element) => {
    expect(problemsOf(codes(...element))).toEqual([['setting-wrong', 'site.json', problem]]);
  });

  test('that is a published one of another concept is refused', () => {
    const found = read(CONCEPTS, 'http://loinc.org', means('777-3', 'lactate'));
    expect(problemsOf(found)).toEqual([
      ['setting-wrong', 'site.json', '777-3 already means platelets'],
    ]);
  });

  test('of a system with prefixes means all that begins so', () => {
    const icd = 'http://hl7.org/fhir/sid/icd-10';
    const { value } = read(CONCEPTS, icd, means('Q99', 'stroke'));
    const [match] = value.match([{ system: icd, code: 'Q99.8' }], 'Condition');
    expect(match?.concept.id).toBe('stroke');
  });
});

describe('a unit of a hospital', () => {
  test('may be listed again with the same meaning', () => {
    expect(units(unit('mmol/l', 'mmol/L', 'lactate')).faults).toEqual([]);
  });

  test.each([
    ['unknown concept: thrombocytes', unit('Tsd', '10*9/L', 'thrombocytes')],
    ['stroke has no units', unit('Tsd', '10*9/L', 'stroke')],
    ['platelets is not measured in mg/L', unit('Tsd', 'mg/L', 'platelets')],
    ['mg/dl already means mg/dL', unit('mg/dl', 'mmol/L', 'lactate')],
  ])('is refused: %s', (problem, element) => {
    expect(problemsOf(units(element))).toEqual([['setting-wrong', 'site.json', problem]]);
  });
});
