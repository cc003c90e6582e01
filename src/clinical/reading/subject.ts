import { asObject, asText, type Json } from './json.ts';
import { localReference, referenceOf } from './references.ts';

/** Types that describe a thing and need not belong to a patient. */
const NOBODYS = ['Medication', 'Device', 'BiologicallyDerivedProduct', 'Specimen'];

/** Whose a resource is: a reference, nobody's by its nature, or unresolvable. */
export type Whose = { readonly patient: string } | 'nobody' | 'unknown';

/** The patient a resource is about. */
export function readSubject(resource: Json): Whose {
  const type = resource['resourceType'];
  if (type === 'Patient') return { patient: referenceOf(resource, -1) };
  const subject = asObject(resource['subject'] ?? resource['patient']);
  const reference = localReference(subject?.['reference']);
  if (reference !== null) return { patient: patientReference(reference) };
  return typeof type === 'string' && NOBODYS.includes(type) ? 'nobody' : 'unknown';
}

/**
 * The one patient of a set of resources: the one asked for, else the only
 * Patient, else the only subject; null when there are several or none.
 */
export function pickPatient(resources: readonly Json[], asked: string | undefined): string | null {
  if (asked !== undefined) return patientReference(localReference(asked) ?? asked);
  const patients = new Set<string>();
  const subjects = new Set<string>();
  for (const resource of resources) {
    const whose = readSubject(resource);
    if (typeof whose === 'string') continue;
    (resource['resourceType'] === 'Patient' ? patients : subjects).add(whose.patient);
  }
  const candidates = patients.size > 0 ? patients : subjects;
  const [only] = candidates;
  return candidates.size === 1 && only !== undefined ? only : null;
}

function patientReference(reference: string): string {
  return asText(reference)?.includes('/') === true ? reference : `Patient/${reference}`;
}
