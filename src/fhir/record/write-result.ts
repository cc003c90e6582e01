import type { OutcomeIssue } from '../outcome.ts';

/** Why nothing was written. */
export type NotWritten =
  /** The data are older than the site allows. */
  | 'stale'
  /** The Patient is no longer the one the clinician confirmed. */
  | 'patient-changed'
  /** The Encounter is no longer this patient's, or was withdrawn. */
  | 'encounter-changed'
  | 'conflict'
  | 'precondition'
  | 'rejected'
  | 'not-permitted'
  | 'session-ended'
  | 'not-answered';

/** What became of one attempt to write. */
export type WriteResult =
  | {
      readonly kind: 'written';
      /** `RiskAssessment/…`. */
      readonly reference: string;
      readonly version?: string;
      /** Members the server changed, by name. */
      readonly differences: readonly string[];
      readonly provenance: 'written' | 'not-offered' | 'failed';
    }
  /** This run was written before; nothing was added. */
  | { readonly kind: 'already-there'; readonly reference: string }
  /** It may or may not be in the record. */
  | { readonly kind: 'unconfirmed' }
  | {
      readonly kind: 'not-written';
      readonly code: NotWritten;
      readonly status?: number;
      readonly issues: readonly OutcomeIssue[];
    };

const notWritten: Readonly<Record<NotWritten, string>> = {
  stale: 'Nothing was written: the data are too old. Reload and look at the assessment again.',
  'patient-changed':
    'Nothing was written: the patient’s record has changed since it was read. Reload and check who this is.',
  'encounter-changed':
    'Nothing was written: the stay has changed since it was read. Reload and check.',
  conflict: 'Nothing was written: somebody else changed the entry at the same time.',
  precondition:
    'Nothing was written: the record system found more than one entry of this assessment, or a newer version.',
  rejected: 'Nothing was written: the record system does not accept this entry.',
  'not-permitted': 'Nothing was written: you or this app may not write this entry.',
  'session-ended': 'Nothing was written: the session has ended. Open the app again from the chart.',
  'not-answered': 'Nothing was written: the record system did not answer.',
};

/** One sentence for the clinician, with the server's codes for IT. */
export function describeWrite(result: WriteResult): string {
  switch (result.kind) {
    case 'written':
      return result.differences.length === 0
        ? `Written and read back: ${result.reference}.`
        : `Written as ${result.reference}, but the record system changed: ${result.differences.join(', ')}. Please check the chart.`;
    case 'already-there':
      return `This assessment is already in the record: ${result.reference}.`;
    case 'unconfirmed':
      return 'It is not known whether the assessment reached the record. Please check the chart before writing again.';
    case 'not-written': {
      const codes = [
        ...(result.status === undefined ? [] : [String(result.status)]),
        ...result.issues.flatMap(({ code, details }) => [code, ...details]),
      ];
      return codes.length === 0
        ? notWritten[result.code]
        : `${notWritten[result.code]} (For IT: ${codes.join(', ')})`;
    }
  }
}
