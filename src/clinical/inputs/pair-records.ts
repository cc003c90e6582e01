import type { Given } from '../event.ts';
import { FirstEnding } from './first-ending.ts';

/** Records of one bag lie no further apart than this, milliseconds. */
const SAME_BAG = 30 * 60_000;

/** Which kind of record is kept: what was documented at the bedside, then the fluid balance, then the procedure. */
const KINDS = ['MedicationAdministration', 'Observation', 'Procedure'];

/** Kept records of one kind and concept, by start. */
interface Kept {
  readonly events: readonly Given[];
  readonly all: FirstEnding;
  /** Those that may still stand for a record with an amount. */
  readonly free: FirstEnding;
}

/**
 * Records of a bag that another kind of record has already told of, each with
 * the one that is kept (design ruling 9). Two records of the same kind are two
 * bags. A kept record stands for one record of each other kind, unless its bag
 * still hangs; a procedure without an amount is the episode and stands for all
 * bags given in it. Of several that might be kept, the first is.
 *
 * Time grows with n log n.
 *
 * @param events by start, each concept's by itself
 */
export function pairRecords(events: readonly Given[]): ReadonlyMap<Given, Given> {
  const pairs = new Map<Given, Given>();
  for (const concept of new Set(events.map((event) => event.concept))) {
    const kept: (readonly Given[])[] = [];
    for (const kind of KINDS) {
      const told = kept.map(toKept);
      const records = events.filter((each) => each.concept === concept && kindOf(each) === kind);
      kept.push(records.filter((record) => !pair(record, told, pairs)));
    }
  }
  return pairs;
}

/** Pairs a record with the first kept one of the same bag; false when there is none. */
function pair(record: Given, told: readonly Kept[], pairs: Map<Given, Given>): boolean {
  const from = record.start.earliest - SAME_BAG;
  const to = endOf(record) + SAME_BAG;
  for (const { events, all, free } of told) {
    const at = (record.amount === undefined ? all : free).find(from);
    const other = at === null ? undefined : events[at];
    if (at === null || other === undefined || other.start.earliest > to) continue;
    pairs.set(record, other);
    free.strike(at);
    return true;
  }
  return false;
}

function toKept(events: readonly Given[]): Kept {
  const free = new FirstEnding(events.map(endOf));
  for (const [at, event] of events.entries()) if (isHanging(event)) free.strike(at);
  return { events, all: new FirstEnding(events.map(endOf)), free };
}

function endOf({ start, end }: Given): number {
  return (end ?? start).latest;
}

/** A bag still hanging counts for nothing yet, and so cannot stand for what is known to be in. */
function isHanging({ open, use }: Given): boolean {
  return open === 'running' && use === 'transfusion';
}

function kindOf(event: Given): string {
  return event.source.reference.slice(0, event.source.reference.indexOf('/'));
}
