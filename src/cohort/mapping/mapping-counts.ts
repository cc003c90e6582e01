import type { Because, Timeline } from '../../clinical/timeline.ts';
import type { Fault } from '../../faults.ts';

/** How one concept fares with a hospital's resources. */
export interface ConceptCounts {
  used: number;
  readonly notUsed: Partial<Record<Because, number>>;
  /** Units nobody mapped, by spelling. */
  readonly units: Record<string, number>;
}

/** A local code nobody mapped. */
export interface UnmappedCode {
  readonly resourceType: string;
  readonly system: string;
  readonly code: string;
  readonly display: string;
  count: number;
}

/** Sums over patients; adding is all that is ever done to it. */
export interface MappingCounts {
  patients: number;
  readonly concepts: Record<string, ConceptCounts>;
  readonly unmapped: Record<string, UnmappedCode>;
  readonly faults: Partial<Record<Fault['kind'], number>>;
}

/** Nothing counted yet. */
export function noMapping(): MappingCounts {
  return { patients: 0, concepts: {}, unmapped: {}, faults: {} };
}

const conceptOf = (counts: MappingCounts, concept: string): ConceptCounts =>
  (counts.concepts[concept] ??= { used: 0, notUsed: {}, units: {} });

function bump<K extends string>(record: Partial<Record<K, number>>, key: K, by = 1): void {
  record[key] = (record[key] ?? 0) + by;
}

function addUnmapped(counts: MappingCounts, code: UnmappedCode): void {
  const key = `${code.resourceType}|${code.system}|${code.code}`;
  const known = counts.unmapped[key];
  if (known) known.count += code.count;
  else counts.unmapped[key] = { ...code };
}

/** What one patient's timeline says about the mapping: each resource once for each concept. */
export function countMapping(timeline: Timeline): MappingCounts {
  const counts = noMapping();
  counts.patients = 1;
  const used = new Set(
    timeline.events.map(({ concept, source }) => `${concept}|${source.reference}`),
  );
  for (const key of used) conceptOf(counts, key.slice(0, key.indexOf('|'))).used += 1;
  for (const { concept, because } of timeline.setAside)
    bump(conceptOf(counts, concept).notUsed, because);
  for (const fault of timeline.faults) {
    bump(counts.faults, fault.kind);
    if (fault.kind === 'unit-unknown') bump(conceptOf(counts, fault.concept).units, fault.unit);
  }
  for (const code of timeline.unmapped) addUnmapped(counts, code);
  return counts;
}

/** Adds `more` to `sum`. */
export function addMapping(sum: MappingCounts, more: MappingCounts): void {
  sum.patients += more.patients;
  for (const [id, concept] of Object.entries(more.concepts)) {
    const into = conceptOf(sum, id);
    into.used += concept.used;
    for (const [because, count] of Object.entries(concept.notUsed))
      bump(into.notUsed, because as Because, count);
    for (const [unit, count] of Object.entries(concept.units)) bump(into.units, unit, count);
  }
  for (const code of Object.values(more.unmapped)) addUnmapped(sum, code);
  for (const [kind, count] of Object.entries(more.faults))
    bump(sum.faults, kind as Fault['kind'], count);
}
