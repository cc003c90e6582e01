import type { Assessment } from '../../assess.ts';
import type { Site } from '../../clinical/site.ts';
import type { ModelDocument } from '../../model/document.ts';
import { localReference } from '../address.ts';
import type { Session } from '../context.ts';

/** One assessment ready to be written: what was concluded, by which model, for whom and when. */
export interface Conclusion {
  readonly assessment: Assessment;
  readonly model: ModelDocument;
  readonly site: Site;
  readonly session: Pick<Session, 'base' | 'patient' | 'encounter' | 'user'>;
  /** `urn:uuid:…`, one for each run: writing twice gives one resource. */
  readonly identifier: string;
  readonly software: { readonly name: string; readonly version: string };
  /** Milliseconds since 1970 UTC. */
  readonly recordedAt: number;
  /** When the data were read, milliseconds since 1970 UTC. */
  readonly cutOff: number;
}

/** References to real resources that the assessment rests on; what a clinician typed has none. */
export function basisOf(conclusion: Conclusion): readonly string[] {
  const { assessment, session } = conclusion;
  const sources = [
    ...(assessment.ecmo?.sources ?? []),
    ...assessment.inputs.flatMap((input) => (input.state === 'value' ? input.sources : [])),
  ];
  return [...new Set(sources.flatMap((source) => localReference(session.base, source) ?? []))];
}

/** The clinician as `Practitioner/…`, where the launch said so and FHIR lets such a one sign. */
export function signerOf(session: Pick<Session, 'base' | 'user'>): string | null {
  const user = localReference(session.base, session.user);
  return user !== null && /^(?:Practitioner|PractitionerRole)\//.test(user) ? user : null;
}
