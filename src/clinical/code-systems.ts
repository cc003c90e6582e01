/** Code systems: their canonical URIs, the other names they travel under, and how their codes compare. */

export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const ICD10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const ICD10_WHO = 'http://hl7.org/fhir/sid/icd-10';
export const ICD10_GM = 'http://fhir.de/CodeSystem/bfarm/icd-10-gm';
export const ICD10_PCS = 'http://www.cms.gov/Medicare/Coding/ICD10';
export const ICD9_CM = 'http://hl7.org/fhir/sid/icd-9-cm';
export const CPT = 'http://www.ama-assn.org/go/cpt';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const OPS = 'http://fhir.de/CodeSystem/bfarm/ops';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const ATC = 'http://www.whocc.no/atc';
export const UCUM = 'http://unitsofmeasure.org';
export const ISBT_128 = 'https://www.isbt128.org/uri/productdescriptioncode';

const MIMIC = 'http://mimic.mit.edu/fhir/mimic/CodeSystem/';

/**
 * Other URIs and OIDs each system is sent under, compared after `https:` →
 * `http:`, lower case and without a trailing slash. OIDs of the HL7 registry
 * and the older or local URIs seen in public FHIR guides and repositories.
 */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  [SNOMED]: ['urn:oid:2.16.840.1.113883.6.96'],
  [LOINC]: ['urn:oid:2.16.840.1.113883.6.1'],
  [ICD10_CM]: ['urn:oid:2.16.840.1.113883.6.90', `${MIMIC}mimic-diagnosis-icd10`],
  [ICD10_WHO]: ['urn:oid:2.16.840.1.113883.6.3'],
  [ICD10_GM]: ['http://fhir.de/CodeSystem/dimdi/icd-10-gm'],
  [ICD10_PCS]: [
    'urn:oid:2.16.840.1.113883.6.4',
    'http://terminology.hl7.org/CodeSystem/icd10PCS',
    'http://www.icd10data.com/icd10pcs',
    'http://hl7.org/fhir/sid/icd-10-pcs',
    `${MIMIC}mimic-procedure-icd10`,
  ],
  [ICD9_CM]: [
    'urn:oid:2.16.840.1.113883.6.104',
    'urn:oid:2.16.840.1.113883.6.103',
    'http://terminology.hl7.org/CodeSystem/icd9cm',
    `${MIMIC}mimic-diagnosis-icd9`,
    `${MIMIC}mimic-procedure-icd9`,
  ],
  [CPT]: ['urn:oid:2.16.840.1.113883.6.12'],
  [HCPCS]: [
    'urn:oid:2.16.840.1.113883.6.285',
    'http://www.cms.gov/Medicare/Coding/MedHCPCSGenInfo',
    'http://www.cms.gov/Medicare/Coding/MedHCPCSGenInfo/index.html',
    'http://www.nlm.nih.gov/research/umls/hcpcs',
  ],
  [OPS]: ['http://fhir.de/CodeSystem/dimdi/ops'],
  [RXNORM]: ['urn:oid:2.16.840.1.113883.6.88'],
  [ATC]: ['urn:oid:2.16.840.1.113883.6.73', 'http://fhir.de/CodeSystem/bfarm/atc'],
  [UCUM]: ['urn:oid:2.16.840.1.113883.6.8'],
  [ISBT_128]: ['urn:oid:2.16.840.1.113883.6.18'],
  [`${MIMIC}mimic-d-items`]: [`${MIMIC}mimic-chartevents-d-items`],
};

const CANONICAL = new Map<string, string>(
  Object.entries(ALIASES).flatMap(([system, aliases]) =>
    [system, ...aliases].map((uri) => [foldUri(uri), system] as const),
  ),
);

function foldUri(uri: string): string {
  return uri
    .trim()
    .replace(/\|.*$/, '')
    .replace(/^https:/i, 'http:')
    .replace(/\/+$/, '')
    .toLowerCase();
}

/**
 * The canonical form of a system URI or OID: aliases, `https`, a trailing
 * slash and a version after `|` are resolved. Unknown systems come back
 * trimmed and otherwise as written.
 */
export function canonicalSystem(uri: string): string {
  return CANONICAL.get(uri) ?? CANONICAL.get(foldUri(uri)) ?? uri.trim();
}

/** Systems whose codes are hierarchies matched by prefix, dots and case aside. */
export function isPrefixSystem(system: string): boolean {
  return (
    system === ICD10_CM ||
    system === ICD10_WHO ||
    system === ICD10_GM ||
    system === ICD9_CM ||
    system === OPS
  );
}

/** A code as it is compared: ICD and OPS without dots and in upper case, all others as written. */
export function comparableCode(system: string, code: string): string {
  const trimmed = code.trim();
  return isPrefixSystem(system) || system === ICD10_PCS
    ? trimmed.replaceAll('.', '').toUpperCase()
    : trimmed;
}

/**
 * Where to look next for a code its own system does not list. Older content
 * sends ICD-10-CM codes under the WHO URI; the German edition shares the WHO's
 * categories (its fifth digits differ from ICD-10-CM, which is not asked).
 */
export function widerSystem(system: string): string | null {
  if (system === ICD10_WHO) return ICD10_CM;
  if (system === ICD10_GM) return ICD10_WHO;
  return null;
}
