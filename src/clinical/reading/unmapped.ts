import type { Timeline } from '../timeline.ts';
import { asObject, asObjects, asText, type Json } from './json.ts';
import type { Reading } from './read.ts';

/** Published systems: what they hold and we do not read is not ours to map. */
const PUBLISHED =
  /^(https?:\/\/(loinc\.org|snomed\.info|unitsofmeasure\.org|www\.nlm\.nih\.gov|www\.whocc\.no|www\.ama-assn\.org|www\.cms\.gov|(terminology\.)?hl7\.org|fhir\.de|www\.isbt128\.org|dicom\.nema\.org)|urn:oid:2\.16\.840\.1\.113883\.6\.)/;

/** Whether a code system is a published one, whose codes are not a hospital's own. */
export function isPublished(system: string): boolean {
  return PUBLISHED.test(system);
}

/** Types whose codes a hospital may have to map. */
const TYPES = [
  'Observation',
  'MedicationAdministration',
  'Procedure',
  'DeviceUseStatement',
  'Condition',
];

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

  /**
   * Adds the codes of one resource that meant nothing, its components and what
   * it refers to included. A diagnosis with a published code beside its local
   * one is told already; a flowsheet row's published code is often just a class.
   */
  add(resource: Json, resolve: Reading['resolve']): void {
    const type = resource['resourceType'];
    if (typeof type !== 'string' || !TYPES.includes(type)) return;
    const drug = asObject(resource['medicationReference'])?.['reference'];
    const device = asObject(resource['device'])?.['reference'];
    for (const concept of [
      resource['code'] ?? resource['medicationCodeableConcept'],
      ...asObjects(resource['component']).map((component) => component['code']),
      resolve(drug, resource)?.['code'],
      resolve(device, resource)?.['type'],
    ]) {
      this.#addConcept(type, asObject(concept));
    }
  }

  #addConcept(type: string, concept: Json | null): void {
    if (concept === null) return;
    const codings = asObjects(concept['coding']);
    const told = codings.some((coding) => isPublished(asText(coding['system']) ?? ''));
    if (type === 'Condition' && told) return;
    const text = asText(concept['text']) ?? '';
    if (codings.length === 0 && text !== '') this.#count(type, '', text, text);
    for (const coding of codings) {
      const system = asText(coding['system']) ?? '';
      const code = asText(coding['code']);
      if (code === null || isPublished(system)) continue;
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
