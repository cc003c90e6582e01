/** One coding, the resource it comes in, and the concept it means; null: none. */
export interface CodingCase {
  readonly why: string;
  readonly system: string;
  readonly code: string;
  readonly on: string;
  readonly means: string | null;
}

const SCT = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const WHO = 'http://hl7.org/fhir/sid/icd-10';
const GM = 'http://fhir.de/CodeSystem/bfarm/icd-10-gm';
const ICD9 = 'http://hl7.org/fhir/sid/icd-9-cm';
const PCS = 'http://www.cms.gov/Medicare/Coding/ICD10';
const CPT = 'http://www.ama-assn.org/go/cpt';
const OPS = 'http://fhir.de/CodeSystem/bfarm/ops';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const OMOP = 'https://fhir-terminology.ohdsi.org';

const row = (
  why: string,
  system: string,
  code: string,
  on: string,
  means: string | null,
): CodingCase => ({ why, system, code, on, means });

/** Codes seen in public repositories under a meaning they do not have. */
export const wrongInPublic: readonly CodingCase[] = [
  row('called VA ECMO', SCT, '233574002', 'Procedure', 'co2-removal'),
  row('called VV ECMO', SCT, '233575001', 'Procedure', 'dialysis'),
  row('called VAV ECMO', SCT, '233576000', 'Procedure', 'dialysis'),
  row('called VV ECMO', SCT, '427053002', 'Procedure', 'dialysis'),
  row('called cardiogenic shock', SCT, '429007001', 'Condition', 'cardiac-arrest-history'),
  row('fails its check digit', SCT, '786451009', 'Procedure', null),
  row('fails its check digit', SCT, '786452002', 'Procedure', null),
  row('fails its check digit', SCT, '702953008', 'Procedure', null),
  row('fails its check digit', SCT, '129352009', 'Procedure', null),
  row('fails its check digit', SCT, '427063009', 'Procedure', null),
  row('called ECMO assistance, is an echocardiogram', SCT, '40701008', 'Procedure', null),
  row('called ECPR', SCT, '52870002', 'Procedure', null),
  row('a long code that lost its last digits', SCT, '14130001000004100', 'Procedure', null),
  row('called ECMO', ICD9, '39.61', 'Procedure', 'cardiopulmonary-bypass'),
  row('called ECMO, without its dot', ICD9, '3961', 'Procedure', 'cardiopulmonary-bypass'),
  row('in a public ECMO phenotype', PCS, '5A05221', 'Procedure', 'hyperbaric-oxygenation'),
  row('in a public ECMO phenotype', PCS, '5A0512C', 'Procedure', 'supersaturated-oxygenation'),
  row('in a public ECMO phenotype', PCS, '5A0522C', 'Procedure', 'supersaturated-oxygenation'),
  row('called veno-arterial', CPT, '33946', 'Procedure', 'ecmo-vv'),
  row('an INR that fails its check digit', LOINC, '5895-7', 'Observation', null),
  row('called heparin', RXNORM, '67108', 'MedicationAdministration', 'enoxaparin'),
  row('an ECMO concept used for angiography', OMOP, '4052536', 'Observation', 'ecmo'),
];

/** Look-alikes and neighbours that must not count as what they look like. */
export const lookAlikes: readonly CodingCase[] = [
  row('bypass', SCT, '63697000', 'Procedure', 'cardiopulmonary-bypass'),
  row('percutaneous bypass', SCT, '609236006', 'Procedure', 'cardiopulmonary-bypass'),
  row('pumpless', SCT, '786452006', 'Procedure', 'pumpless-lung-assist'),
  row('not specific', SCT, '233572003', 'Procedure', 'extracorporeal-gas-exchange'),
  row('stand-by', OPS, '8-852.1', 'Procedure', 'ecmo-standby'),
  row('CO2 removal', OPS, '8-852.50', 'Procedure', 'co2-removal'),
  row('Impella', PCS, '5A0221D', 'Procedure', 'impella'),
  row('balloon pump', PCS, '5A02210', 'Procedure', 'iabp'),
  row('mixing study', LOINC, '43734-3', 'Observation', 'aptt-not-patient'),
  row('control plasma', LOINC, '13488-2', 'Observation', 'aptt-not-patient'),
  row('heparin neutralised', LOINC, '52123-7', 'Observation', 'aptt-not-patient'),
  row('heparin neutralised', LOINC, '52129-4', 'Observation', 'inr-not-patient'),
  row('ratio', LOINC, '63561-5', 'Observation', 'aptt-ratio'),
  row('Quick', LOINC, '5894-1', 'Observation', 'pt-percent'),
  row('mean platelet volume', LOINC, '32623-1', 'Observation', 'platelets-not-a-count'),
  row('panel', LOINC, '53800-9', 'Observation', 'platelets-not-a-count'),
  row('EDTA clumping', LOINC, '107193-5', 'Observation', 'platelets-not-a-count'),
  row('titre', LOINC, '38898-3', 'Observation', 'd-dimer-titre'),
  row('p50', LOINC, '19214-6', 'Observation', 'po2-not-arterial'),
  row('venous', LOINC, '2021-4', 'Observation', 'pco2-not-arterial'),
  row('antigen', LOINC, '3256-5', 'Observation', 'fibrinogen-not-functional'),
  row('non-biological fluid', LOINC, '31159-7', 'Observation', 'anti-xa-not-patient'),
  row('units requested', LOINC, '43413-4', 'Observation', 'blood-product-order'),
  row('global amnesia', CM, 'G45.4', 'Condition', 'transient-global-amnesia'),
  row('plasma exchange', SCT, '225067007', 'Procedure', 'plasma-exchange'),
  row('clotting factors', OPS, '8-810.j5', 'Procedure', 'transfusion-other'),
];

/** Codes as hospitals write them: aliases, missing dots, extensions, older URIs. */
export const asWritten: readonly CodingCase[] = [
  row('LOINC by OID', 'urn:oid:2.16.840.1.113883.6.1', '777-3', 'Observation', 'platelets'),
  row('LOINC, https and slash', 'https://loinc.org/', '777-3', 'Observation', 'platelets'),
  row('LOINC with a version', 'http://loinc.org|2.77', '777-3', 'Observation', 'platelets'),
  row('spaces around the code', LOINC, ' 777-3 ', 'Observation', 'platelets'),
  row('deprecated but sent', LOINC, '5907-1', 'Observation', 'platelets'),
  row('CM code under the WHO URI', WHO, 'Z86.73', 'Condition', 'stroke-history'),
  row('Chinese extension', WHO, 'I63.900x001', 'Condition', 'stroke'),
  row('no dot, lower case', CM, 'i619', 'Condition', 'ich'),
  row(
    'MIMIC URI',
    'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd10',
    'I619',
    'Condition',
    'ich',
  ),
  row(
    'MIMIC URI',
    'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-procedure-icd9',
    '3965',
    'Procedure',
    'ecmo',
  ),
  row('German edition', GM, 'S06.5', 'Condition', 'ich'),
  row('older German URI', 'http://fhir.de/CodeSystem/dimdi/icd-10-gm', 'I61.0', 'Condition', 'ich'),
  row('German fifth digit that is no haemorrhage', GM, 'S06.38', 'Condition', null),
  row('the same digits in ICD-10-CM', CM, 'S06.381A', 'Condition', 'ich'),
  row('contusion is not haemorrhage', CM, 'S06.31', 'Condition', null),
  row('sequela', CM, 'I69.354', 'Condition', 'stroke-history'),
  row('occlusion without infarction', ICD9, '434.90', 'Condition', null),
  row('occlusion with infarction', ICD9, '43491', 'Condition', 'stroke'),
  row('hours of VV ECMO', OPS, '8-852.0e', 'Procedure', 'ecmo-vv'),
  row('PCS by OID', 'urn:oid:2.16.840.1.113883.6.4', '5A1522G', 'Procedure', 'ecmo-va'),
  row('PCS, older URI', 'http://www.icd10data.com/icd10pcs', '5a1522h', 'Procedure', 'ecmo-vv'),
  row('deleted in 2018, still there', PCS, '5A15223', 'Procedure', 'ecmo'),
  row('OMOP', OMOP, '36717792', 'Procedure', 'ecmo-vav'),
  row('decannulation', CPT, '33984', 'Procedure', 'ecmo-decannulation'),
  row(
    'German ATC',
    'http://fhir.de/CodeSystem/bfarm/atc',
    'B01AB01',
    'MedicationAdministration',
    'heparin',
  ),
  row('case matters outside ICD', LOINC, '777-3A', 'Observation', null),
  row('a procedure code on a diagnosis', ICD9, '39.65', 'Condition', null),
  row('a laboratory code on a procedure', LOINC, '777-3', 'Procedure', null),
];
