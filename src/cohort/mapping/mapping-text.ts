import type { Codebook } from '../../clinical/codebook.ts';
import type { MappingCounts } from './mapping-counts.ts';

/** How many unmapped codes are listed. */
const listed = 40;

const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

const inOrder = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** The mapping report in plain text: concepts, then what nobody mapped. No risk, no patient. */
export function mappingText(counts: MappingCounts, codebook: Codebook): string {
  const known = [...codebook.concepts.keys()].filter((id) => counts.concepts[id]);
  const width = Math.max(8, ...known.map((id) => id.length));
  const rows = known.map((id) => {
    const { used, notUsed } = counts.concepts[id]!;
    const why = inOrder(notUsed);
    return `${id.padEnd(width)} ${String(used).padStart(8)} ${String(sumOf(notUsed)).padStart(8)}  ${why}`;
  });
  const absent = [...codebook.concepts.values()]
    .filter(({ id, kind }) => kind !== 'look-alike' && !counts.concepts[id])
    .map(({ id }) => id);
  const codes = Object.values(counts.unmapped).toSorted((a, b) => b.count - a.count);
  const units = Object.entries(counts.concepts).flatMap(([id, concept]) =>
    Object.entries(concept.units).map(
      ([unit, count]) => `${String(count).padStart(8)}  ${id}: "${unit}"`,
    ),
  );
  return [
    `${counts.patients} patient(s)`,
    '',
    `${'concept'.padEnd(width)} ${'used'.padStart(8)} ${'not used'.padStart(8)}  because`,
    ...rows,
    '',
    `Nothing found for: ${absent.join(', ') || 'none'}`,
    '',
    `Local codes nobody mapped (${codes.length}):`,
    ...codes
      .slice(0, listed)
      .map(
        ({ count, resourceType, system, code, display }) =>
          `${String(count).padStart(8)}  ${resourceType} ${system || '(no system)'} ${code}  ${display}`,
      ),
    ...(codes.length > listed
      ? [`          … and ${codes.length - listed} more; --json lists all.`]
      : []),
    '',
    `Units nobody mapped (${units.length}):`,
    ...units,
  ].join('\n');
}
