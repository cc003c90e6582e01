/**
 * Resource types the product reads at a hospital, and so the scopes it asks
 * for. Orders, charges and deliveries are left out: they are no administration,
 * and asking for little is part of being trusted. Value sets may name further
 * types for files. Kept apart because the launch page needs nothing else of the
 * searches.
 */
export const readTypes = [
  'Patient',
  'Encounter',
  'Observation',
  'Condition',
  'Procedure',
  'MedicationAdministration',
  'MedicationRequest',
  'Medication',
  'DeviceUseStatement',
  'Device',
  'ImagingStudy',
  'DiagnosticReport',
  'Specimen',
] as const;
