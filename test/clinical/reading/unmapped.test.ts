import { describe, expect, test } from 'vitest';
import { Unmapped } from '../../../src/clinical/reading/unmapped.ts';

const LAB = 'urn:lab';
const coding = (code: string, display?: string, system = LAB) => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});
const row = (code: object, more: object = {}) => ({ resourceType: 'Observation', code, ...more });

function list(resources: readonly object[], resolved: Record<string, object> = {}) {
  const unmapped = new Unmapped();
  for (const resource of resources) {
    unmapped.add({ ...resource }, (reference) => {
      const found = resolved[String(reference)];
      return found === undefined ? null : { ...found };
    });
  }
  return unmapped.list();
}

describe('codes nobody mapped', () => {
  test('are counted, the most frequent first, then by type, system and code', () => {
    const found = list([
      row(coding('B', 'Beta')),
      row(coding('A', 'Alpha', 'urn:other')),
      row(coding('A', 'Alpha')),
      row(coding('C', 'Gamma')),
      row(coding('C', 'Gamma')),
      { resourceType: 'Condition', code: coding('Z') },
    ]);
    expect(found.map((each) => [each.resourceType, each.system, each.code, each.count])).toEqual([
      ['Observation', LAB, 'C', 2],
      ['Condition', LAB, 'Z', 1],
      ['Observation', LAB, 'A', 1],
      ['Observation', LAB, 'B', 1],
      ['Observation', 'urn:other', 'A', 1],
    ]);
  });

  test('come with an example display, else the text beside them, else nothing', () => {
    const found = list([
      row(coding('A', 'Alpha')),
      row({ ...coding('B'), text: 'Beta text' }),
      row(coding('C')),
    ]);
    expect(found.map(({ display }) => display)).toEqual(['Alpha', 'Beta text', '']);
  });

  test('are those of components, medications and devices too', () => {
    const found = list(
      [
        row(coding('A'), { component: [{ code: coding('A1') }, { code: coding('A2') }] }),
        {
          resourceType: 'MedicationAdministration',
          medicationReference: { reference: 'Medication/m' },
        },
        { resourceType: 'MedicationAdministration', medicationCodeableConcept: coding('M2') },
        { resourceType: 'DeviceUseStatement', device: { reference: 'Device/d' } },
      ],
      {
        'Medication/m': { resourceType: 'Medication', code: coding('M') },
        'Device/d': { resourceType: 'Device', type: coding('D') },
      },
    );
    expect(found.map(({ code }) => code).sort()).toEqual(['A', 'A1', 'A2', 'D', 'M', 'M2']);
  });

  test('are told by their text where there is no code at all', () => {
    expect(list([row({ text: 'Platelets' })])).toEqual([
      {
        resourceType: 'Observation',
        system: '',
        code: 'Platelets',
        display: 'Platelets',
        count: 1,
      },
    ]);
  });

  test.each([
    ['published ones', row(coding('777-3', 'Platelets', 'http://loinc.org'))],
    ['codings without a code', row({ coding: [{ system: LAB }] })],
    ['empty texts', row({ text: ' ' })],
    ['no code at all', row({})],
    ['texts beside a code', row({ ...coding('777-3', '', 'http://loinc.org'), text: 'PLT' })],
    ['types nobody maps', { resourceType: 'Practitioner', code: coding('A') }],
    ['things without a type', { code: coding('A') }],
    [
      'local codes of a diagnosis that has a published one',
      {
        resourceType: 'Condition',
        code: {
          coding: [
            { system: LAB, code: 'A' },
            { system: 'http://snomed.info/sct', code: '1' },
          ],
        },
      },
    ],
  ])('are not %s', (_, resource) => {
    expect(list([resource])).toEqual([]);
  });

  test('without a system are local ones', () => {
    expect(list([row({ coding: [{ code: 'A' }] })])).toMatchObject([{ system: '', code: 'A' }]);
  });
});
