import type { Timeline } from '../timeline.ts';
import { asObject, asObjects, asText, type Json } from './json.ts';

/** Published systems: what they hold and we do not read is not ours to map. */
const PUBLISHED =
  /^(https?:\/\/(loinc\.org|snomed\.info|unitsofmeasure\.org|www\.nlm\.nih\.gov|www\.whocc\.no|www\.ama-assn\.org|www\.cms\.gov|(terminology\.)?hl7\.org|fhir\.de|www\.isbt128\.org|dicom\.nema\.org)|urn:oid:2\.16\.840\.1\.113883\.6\.)/;

/** Types whose codes a hospital may have to map. */
const TYPES = ['Observation', 'MedicationAdministration', 'Procedure', 'DeviceUseStatement'];

interface Seen {
  readonly display: string;
  count: number;
}

/**
 * Counts the local codes of resources no concept was found for, and the texts
 * of those that carry no code at all, so that hospital IT sees what to map.
 * Counted only; a display never becomes a meaning.
 */
export class Unmapped {
  readonly #seen = new Map<string, Map<string, Map<string, Seen>>>();

  /** Adds the codes of one resource that meant nothing. */
  add(resource: Json): void {
    const type = resource['resourceType'];
    if (typeof type !== 'string' || !TYPES.includes(type)) return;
    const concept = asObject(resource['code'] ?? resource['medicationCodeableConcept']);
    if (concept === null) return;
    const codings = asObjects(concept['coding']);
    const text = asText(concept['text']) ?? '';
    if (codings.length === 0) {
      if (text !== '') this.#count(type, '', text, text);
      return;
    }
    for (const coding of codings) {
      const system = asText(coding['system']) ?? '';
      const code = asText(coding['code']);
      if (code === null || PUBLISHED.test(system)) continue;
      this.#count(type, system, code, asText(coding['display']) ?? text);
    }
  }

  #count(type: string, system: string, code: string, display: string): void {
    const systems = inner(this.#seen, type);
    const codes = inner(systems, system);
    const seen = codes.get(code);
    if (seen === undefined) codes.set(code, { display, count: 1 });
    else seen.count += 1;
  }

  /** Every code with its count, most frequent first. */
  list(): Timeline['unmapped'] {
    const rows: Timeline['unmapped'][number][] = [];
    for (const [resourceType, systems] of this.#seen) {
      for (const [system, codes] of systems) {
        for (const [code, seen] of codes) rows.push({ resourceType, system, code, ...seen });
      }
    }
    return rows.sort((one, other) => other.count - one.count || compare(one, other));
  }
}

function inner<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = new Map()));
  return found;
}

function compare(one: Timeline['unmapped'][number], other: Timeline['unmapped'][number]): number {
  const a = `${one.resourceType}|${one.system}|${one.code}`;
  const b = `${other.resourceType}|${other.system}|${other.code}`;
  return a < b ? -1 : a > b ? 1 : 0;
}
