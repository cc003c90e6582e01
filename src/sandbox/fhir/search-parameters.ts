/** One search parameter: how it is compared and where in the resource it looks. */
export interface SearchParameter {
  readonly kind: 'token' | 'reference' | 'date' | 'string' | 'quantity' | 'uri';
  /** Dotted paths; a choice type lists each of its forms. */
  readonly paths: readonly string[];
  /** The type a bare id of a reference parameter stands for. */
  readonly target?: string;
}

const token = (...paths: string[]): SearchParameter => ({ kind: 'token', paths });
const date = (...paths: string[]): SearchParameter => ({ kind: 'date', paths });
const string = (...paths: string[]): SearchParameter => ({ kind: 'string', paths });
const quantity = (...paths: string[]): SearchParameter => ({ kind: 'quantity', paths });
const reference = (path: string, target?: string): SearchParameter =>
  target ? { kind: 'reference', paths: [path], target } : { kind: 'reference', paths: [path] };

const identifier = token('identifier');
const ofSubject = {
  patient: reference('subject', 'Patient'),
  subject: reference('subject', 'Patient'),
  encounter: reference('encounter', 'Encounter'),
  identifier,
};
const named = { identifier, name: string('name') };

/** Parameters every type takes. */
export const commonParameters: Readonly<Record<string, SearchParameter>> = {
  _id: token('id'),
  _lastUpdated: date('meta.lastUpdated'),
  _profile: { kind: 'uri', paths: ['meta.profile'] },
};

/** Every type this hospital holds, with the R4 search parameters it answers. */
export const searchParameters: Readonly<Record<string, Readonly<Record<string, SearchParameter>>>> =
  {
    Patient: {
      identifier,
      name: string('name.text', 'name.family', 'name.given'),
      family: string('name.family'),
      given: string('name.given'),
      birthdate: date('birthDate'),
      gender: token('gender'),
    },
    Encounter: {
      patient: reference('subject', 'Patient'),
      subject: reference('subject', 'Patient'),
      identifier,
      status: token('status'),
      date: date('period'),
      class: token('class'),
    },
    Observation: {
      ...ofSubject,
      category: token('category'),
      code: token('code'),
      date: date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant'),
      status: token('status'),
      'value-quantity': quantity('valueQuantity'),
      'derived-from': reference('derivedFrom'),
      'part-of': reference('partOf'),
      device: reference('device', 'Device'),
    },
    Procedure: {
      ...ofSubject,
      category: token('category'),
      code: token('code'),
      date: date('performedDateTime', 'performedPeriod'),
      status: token('status'),
    },
    Condition: {
      ...ofSubject,
      category: token('category'),
      code: token('code'),
      'clinical-status': token('clinicalStatus'),
      'verification-status': token('verificationStatus'),
      'onset-date': date('onsetDateTime', 'onsetPeriod'),
      'recorded-date': date('recordedDate'),
    },
    MedicationAdministration: {
      patient: reference('subject', 'Patient'),
      subject: reference('subject', 'Patient'),
      context: reference('context', 'Encounter'),
      identifier,
      status: token('status'),
      code: token('medicationCodeableConcept'),
      medication: reference('medicationReference', 'Medication'),
      'effective-time': date('effectiveDateTime', 'effectivePeriod'),
    },
    MedicationRequest: {
      ...ofSubject,
      status: token('status'),
      intent: token('intent'),
      category: token('category'),
      code: token('medicationCodeableConcept'),
      medication: reference('medicationReference', 'Medication'),
      authoredon: date('authoredOn'),
    },
    ServiceRequest: {
      ...ofSubject,
      status: token('status'),
      intent: token('intent'),
      category: token('category'),
      code: token('code'),
      authored: date('authoredOn'),
    },
    Medication: { identifier, code: token('code'), status: token('status') },
    Device: {
      identifier,
      patient: reference('patient', 'Patient'),
      type: token('type'),
      status: token('status'),
    },
    DeviceUseStatement: {
      identifier,
      patient: reference('subject', 'Patient'),
      subject: reference('subject', 'Patient'),
      device: reference('device', 'Device'),
    },
    SupplyDelivery: {
      identifier,
      patient: reference('patient', 'Patient'),
      status: token('status'),
    },
    BiologicallyDerivedProduct: {},
    RiskAssessment: {
      ...ofSubject,
      date: date('occurrenceDateTime', 'occurrencePeriod'),
      method: token('method'),
      condition: reference('condition', 'Condition'),
      performer: reference('performer'),
    },
    Provenance: {
      target: reference('target'),
      patient: reference('target', 'Patient'),
      recorded: date('recorded'),
      agent: reference('agent.who'),
    },
    DocumentReference: {
      ...ofSubject,
      encounter: reference('context.encounter', 'Encounter'),
      category: token('category'),
      type: token('type'),
      status: token('status'),
      date: date('date'),
    },
    DiagnosticReport: {
      ...ofSubject,
      category: token('category'),
      code: token('code'),
      status: token('status'),
      date: date('effectiveDateTime', 'effectivePeriod'),
      issued: date('issued'),
    },
    ImagingStudy: {
      ...ofSubject,
      status: token('status'),
      modality: token('series.modality'),
      started: date('started'),
    },
    Specimen: { identifier, patient: reference('subject', 'Patient'), type: token('type') },
    Practitioner: { identifier, name: string('name.text', 'name.family', 'name.given') },
    Organization: named,
    Location: named,
  };

/** Where each type says whose it is; a type not listed belongs to no patient. */
export const patientPath: Readonly<Record<string, string>> = {
  Patient: 'id',
  Device: 'patient',
  SupplyDelivery: 'patient',
  Provenance: 'target',
  ...Object.fromEntries(
    [
      'Encounter',
      'Observation',
      'Procedure',
      'Condition',
      'MedicationAdministration',
      'MedicationRequest',
      'DeviceUseStatement',
      'ServiceRequest',
      'RiskAssessment',
      'DocumentReference',
      'DiagnosticReport',
      'ImagingStudy',
      'Specimen',
    ].map((type) => [type, 'subject']),
  ),
};
