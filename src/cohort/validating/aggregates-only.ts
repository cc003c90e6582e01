/** Members that hold one number a patient, which no report gives out. */
const perPatient = new Set(['atPatients']);

/** JSON of a result without anything in it that has one entry a patient. */
export function aggregatesOnly(result: object, indent?: number): string {
  return JSON.stringify(
    result,
    (member, value: unknown) => (perPatient.has(member) ? undefined : value),
    indent,
  );
}
