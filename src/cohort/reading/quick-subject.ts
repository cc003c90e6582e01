import { patientReference } from './reference.ts';

/** Types in R4 whose only member named `subject` is their own. */
const plainTypes = new Set([
  'Observation',
  'Condition',
  'Procedure',
  'MedicationAdministration',
  'Encounter',
  'DiagnosticReport',
]);

const start = /^\{\s*"resourceType"\s*:\s*"([A-Za-z]+)"/;
const written = /^\s*:\s*\{\s*"reference"\s*:\s*"([^"\\]+)"/;

/**
 * Whose a line is, without parsing it, in the usual case: the type comes first,
 * nothing is contained, and there is one `subject` with a relative reference.
 * Whether the line is JSON at all shows when its patient is read.
 *
 * @returns null where the line has to be parsed to tell
 */
export function quickSubject(line: string): string | null {
  const type = start.exec(line)?.[1];
  if (type === undefined || !plainTypes.has(type)) return null;
  const at = line.indexOf('"subject"');
  if (at < 0 || line.indexOf('"subject"', at + 9) >= 0 || line.includes('"contained"')) return null;
  const reference = written.exec(line.slice(at + 9, at + 300))?.[1];
  return reference !== undefined && patientReference(reference) === reference ? reference : null;
}
