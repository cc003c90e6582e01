/** Systems the oracle knows by its own list. */
export const knownSystems = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  ucum: 'http://unitsofmeasure.org',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  gwr: 'https://ecmo-ich-risk.example/fhir/CodeSystem/gwr',
} as const;

const aliases: Readonly<Record<string, string>> = {
  'http://loinc.org/': knownSystems.loinc,
  'https://loinc.org': knownSystems.loinc,
  'urn:oid:2.16.840.1.113883.6.1': knownSystems.loinc,
};

/** A system as the oracle spells it. */
export function canonicalSystem(system: unknown): string {
  const written = typeof system === 'string' ? system : '';
  return aliases[written] ?? written;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One row of a document with what the oracle makes of it. */
export interface Facts {
  readonly resource: Record<string, unknown>;
  /** `never`: no reader may use it. `sure`: every reader must be able to. `doubtful`: the rest. */
  readonly standing: 'sure' | 'doubtful' | 'never';
  /** Milliseconds, null when not written as a full instant. */
  readonly start: number | null;
  /** `Type/id`. */
  readonly reference: string;
  /** Whether another row carries the same. */
  readonly isRepeated: boolean;
}

const instant = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const usable: Readonly<Record<string, readonly string[]>> = {
  Observation: ['final', 'amended', 'corrected'],
  MedicationAdministration: ['completed'],
  Procedure: ['in-progress', 'completed'],
};
const unusable = new Set([
  'entered-in-error',
  'not-done',
  'cancelled',
  'preliminary',
  'registered',
  'unknown',
]);

const milliseconds = (written: unknown): number | null =>
  typeof written === 'string' && instant.test(written) && !Number.isNaN(Date.parse(written))
    ? Date.parse(written)
    : null;

function startOf(resource: Record<string, unknown>): number | null {
  const period = resource['performedPeriod'] ?? resource['effectivePeriod'];
  return milliseconds(
    resource['effectiveDateTime'] ?? (isObject(period) ? period['start'] : undefined),
  );
}

const plainMembers: Readonly<Record<string, readonly string[]>> = {
  Observation: [
    'resourceType',
    'id',
    'status',
    'category',
    'code',
    'subject',
    'effectiveDateTime',
    'issued',
    'valueQuantity',
  ],
  MedicationAdministration: [
    'resourceType',
    'id',
    'status',
    'medicationCodeableConcept',
    'subject',
    'effectiveDateTime',
    'dosage',
  ],
  Procedure: ['resourceType', 'id', 'status', 'code', 'subject', 'performedPeriod'],
  Condition: ['resourceType', 'id', 'clinicalStatus', 'code', 'subject', 'recordedDate'],
};

function standingOf(
  resource: Record<string, unknown>,
  patient: string,
  moment: number,
  isRepeated: boolean,
): Facts['standing'] {
  const { status, subject } = resource;
  const reference = isObject(subject) ? subject['reference'] : undefined;
  if (typeof status === 'string' && unusable.has(status)) return 'never';
  if (isObject(subject) && reference === 'Patient/other') return 'never';
  if (Array.isArray(resource['modifierExtension']) && resource['modifierExtension'].length > 0)
    return 'never';
  if (resource['resourceType'] === 'Observation' && isObject(resource['dataAbsentReason']))
    return 'never';
  const from = startOf(resource);
  const issued = resource['issued'] === undefined ? from : milliseconds(resource['issued']);
  if (from !== null && from > moment) return 'never';
  const members = plainMembers[String(resource['resourceType'])];
  const isPlain =
    members !== undefined &&
    !isRepeated &&
    Object.keys(resource).every((member) => members.includes(member)) &&
    reference === `Patient/${patient}` &&
    typeof resource['id'] === 'string' &&
    (resource['resourceType'] === 'Condition' ||
      (usable[String(resource['resourceType'])] ?? []).includes(status as string)) &&
    codingsArePlain(resource) &&
    (resource['resourceType'] === 'Condition' ||
      (from !== null &&
        from > Date.parse('2026-01-01') &&
        issued !== null &&
        issued >= from &&
        issued <= moment));
  return isPlain ? 'sure' : 'doubtful';
}

function codingsArePlain(resource: Record<string, unknown>): boolean {
  const concept = resource['code'] ?? resource['medicationCodeableConcept'];
  if (!isObject(concept) || !Array.isArray(concept['coding'])) return false;
  const [coding, ...others] = concept['coding'];
  return (
    others.length === 0 &&
    isObject(coding) &&
    Object.values(knownSystems).includes(coding['system'] as never)
  );
}

const key = (resource: Record<string, unknown>): string =>
  `${String(resource['resourceType'])}/${String(resource['id'])}`;

/** The rows of a Bundle with the oracle's judgement of each. */
export function readFacts(document: unknown, patient: string, moment: number): readonly Facts[] {
  const entries = isObject(document) && Array.isArray(document['entry']) ? document['entry'] : [];
  const resources = entries
    .filter(isObject)
    .map((entry) => entry['resource'])
    .filter(isObject);
  const times = new Map<string, number>();
  for (const resource of resources) times.set(key(resource), (times.get(key(resource)) ?? 0) + 1);
  return resources.map((resource) => {
    const reference = key(resource);
    const isRepeated = (times.get(reference) ?? 0) > 1;
    return {
      resource,
      reference,
      isRepeated,
      standing: standingOf(resource, patient, moment, isRepeated),
      start: startOf(resource),
    };
  });
}
