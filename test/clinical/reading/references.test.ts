import { describe, expect, test } from 'vitest';
import {
  localReference,
  referenceOf,
  referencesInUse,
  resolver,
} from '../../../src/clinical/reading/references.ts';

test.each([
  ['Patient/p', 'Patient/p'],
  ['Patient/p/_history/22', 'Patient/p'],
  ['https://fhir.example/r4/Patient/p', 'Patient/p'],
  ['https://fhir.example/r4/Device/d-1/_history/3', 'Device/d-1'],
  ['urn:uuid:3fdc72f4-a11d-4a9d-9260-a9f745779e1d', '3fdc72f4-a11d-4a9d-9260-a9f745779e1d'],
  ['not-a-urn:uuid:3', 'not-a-urn:uuid:3'],
  ['d-1', 'd-1'],
  ['#bag', null],
  ['', null],
  [' ', null],
  [3, null],
  [undefined, null],
])('%j is a reference to %s', (reference, wanted) => {
  expect(localReference(reference)).toBe(wanted);
});

test('a resource without an id is told apart by its place', () => {
  expect(referenceOf({ resourceType: 'Observation', id: 'a' }, 4)).toBe('Observation/a');
  expect(referenceOf({ resourceType: 'Observation' }, 4)).toBe('Observation/without-id-5');
  expect(referenceOf({ resourceType: 'Observation', id: ' ' }, 0)).toBe('Observation/without-id-1');
});

describe('what a reference means', () => {
  const device = { resourceType: 'Device', id: 'd' };
  const bag = { resourceType: 'Medication', id: 'bag' };
  const resolve = resolver([
    device,
    bag,
    { resourceType: 'Practitioner', id: 'x' },
    { resourceType: 'Device' },
    { id: 'untyped' },
  ]);

  test.each([
    ['Device/d', device],
    ['https://fhir.example/r4/Device/d', device],
    ['urn:uuid:d', device],
    ['Medication/bag', bag],
    ['Medication/d', null],
    ['Practitioner/x', null],
    ['untyped', null],
    ['Device/elsewhere', null],
    [undefined, null],
    ['', null],
  ])('%s', (reference, wanted) => {
    expect(resolve(reference, {})).toBe(wanted);
  });

  test('is, with a hash, the one of the contained with that id', () => {
    const one = { resourceType: 'Medication', id: 'one' };
    const other = { resourceType: 'Medication', id: 'd' };
    expect(resolve('#d', { contained: [one, other] })).toBe(other);
    expect(resolve('#gone', { contained: [one, other] })).toBeNull();
    expect(resolve('#d', {})).toBeNull();
  });
});

test('only a transfusion and a device use say what they used', () => {
  const used = referencesInUse([
    { resourceType: 'DeviceUseStatement', device: { reference: 'Device/d' } },
    { resourceType: 'DeviceUseStatement' },
    { resourceType: 'Observation', device: { reference: 'Device/monitor' } },
    {
      resourceType: 'Procedure',
      usedReference: [{ reference: 'BiologicallyDerivedProduct/b' }, { display: 'giving set' }],
    },
    { resourceType: 'ServiceRequest', usedReference: [{ reference: 'Device/planned' }] },
  ]);
  expect([...used]).toEqual(['Device/d', 'BiologicallyDerivedProduct/b']);
});
