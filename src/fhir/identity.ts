import type { Fault } from '../faults.ts';
import { localReference } from './address.ts';
import type { AnyResource } from './answer.ts';

/** Types that belong to nobody in particular. */
const impersonal = new Set([
  'Medication',
  'Device',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
]);

/** The launch's patient, and the records that were merged into this one. */
export interface Identity {
  /** FHIR base without a trailing slash. */
  readonly base: string;
  /** Patient id. */
  readonly patient: string;
  /** Ids this Patient says it replaces. */
  readonly replaced: ReadonlySet<string>;
}

/** Reads `Patient.link`. A record that was itself replaced voids the run: the clinician has to open the other chart. */
export function readIdentity(
  patient: AnyResource,
  base: string,
): { identity: Identity; fault: Fault | null } {
  const links = (Array.isArray(patient['link']) ? patient['link'] : []) as {
    type?: unknown;
    other?: { reference?: unknown };
  }[];
  const linked = (type: string) =>
    links
      .filter((link) => link?.type === type)
      .flatMap((link) => localReference(base, link.other?.reference) ?? [])
      .filter((reference) => reference.startsWith('Patient/'));
  const id = String(patient['id']);
  const [successor] = linked('replaced-by');
  const replaced = new Set(
    linked('replaces').map((reference) => reference.slice('Patient/'.length)),
  );
  const fault: Fault | null =
    successor === undefined
      ? null
      : { kind: 'patient-merged', source: `Patient/${id}`, other: successor };
  return { identity: { base, patient: id, replaced }, fault };
}

/** What became of one row. */
export type Belonging =
  | { readonly kind: 'ours'; readonly row: AnyResource }
  | { readonly kind: 'merged'; readonly row: AnyResource; readonly from: string }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'nobody' };

/**
 * Whose a row is. Only a reference to the launch's Patient, relative or under
 * the launch's own base, makes it ours; a row of a record merged into this one
 * is handed on under this one's id, and said so.
 */
export function tellBelonging(row: AnyResource, identity: Identity): Belonging {
  const member = row['subject'] === undefined ? 'patient' : 'subject';
  const holder = row[member] as { reference?: unknown } | undefined;
  const reference = holder?.reference;
  if (typeof reference !== 'string') {
    return impersonal.has(row.resourceType) && holder === undefined
      ? { kind: 'ours', row }
      : { kind: 'nobody' };
  }
  const local = localReference(identity.base, reference);
  if (local === `Patient/${identity.patient}`) return { kind: 'ours', row };
  if (local === null) return { kind: reference.startsWith('#') ? 'nobody' : 'foreign' };
  if (!local.startsWith('Patient/')) return { kind: 'nobody' };
  const from = local.slice('Patient/'.length);
  if (!identity.replaced.has(from)) return { kind: 'foreign' };
  const moved = { ...row, [member]: { ...holder, reference: `Patient/${identity.patient}` } };
  return { kind: 'merged', row: moved, from };
}
