import type { Fault } from '../../faults.ts';

/** Faults of one kind about one concept stand together, the commonest first. */
export function groupFaults(
  faults: readonly Fault[],
): readonly (readonly [key: string, same: readonly Fault[]])[] {
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const about = 'concept' in fault ? fault.concept : 'input' in fault ? fault.input : '';
    const key = `${fault.kind} ${about}`;
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
}
