import { localReference } from '../address.ts';
import type { AnyResource } from '../answer.ts';
import type { Session } from '../context.ts';
import { modelSystem } from './canonical.ts';
import { signerOf } from './conclusion.ts';

function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return [value]
    .flat()
    .filter(
      (entry): entry is Readonly<Record<string, unknown>> =>
        typeof entry === 'object' && entry !== null,
    );
}

function referenceIn(value: unknown, base: string): string | null {
  return localReference(base, (value as { reference?: unknown } | undefined)?.reference);
}

/** `id|version` of the model a resource of ours was computed with, or null for anybody else's. */
export function modelOf(row: AnyResource): string | null {
  const methods = [...objects(row['method']), ...objects(row['category'])];
  const coding = methods.flatMap((method) => objects(method['coding']));
  const code = coding.find(({ system }) => system === modelSystem)?.['code'];
  return typeof code === 'string' ? code : null;
}

/** Whether this product wrote it, about the launch's patient. */
export function isOurs(row: AnyResource, session: Pick<Session, 'base' | 'patient'>): boolean {
  return (
    modelOf(row) !== null &&
    referenceIn(row['subject'], session.base) === `Patient/${session.patient}`
  );
}

/** Whether the launch's clinician is the one who accepted it. */
export function isMine(row: AnyResource, session: Pick<Session, 'base' | 'user'>): boolean {
  const signer = signerOf(session);
  const signers = [
    ...objects(row['note']).map((note) => referenceIn(note['authorReference'], session.base)),
    ...objects(row['author']).map((author) => referenceIn(author, session.base)),
  ];
  return signer !== null && signers.includes(signer);
}
