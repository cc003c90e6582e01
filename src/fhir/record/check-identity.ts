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
    readEncounter(session, read),
  ]);
  const { identity, fault } = readIdentity(patient, session.base);
  const isSame = knownBy(patient) === knownBy({ ...confirmed });
  if (fault !== null || !isSame || patient['id'] !== session.patient) return 'patient-changed';
  if (encounter === 'not-asked') return null;
  const isOurs = encounter !== null && tellBelonging(encounter, identity).kind === 'ours';
  const isWithdrawn = ['entered-in-error', 'cancelled'].includes(String(encounter?.['status']));
  return isOurs && !isWithdrawn ? null : 'encounter-changed';
}

/** The launch's Encounter; null when this patient has it no longer. */
async function readEncounter(
  session: Session,
  read: (type: string, id: string) => Promise<AnyResource>,
): Promise<AnyResource | null | 'not-asked'> {
  const { encounter } = session;
  if (encounter === undefined || !session.scopes.allows('Encounter', 'r')) return 'not-asked';
  try {
    return await read('Encounter', encounter);
  } catch (error) {
    const isGone = error instanceof RequestError && [403, 404, 410].includes(error.status ?? 0);
    if (isGone) return null;
    throw error;
  }
}
