import type { Patient } from 'fhir/r4';
import type { AnyResource } from '../answer.ts';
import type { Session } from '../context.ts';
import { readIdentity, tellBelonging } from '../identity.ts';
import { fetchAnswer } from '../request.ts';
import { RequestError } from '../request-error.ts';
import type { Transport } from '../transport.ts';
import type { NotWritten } from './write-result.ts';

/** What a person is known by: if any of it differs, it has to be looked at again. */
function knownBy(patient: Readonly<Record<string, unknown>>): string {
  const { id, name, birthDate, gender, identifier, deceasedBoolean, deceasedDateTime } = patient;
  return JSON.stringify([
    id,
    name,
    birthDate,
    gender,
    identifier,
    deceasedBoolean,
    deceasedDateTime,
  ]);
}

/**
 * Reads Patient and Encounter once more, right before writing, and holds them
 * against what the clinician confirmed. Null when they are the same.
 * @throws {RequestError} when they cannot be read
 */
export async function checkIdentity(
  session: Session,
  confirmed: Patient,
  transport: Transport,
): Promise<NotWritten | null> {
  const read = async (type: string, id: string) => {
    const answer = await fetchAnswer(
      session,
      { target: `${type}/${id}`, expects: [type] },
      transport,
    );
    return answer.resource as AnyResource;
  };
  const [patient, encounter] = await Promise.all([
    read('Patient', session.patient),
    session.encounter === undefined ? null : readEncounter(read, session.encounter),
  ]);
  const { identity, fault } = readIdentity(patient, session.base);
  const isSame = knownBy(patient) === knownBy({ ...confirmed });
  if (fault !== null || !isSame || patient['id'] !== session.patient) return 'patient-changed';
  if (encounter === null) return null;
  const isWithdrawn =
    encounter['status'] === 'entered-in-error' || encounter['status'] === 'cancelled';
  const isOurs = tellBelonging(encounter, identity).kind === 'ours';
  return isWithdrawn || !isOurs ? 'encounter-changed' : null;
}

/** The Encounter, or null where the token does not allow reading it. */
async function readEncounter(
  read: (type: string, id: string) => Promise<AnyResource>,
  id: string,
): Promise<AnyResource | null> {
  try {
    return await read('Encounter', id);
  } catch (error) {
    if (error instanceof RequestError && error.status === 403) return null;
    throw error;
  }
}
