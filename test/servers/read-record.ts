import type { FhirResource } from 'fhir/r4';
import type { Json } from './checks.ts';

/** A FHIR server as a tester reads it, apart from the app's code. */
export interface Reader {
  /** FHIR base URL without a trailing slash. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

const TYPES = [
  'Encounter',
  'Observation',
  'Condition',
  'Procedure',
  'MedicationAdministration',
  'DeviceUseStatement',
  'Device',
  'ImagingStudy',
  'DiagnosticReport',
];

/** One read or search. @throws where the server gives no FHIR JSON */
export async function readPath({ base, headers }: Reader, path: string): Promise<Json> {
  const address = path.startsWith('http') ? path : `${base}/${path}`;
  const accept = { accept: 'application/fhir+json' };
  const answer = await fetch(address, { headers: { ...accept, ...headers } });
  if (!answer.ok) throw new Error(`${path} gave ${answer.status}`);
  return answer.json();
}

/** Every row a search matches, over all its pages. */
export async function readRows(reader: Reader, search: string): Promise<FhirResource[]> {
  const rows: FhirResource[] = [];
  let next: string | undefined = search;
  while (next !== undefined) {
    const page: Json = await readPath(reader, next);
    rows.push(...(page.entry ?? []).map((each: Json) => each.resource));
    next = page.link?.find((each: Json) => each.relation === 'next')?.url;
  }
  return rows;
}

/** All of a patient that bears on an assessment, and the drugs that administrations point at. */
export async function readRecord(reader: Reader, patient: string): Promise<FhirResource[]> {
  const rows: FhirResource[] = [await readPath(reader, `Patient/${patient}`)];
  for (const type of TYPES) {
    rows.push(...(await readRows(reader, `${type}?patient=${patient}&_count=500`)));
  }
  const pointed = rows.flatMap((row) =>
    'medicationReference' in row ? (row.medicationReference?.reference ?? []) : [],
  );
  for (const reference of new Set(pointed)) rows.push(await readPath(reader, reference));
  return rows;
}
