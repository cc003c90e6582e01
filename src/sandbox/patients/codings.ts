import type { CodeableConcept, Coding } from 'fhir/r4';

const OWN = 'http://pretend-hospital.example/codes';

/** A code of one of the pretend hospital's own lists. */
export function local(list: string, code: string, display: string): Coding {
  return { system: `${OWN}/${list}`, code, display };
}

const of =
  (system: string) =>
  (code: string, display: string): Coding => ({ system, code, display });

/** SNOMED CT. */
export const snomed = of('http://snomed.info/sct');
/** LOINC. */
export const loinc = of('http://loinc.org');
/** ICD-10-CM, with dots. */
export const icd10cm = of('http://hl7.org/fhir/sid/icd-10-cm');
/** ICD-10-PCS. */
export const icd10pcs = of('http://www.cms.gov/Medicare/Coding/ICD10');
/** RxNorm. */
export const rxnorm = of('http://www.nlm.nih.gov/research/umls/rxnorm');
/** CPT; displays are our own words. */
export const cpt = of('http://www.ama-assn.org/go/cpt');

/** A concept with its codings and the text of the first. */
export function concept(...coding: Coding[]): CodeableConcept {
  return { coding, text: coding[0]?.display ?? '' };
}

/** A code of an HL7 terminology.hl7.org code system. */
export function hl7(list: string, code: string): CodeableConcept {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, code }] };
}
