/** Where this product's own code systems live; the same root as its value sets. */
const root = 'https://ecmo-ich-risk.example/fhir';

/** Codes `<model id>|<version>`: which model document an assessment was made with. */
export const modelSystem = `${root}/CodeSystem/risk-model`;

/** Codes for what is written, where LOINC and SNOMED CT have none. */
export const outputSystem = `${root}/CodeSystem/output`;

/** SHA-256 of model documents. */
export const hashSystem = `${root}/sid/model-sha256`;

/** Identifiers that are URIs, such as `urn:uuid:…` (R4, identifier systems). */
export const uriSystem = 'urn:ietf:rfc:3986';

/**
 * HL7's label for content asserted by artificial intelligence, which its AI
 * transparency guide puts on such resources.
 */
export const assertedByMachine = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'AIAST',
  display: 'Artificial Intelligence asserted',
} as const;
