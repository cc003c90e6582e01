/** A resource as it lies in a file: checked for nothing but being an object with a type. */
export interface Row {
  readonly resourceType: string;
  readonly id?: string;
  readonly [member: string]: unknown;
}

/** Whether a parsed value can be a resource. */
export function isRow(value: unknown): value is Row {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { resourceType?: unknown }).resourceType === 'string' &&
    (value as { resourceType: string }).resourceType !== ''
  );
}

/** `Type/id` of a relative, absolute or versioned reference; `Patient/<uuid>` of a `urn:uuid`; else null. */
export function patientReference(written: string): string | null {
  const urn = /^urn:(?:uuid|oid):(.+)$/i.exec(written);
  if (urn) return `Patient/${urn[1]}`;
  const path = /(?:^|\/)(Patient\/[^/?#]+)(?:\/_history\/[^/]+)?$/.exec(written);
  return path?.[1] ?? null;
}

/** The members by which R4 resources name their patient. */
const subjectMembers = ['subject', 'patient'] as const;

/** The patient reference of a row as written, or null. */
function writtenSubject(row: Row): { member: 'subject' | 'patient'; reference: string } | null {
  for (const member of subjectMembers) {
    const value = row[member];
    const reference =
      typeof value === 'object' && value !== null
        ? (value as { reference?: unknown }).reference
        : undefined;
    if (typeof reference === 'string') return { member, reference };
  }
  return null;
}

/** Resource types that other rows point to and that need no patient of their own. */
export const sharedTypes = [
  'Medication',
  'Device',
  'Specimen',
  'BiologicallyDerivedProduct',
  'Substance',
];

/** Whether a row may serve several patients by being pointed to. */
export function isShared(row: Row): boolean {
  return sharedTypes.includes(row.resourceType) && writtenSubject(row) === null;
}

/** Resource types that are about nobody: their having no subject is no fault. */
const impersonal = new Set(
  (
    'Practitioner PractitionerRole Organization Location HealthcareService Endpoint Group List ' +
    'CapabilityStatement ValueSet CodeSystem ConceptMap StructureDefinition Questionnaire Library ' +
    'OperationOutcome Provenance AuditEvent Binary DeviceDefinition MedicationKnowledge Schedule Slot ' +
    'Measure PlanDefinition ActivityDefinition Parameters Substance'
  ).split(' '),
);

/** Whether a row ought to be somebody's. */
export function isAboutPatient(row: Row): boolean {
  return !impersonal.has(row.resourceType);
}

/** The contained resource an internal reference (`#p`) names. */
function contained(row: Row, reference: string): Row | undefined {
  const all = Array.isArray(row['contained']) ? (row['contained'] as unknown[]) : [];
  return all.filter(isRow).find((inner) => `#${inner.id}` === reference);
}

/** `system|value` of every identifier of a resource. */
export function identifiersOf(row: Row): readonly string[] {
  const all = Array.isArray(row['identifier']) ? (row['identifier'] as unknown[]) : [];
  return all.flatMap((one) => {
    const { system, value } = (one ?? {}) as { system?: unknown; value?: unknown };
    return typeof value === 'string'
      ? [`${typeof system === 'string' ? system : ''}|${value}`]
      : [];
  });
}

/** `system|value` of a conditional reference (`Patient?identifier=…`), as transactions write them. */
function conditionOf(reference: string): string | undefined {
  const [, query] = /^Patient\?(.+)$/.exec(reference) ?? [];
  const parameters = [...new URLSearchParams(query)];
  const [[name, value] = []] = parameters;
  if (parameters.length !== 1 || name !== 'identifier' || value === undefined) return undefined;
  return value.includes('|') ? value : `|${value}`;
}

/**
 * Whose a row is: `Patient/<id>`, or null when its subject cannot be resolved.
 * A contained patient has no identity of its own; it counts as the patient
 * whose identifier it carries. A reference by identifier counts where one
 * patient of the input has it.
 *
 * @param byIdentifier patients of the same input by `system|value`
 * @param homes patients whose full address is known and was replaced where it
 *   was meant; an address left, of another server, is none of theirs
 */
export function subjectOf(
  row: Row,
  byIdentifier: ReadonlyMap<string, string | null>,
  homes: ReadonlySet<string> = new Set(),
): string | null {
  if (row.resourceType === 'Patient') return row.id ? `Patient/${row.id}` : null;
  const written = writtenSubject(row);
  const condition = written ? conditionOf(written.reference) : undefined;
  if (written && condition === undefined && !written.reference.startsWith('#')) {
    const patient = patientReference(written.reference);
    const isElsewhere = /^https?:/i.test(written.reference) && homes.has(patient ?? '');
    return isElsewhere ? null : patient;
  }
  const named = written ? contained(row, written.reference) : undefined;
  const logical = subjectMembers
    .map((member) => (row[member] as { identifier?: unknown } | undefined)?.identifier)
    .filter((identifier) => identifier !== undefined);
  const keys =
    condition === undefined
      ? identifiersOf(named ?? { resourceType: '', identifier: logical })
      : [condition];
  const owners = new Set(keys.flatMap((key) => byIdentifier.get(key) ?? []));
  return owners.size === 1 ? [...owners][0]! : null;
}

/** The row with its patient reference in the one form the rest of the product compares. */
export function withSubject(row: Row, patient: string): Row {
  const written = writtenSubject(row);
  if (written?.reference === patient || row.resourceType === 'Patient') return row;
  const member = written?.member ?? (row['patient'] !== undefined ? 'patient' : 'subject');
  return { ...row, [member]: { ...(row[member] as object), reference: patient } };
}

/** Every `reference` written anywhere inside a row. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) =>
    member === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}
