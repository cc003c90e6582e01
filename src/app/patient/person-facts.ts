import { plainText } from '../plain-text.ts';

/** What tells this patient from another, as plain text; absent is not in the record. */
export interface PersonFacts {
  readonly reference: string;
  readonly name: string | null;
  /** Year, month or day as written. */
  readonly birth: string | null;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  readonly mrn: string | null;
  readonly place: string | null;
  readonly deceased: boolean;
}

/** Reads the identity strip from the patient and, for the place, the encounter. */
export function readPersonFacts(
  patient: fhir4.Patient,
  encounter?: fhir4.Encounter | null,
): PersonFacts {
  return {
    reference: `Patient/${patient.id ?? ''}`,
    name: readName(patient.name),
    birth: plainText(patient.birthDate, 10) || null,
    sex: readSex(patient.gender),
    mrn: readMrn(patient),
    place: readPlace(encounter),
    deceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
  };
}

/** Whole years between a birth date as written and a moment; null when only a year is known, or the birth lies ahead. */
export function wholeYears(birth: string | null, at: number): number | null {
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birth ?? '');
  if (written === null) return null;
  const then = new Date(at);
  const years = then.getUTCFullYear() - Number(written[1]);
  const month = then.getUTCMonth() + 1 - Number(written[2]);
  const before = month < 0 || (month === 0 && then.getUTCDate() < Number(written[3]));
  const age = before ? years - 1 : years;
  return age < 0 ? null : age;
}

function readName(names: readonly fhir4.HumanName[] | undefined): string | null {
  const inUse = (names ?? []).filter((name) => name.use !== 'old');
  const name = inUse.find((one) => one.use === 'official') ?? inUse[0];
  if (name === undefined) return null;
  const family = plainText(name.family, 60);
  const given = plainText((name.given ?? []).join(' '), 60);
  const parts = [family, given].filter((text) => text !== '').join(', ');
  return parts || plainText(name.text) || null;
}

function readSex(gender: fhir4.Patient['gender']): PersonFacts['sex'] {
  return gender === 'male' || gender === 'female' || gender === 'other' ? gender : 'unknown';
}

function readMrn(patient: fhir4.Patient): string | null {
  const current = (patient.identifier ?? []).filter((one) => one.use !== 'old');
  const mrn = current.find((one) => one.type?.coding?.some((coding) => coding.code === 'MR'));
  return plainText((mrn ?? current[0])?.value, 40) || null;
}

function readPlace(encounter: fhir4.Encounter | null | undefined): string | null {
  const places = encounter?.location ?? [];
  const place = places.find((one) => one.status === 'active') ?? places.at(-1);
  return plainText(place?.location.display, 60) || null;
}
