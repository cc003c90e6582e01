import type { Given } from '../../../src/clinical/event.ts';

/** Records of one bag lie no further apart than this, milliseconds. */
const SAME_BAG = 30 * 60_000;

/** Which kind of record is kept: what was documented at the bedside, then the fluid balance, then the procedure. */
const KINDS = ['MedicationAdministration', 'Observation', 'Procedure'];

/**
 * Records of a bag that another kind of record has already told of, each with
 * the one that is kept (design ruling 9). Two records of the same kind are two
 * bags. A kept record stands for one record of each other kind, unless its bag
 * still hangs; a procedure without an amount is the episode and stands for all
 * bags given in it.
 *
 * The rule as it reads, each record against each: what the quick way must agree with.
 */
export function pairRecordsPlainly(events: readonly Given[]): ReadonlyMap<Given, Given> {
  const pairs = new Map<Given, Given>();
  const byKind = KINDS.map((kind) => events.filter((event) => kindOf(event) === kind));
  const kept: Given[] = [...(byKind[0] ?? [])];
  for (const records of byKind.slice(1)) {
    const taken = new Set<Given>();
    const own: Given[] = [];
    for (const record of records) {
      const other = kept.find(
        (each) =>
          each.concept === record.concept &&
          isTogether(each, record) &&
          (record.amount === undefined || !isHanging(each)) &&
          (record.amount === undefined || !taken.has(each)),
      );
      if (other === undefined) own.push(record);
      else {
        pairs.set(record, other);
        taken.add(other);
      }
    }
    kept.push(...own);
  }
  return pairs;
}

/** A bag still hanging counts for nothing yet, and so cannot stand for what is known to be in. */
function isHanging({ open, use }: Given): boolean {
  return open === 'running' && use === 'transfusion';
}

function kindOf(event: Given): string {
  return event.source.reference.slice(0, event.source.reference.indexOf('/'));
}

function isTogether(one: Given, other: Given): boolean {
  return (
    one.start.earliest <= (other.end ?? other.start).latest + SAME_BAG &&
    other.start.earliest <= (one.end ?? one.start).latest + SAME_BAG
  );
}
