import type { Because } from '../../clinical/timeline.ts';
import type { ClinicalEvent } from '../../clinical/event.ts';
import type { Moment } from '../../clinical/moment.ts';
import type { View } from '../view.ts';

/** One resource that matched a concept, and what became of it. */
export interface CandidateFacts {
  readonly reference: string;
  readonly concept: string;
  readonly used: boolean;
  readonly because: Because | null;
  readonly when: Moment | null;
  /** In the canonical unit; null when it could not be read. */
  readonly value: { readonly value: number; readonly unit: string } | null;
  readonly asWritten: string;
}

/** All candidates of some concepts: the used ones first, then by time, latest first. */
export function candidateFacts(view: View, concepts: readonly string[]): readonly CandidateFacts[] {
  const { timeline, assessment } = view;
  const events = new Map(timeline.events.map((event) => [event.source.reference, event]));
  const aside = new Map(timeline.setAside.map((one) => [one.source, one]));
  const facts = (concept: string, reference: string, because: Because | null): CandidateFacts => {
    const event = events.get(reference);
    const setAside = aside.get(reference);
    const written =
      setAside?.asWritten ?? (event?.kind === 'measured' ? event.asWritten : undefined);
    return {
      reference,
      concept,
      used: because === null,
      because,
      when: (event === undefined ? setAside?.at : whenOf(event)) ?? null,
      value: event === undefined ? null : valueOf(event),
      asWritten:
        written === undefined
          ? ((event?.kind === 'given' ? event.asWritten : undefined) ?? '')
          : `${written.value} ${written.unit}`,
    };
  };
  return concepts
    .flatMap((concept) => {
      const found = assessment.candidates[concept];
      return found === undefined
        ? []
        : [
            ...found.used.map((id) => facts(concept, id, null)),
            ...found.notUsed.map((one) => facts(concept, one.id, one.because)),
          ];
    })
    .toSorted(
      (a, b) =>
        Number(b.used) - Number(a.used) || (b.when?.earliest ?? 0) - (a.when?.earliest ?? 0),
    );
}

/** The moment an event is shown at. */
export function whenOf(event: ClinicalEvent): Moment | undefined {
  if (event.kind === 'measured') return event.at;
  return event.kind === 'happened' ? event.onset : event.start;
}

function valueOf(event: ClinicalEvent): CandidateFacts['value'] {
  if (event.kind === 'measured') return { value: event.value, unit: event.unit };
  return event.kind === 'given' && event.amount !== undefined ? event.amount : null;
}
