import type { Encounter } from 'fhir/r4';

/** v3-ActCode classes of a stay in hospital. */
const inpatient = new Set(['IMP', 'ACUTE', 'NONAC']);

/**
 * The stay the assessment belongs to: the one the launch named, else the only
 * in-progress inpatient one. Null otherwise: it is asked, never guessed.
 */
export function pickEncounter(
  encounters: readonly Encounter[],
  named: string | undefined,
): Encounter | null {
  if (named !== undefined) return encounters.find(({ id }) => id === named) ?? null;
  const open = encounters.filter(
    (encounter) => encounter.status === 'in-progress' && inpatient.has(encounter.class?.code ?? ''),
  );
  const [only] = open;
  return only !== undefined && open.every(({ id }) => id === only.id) ? only : null;
}
