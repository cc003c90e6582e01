import type { ModelDocument, ModelInput } from '../../model/document.ts';
import type { ClinicalEvent, Measured } from '../event.ts';
import { HOUR, type Moment } from '../moment.ts';
import type { Timeline } from '../timeline.ts';
import { rowsWithVersions } from './possible-starts.ts';

/**
 * The part of a timeline that can decide a risk at any moment: support, the
 * outcome and the concepts of the model's inputs. Values that can never be the
 * extreme their rule asks for are left out too: those that another value, known
 * no later and within the same windows, already exceeds.
 * @param starts Every time support may be taken to have started.
 */
export function cutTimeline(
  timeline: Timeline,
  model: ModelDocument,
  starts: readonly Moment[],
): Timeline {
  const concepts = new Set([
    model.outcome.concept,
    ...model.inputs.flatMap(({ rule }) => rule.concepts),
  ]);
  const kept = timeline.events.filter(
    ({ kind, concept }) => kind === 'supported' || concepts.has(concept),
  );
  const exceeded = exceededValues(kept, model, starts, rowsWithVersions(timeline));
  return {
    ...timeline,
    events: kept.filter((event) => !exceeded.has(event)),
    setAside: timeline.setAside.filter(({ concept }) => concepts.has(concept)),
    faults: [],
    unmapped: [],
  };
}

function exceededValues(
  events: readonly ClinicalEvent[],
  model: ModelDocument,
  starts: readonly Moment[],
  uncertain: ReadonlySet<number>,
): ReadonlySet<ClinicalEvent> {
  const exceeded = new Set<ClinicalEvent>();
  for (const input of model.inputs) {
    const { select, concepts } = input.rule;
    const alone = model.inputs.every(
      (other) => other === input || !other.rule.concepts.some((each) => concepts.includes(each)),
    );
    const edges = edgesOf(input, starts);
    if ((select !== 'lowest' && select !== 'highest') || edges === null || !alone) continue;
    const sign = select === 'lowest' ? 1 : -1;
    const extremes = new Map<number, number>();
    for (const event of exactValues(events, input, uncertain)) {
      const stretch = edges.filter((edge) => edge <= event.at.latest).length;
      const extreme = extremes.get(stretch) ?? Infinity;
      if (sign * event.value >= extreme) exceeded.add(event);
      else extremes.set(stretch, sign * event.value);
    }
  }
  return exceeded;
}

/** Values that count as they stand, in the order in which they began to. */
function exactValues(
  events: readonly ClinicalEvent[],
  input: ModelInput,
  uncertain: ReadonlySet<number>,
): Measured[] {
  return events
    .filter(
      (event): event is Measured =>
        event.kind === 'measured' &&
        input.rule.concepts.includes(event.concept) &&
        event.unit === input.unit &&
        event.comparator === undefined &&
        event.at.earliest === event.at.latest &&
        event.availableAt.earliest === event.availableAt.latest &&
        !(event.source.row !== undefined && uncertain.has(event.source.row)),
    )
    .sort((a, b) => countsFrom(a) - countsFrom(b));
}

/** A result may be issued before the time it is said to be of; it counts from the later of the two. */
function countsFrom({ at, availableAt }: Measured): number {
  return Math.max(at.latest, availableAt.latest);
}

/** Where a window of the rule may begin or end; `null` when it moves along with the moment. */
function edgesOf({ rule: { window } }: ModelInput, starts: readonly Moment[]): number[] | null {
  const { anchor, from, to } = window;
  if (anchor === 'moment') return from === undefined && to === undefined ? [] : null;
  const edges = starts.flatMap(({ earliest, latest }) =>
    [from, to].flatMap((hours) =>
      hours === undefined ? [] : [earliest + hours * HOUR, latest + hours * HOUR],
    ),
  );
  // a value exactly on an edge lies inside on both sides of it, so both neighbours are set apart
  return edges.flatMap((edge) => [edge, edge + 1]);
}
