import type { FhirResource } from 'fhir/r4';
import type { Clinician } from './auth/desk.ts';
import { formulary } from './patients/drugs.ts';

/** Who may be signed in. */
export const clinicians: readonly Clinician[] = [
  { id: 'hale', name: 'Dr Rowan Hale, intensive care' },
  { id: 'sato', name: 'Dr Emi Sato, cardiology' },
  { id: 'brandt', name: 'Kim Brandt, ECMO specialist' },
];

const identified = (value: string) => ({
  identifier: [{ system: 'http://pretend-hospital.example/ids', value }],
});

/** Resources that belong to no patient: staff, the unit, the formulary. */
export const sharedResources: readonly (FhirResource & { id: string })[] = [
  {
    resourceType: 'Organization',
    id: 'hospital',
    ...identified('hospital'),
    name: 'Pretend hospital',
  },
  {
    resourceType: 'Location',
    id: 'icu',
    ...identified('icu'),
    name: 'Intensive care',
    status: 'active',
  },
  ...clinicians.map(({ id, name }) => ({
    resourceType: 'Practitioner' as const,
    id,
    ...identified(id),
    active: true,
    name: [{ text: name }],
  })),
  ...formulary.map((medication) => ({ ...medication, ...identified(medication.id) })),
];
