import type { Codebook } from '../clinical/codebook.ts';
import { localReference } from './address.ts';
import type { AnyResource } from './answer.ts';

/** Most single rows that are read after the searches. */
export const mostFollowed = 400;

function referenceOf(value: unknown): unknown {
  return (value as { reference?: unknown } | null | undefined)?.reference;
}

/** Whether the row is a blood gas whose code does not say where the blood came from. */
function needsSpecimen(row: AnyResource, codebook: Codebook): boolean {
  const { coding } = (row['code'] ?? {}) as { coding?: unknown };
  if (!Array.isArray(coding) || row['specimen'] === undefined) return false;
  return codebook
    .match(coding as { system?: string; code?: string }[], 'Observation')
    .some(
      ({ concept, code }) =>
        (code.facets?.['specimen'] ?? concept.facets['specimen']) === 'unspecified',
    );
}

/**
 * `Type/id` of the drugs, devices and specimens that rows point at and that did
 * not come along: without them it cannot be told what the row is about.
 */
export function planFollowing(
  rows: readonly AnyResource[],
  codebook: Codebook,
  base: string,
): readonly string[] {
  const present = new Set(rows.map((row) => `${row.resourceType}/${String(row['id'])}`));
  const wanted = new Set<string>();
  for (const row of rows) {
    const pointed = [
      referenceOf(row['medicationReference']),
      row.resourceType === 'DeviceUseStatement' ? referenceOf(row['device']) : undefined,
    ];
    if (row.resourceType === 'Observation' && needsSpecimen(row, codebook))
      pointed.push(referenceOf(row['specimen']));
    for (const reference of pointed) {
      const local = localReference(base, reference);
      if (local !== null && !present.has(local)) wanted.add(local);
    }
  }
  return [...wanted];
}
