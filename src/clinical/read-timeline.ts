import type { Fault } from '../faults.ts';
import type { Codebook } from './codebook.ts';
import type { ClinicalEvent, Source } from './event.ts';
import type { Moment } from './moment.ts';
import { asObject, asText } from './reading/json.ts';
import { isUsableCondition } from './reading/read-condition.ts';
import { readStay } from './reading/read-encounter.ts';
import { readPatient } from './reading/read-patient.ts';
import { isReadable, readResource } from './reading/read-resource.ts';
import type { Reading } from './reading/read.ts';
import { referenceOf, referencesInUse, resolver } from './reading/references.ts';
import { pickPatient, readSubject } from './reading/subject.ts';
import { readAvailability } from './reading/times.ts';
import { Unmapped } from './reading/unmapped.ts';
import { readVersions, type Row } from './reading/versions.ts';
import type { Site } from './site.ts';
import type { Person, SetAside, Stay, Timeline } from './timeline.ts';

/** What reading one patient's resources needs. */
export interface TimelineContext {
  readonly codebook: Codebook;
  readonly site: Site;
  /** Whose resources they are; else the only patient among them. */
  readonly patient?: string;
}

/**
 * Everything one patient's FHIR R4 resources say, independent of any moment.
 *
 * Accepts any JSON: what is no resource is a fault. Rows of another patient, or
 * of nobody who can be told, are faults and say nothing. The order of the
 * resources never matters. Time and memory grow linearly with their number.
 */
export function readTimeline(resources: readonly unknown[], context: TimelineContext): Timeline {
  const { codebook, site } = context;
  const zone = site.timeZone;
  const faults: Fault[] = [];
  const rows = readRows(resources, faults);
  const all = rows.map((row) => row.resource);
  const patient = pickPatient(all, context.patient);
  const reading = { codebook, site, resolve: resolver(all), inUse: referencesInUse(all) };
  const events: ClinicalEvent[] = [];
  const setAside: SetAside[] = [];
  const unmapped = new Unmapped();
  const own: Row[] = [];
  for (const row of rows) {
    const whose = readSubject(row.resource);
    if (whose !== 'nobody' && (whose === 'unknown' || whose.patient !== patient)) {
      const kind = whose === 'unknown' || patient === null ? 'no-patient' : 'foreign-patient';
      if (kind === 'no-patient' && !isReadable(row.resource)) continue;
      faults.push({ kind, source: row.reference });
      for (const aside of notOurs(row, reading)) setAside.push(aside);
      continue;
    }
    own.push(row);
    const read = readResource(row.resource, sourceOf(row), reading);
    if (!read.matched) unmapped.add(row.resource, reading.resolve);
    for (const event of read.events) events.push(event);
    for (const aside of read.setAside) {
      const availableAt = aside.availableAt ?? readAvailability(row.resource, zone);
      setAside.push({ ...aside, availableAt });
    }
    for (const fault of read.faults) faults.push(fault);
  }
  const versions = readVersions(own, zone);
  const conditionsFrom = readConditionsFrom(own, reading);
  return {
    person: readPerson(own, patient, zone, faults),
    events: events.sort(byTime),
    setAside,
    faults,
    stays: own.flatMap((row) => readStays(row, zone)),
    versions,
    ...(conditionsFrom === undefined ? {} : { conditionsFrom }),
    unmapped: unmapped.list(),
  };
}

/** The resources among the values, each with its place; anything else is a fault. */
function readRows(values: readonly unknown[], faults: Fault[]): Row[] {
  const rows: Row[] = [];
  values.forEach((value, row) => {
    const resource = asObject(value);
    if (resource === null || asText(resource['resourceType']) === null) {
      faults.push({ kind: 'not-a-resource', source: `row ${row + 1}` });
    } else rows.push({ resource, row, reference: referenceOf(resource, row) });
  });
  return rows;
}

function sourceOf({ resource, reference, row }: Row): Source {
  const version = asText(asObject(resource['meta'])?.['versionId']);
  return version === null ? { reference, row } : { reference, version, row };
}

/** What a row of another patient would have said, so that its refusal is listed where it belongs. */
function notOurs(row: Row, reading: Reading): readonly SetAside[] {
  const read = readResource(row.resource, sourceOf(row), reading);
  const concepts = new Set([...read.events, ...read.setAside].map((each) => each.concept));
  return [...concepts].map((concept) => ({
    source: row.reference,
    concept,
    because: 'other-patient',
    row: row.row,
  }));
}

/** The newest row of the Patient; without one, only the reference is known. */
function readPerson(
  rows: readonly Row[],
  patient: string | null,
  zone: string,
  faults: Fault[],
): Person | null {
  if (patient === null) return null;
  const copies = rows.filter((row) => row.resource['resourceType'] === 'Patient');
  const newest = readVersions(copies, zone)[0]?.at(-1)?.row;
  const row = copies.find((copy) => copy.row === newest) ?? copies[0];
  if (row === undefined) return { reference: patient };
  const found = readPatient(row.resource, patient, zone);
  faults.push(...found.faults);
  return found.value;
}

function readStays(row: Row, zone: string): readonly Stay[] {
  if (row.resource['resourceType'] !== 'Encounter') return [];
  const stay = readStay(row.resource, sourceOf(row), zone);
  return stay === null ? [] : [stay];
}

/** When the record first held a diagnosis of any kind in a published code (design ruling 2). */
function readConditionsFrom(rows: readonly Row[], reading: Reading): Moment | undefined {
  let first: Moment | undefined;
  for (const { resource } of rows) {
    if (resource['resourceType'] !== 'Condition' || !isUsableCondition(resource, reading)) continue;
    const known = readAvailability(resource, reading.site.timeZone);
    if (first === undefined || known.latest < first.latest) first = known;
  }
  return first;
}

/** Order of events: when they were or began, then by source, so that equal times have one order. */
function byTime(one: ClinicalEvent, other: ClinicalEvent): number {
  return (
    timeOf(one) - timeOf(other) ||
    (one.source.reference < other.source.reference
      ? -1
      : one.source.reference > other.source.reference
        ? 1
        : 0)
  );
}

/** When an event was or began, milliseconds; undated ones come first. */
export function timeOf(event: ClinicalEvent): number {
  if (event.kind === 'measured') return event.at.earliest;
  if (event.kind === 'happened') return (event.onset ?? event.availableAt).earliest;
  return event.start.earliest;
}
