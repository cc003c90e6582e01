import type { ModelInput } from '../../model/document.ts';
import { absence, type AsOf, eventsOf } from '../as-of.ts';
import type { ClinicalEvent, Happened } from '../event.ts';
import { placeIch } from '../ich.ts';
import { ALWAYS, type Moment } from '../moment.ts';
import type { Because } from '../timeline.ts';
import type { Selection, Standing } from './picked.ts';
import { place, type Window } from './window.ts';

/** The outcome of the model, whose recent occurrence is no history but ends the question. */
export interface OutcomeRule {
  readonly concept: string;
  readonly recentDays: number;
}

/**
 * Whether one of the concepts lies in the patient's past (design ruling 10).
 * A code that itself says "history of", or names a sequela, never means a
 * current event: the date it carries is that of its being noted. A diagnosis
 * without an onset is history if it was recorded before the window's end;
 * recorded later, it may be either, and somebody has to say.
 */
export function selectHistory(
  input: ModelInput,
  window: Window,
  record: AsOf,
  start: Moment | null,
  outcome: OutcomeRule | undefined,
): Selection {
  const standing = new Map<ClinicalEvent, Standing>();
  const used: Happened[] = [];
  let withheld: Because | undefined;
  for (const event of eventsOf(record.timeline, input.rule.concepts)) {
    if (event.kind !== 'happened') continue;
    const because =
      absence(event, record) ??
      (event.concept === outcome?.concept && start !== null
        ? ofOutcome(event, start, outcome)
        : misfit(event, window));
    standing.set(event, because ?? 'used');
    if (because === null) used.push(event);
    else if (because === 'time-uncertain' || because === 'time-missing') withheld = because;
  }
  const [first] = used;
  const common = { standing, faults: [] };
  if (first === undefined) {
    return { ...common, sources: [], ...(withheld === undefined ? {} : { withheld }) };
  }
  const ambiguous = used.every((event) => event.ambiguity !== undefined);
  const time = (first.onset ?? first.availableAt).text;
  return {
    ...common,
    value: true,
    ...(time === '' ? {} : { time }),
    sources: used.map((event) => event.source.reference),
    ...(ambiguous && first.ambiguity !== undefined ? { assumed: [first.ambiguity] } : {}),
  };
}

function misfit(event: Happened, window: Window): Because | null {
  if (event.past === true) return null;
  const at = event.onset ?? (event.availableAt === ALWAYS ? undefined : event.availableAt);
  if (at === undefined) return 'time-missing';
  const where = place(at, window);
  if (where === 'inside') return null;
  if (event.onset === undefined && at.earliest > window.to.latest) return 'time-missing';
  return where === 'outside' ? 'outside-window' : 'time-uncertain';
}

function ofOutcome(event: Happened, start: Moment, outcome: OutcomeRule): Because | null {
  const when = placeIch(event, start, outcome.recentDays);
  if (when === 'old') return null;
  return when === 'undated' ? 'time-missing' : 'event-has-occurred';
}
