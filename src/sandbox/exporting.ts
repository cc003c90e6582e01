import type { Bundle, BundleEntry } from 'fhir/r4';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from './fhir/path.ts';
import type { Stored } from './fhir/store.ts';
import type { Hospital } from './house.ts';

/** A name for `Type/id` that is the same in every export, as a transaction wants it. */
function uuidOf(reference: string): string {
  const hex = createHash('sha256').update(reference).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function renamed(value: unknown, known: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, known));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'reference' && typeof each === 'string' && known.has(each)
        ? uuidOf(each)
        : renamed(each, known),
    ]),
  );
}

const keyOf = ({ resourceType, id }: Stored): string => `${resourceType}/${id}`;

/** Types others point at come first, so that a server may resolve references as it goes. */
const FIRST = [
  'Organization',
  'Location',
  'Practitioner',
  'Medication',
  'Patient',
  'Encounter',
  'Device',
  'ImagingStudy',
];

/** Types that belong to no patient and go along where a patient's resources name them. */
const SHARED = ['Location', 'Medication'];

function rank({ resourceType }: Stored): number {
  const place = FIRST.indexOf(resourceType);
  return place === -1 ? FIRST.length : place;
}

function withShared({ store }: Hospital, patient: string): readonly Stored[] {
  const own = store.types().flatMap((type) => store.all(type, patient));
  const text = JSON.stringify(own);
  const shared = SHARED.flatMap((type) =>
    store.all(type).filter((each) => text.includes(`"${keyOf(each)}"`)),
  );
  return [...shared, ...own].sort((a, b) => rank(a) - rank(b));
}

/**
 * One patient as a transaction of creates, with references by `urn:uuid`. Creates
 * are unconditional, because servers limit the number of conditional ones in a
 * transaction; loading a file twice makes the patient twice.
 */
export function transactionOf(hospital: Hospital, patient: string): Bundle {
  const resources = withShared(hospital, patient);
  const known = new Set(resources.map(keyOf));
  const entry = resources.map((resource): BundleEntry => {
    const { id: _id, meta: _meta, ...body } = resource;
    return {
      fullUrl: uuidOf(keyOf(resource)),
      resource: renamed(body, known) as NonNullable<BundleEntry['resource']>,
      request: { method: 'POST', url: resource.resourceType },
    };
  });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

/**
 * Writes all patients to a folder: `transactions/<patient>.json` for loading into
 * a FHIR server, and `bulk/<Type>.ndjson` as a Bulk FHIR export would give them.
 */
export async function exportPatients(
  hospital: Hospital,
  folder: string,
): Promise<readonly string[]> {
  const { patients, store } = hospital;
  const written: string[] = [];
  const write = async (kind: string, name: string, text: string): Promise<void> => {
    await mkdir(join(folder, kind), { recursive: true });
    await writeFile(join(folder, kind, name), text);
    written.push(join(kind, name));
  };
  for (const { id } of patients) {
    await write(
      'transactions',
      `${id}.json`,
      `${JSON.stringify(transactionOf(hospital, id), null, 1)}\n`,
    );
  }
  for (const type of store.types()) {
    const lines = store.all(type).map((each) => `${JSON.stringify(each)}\n`);
    await write('bulk', `${type}.ndjson`, lines.join(''));
  }
  return written;
}
