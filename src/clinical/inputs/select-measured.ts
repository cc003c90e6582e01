import type { Fault } from '../../faults.ts';
import type { InputRule, ModelInput } from '../../model/document.ts';
import { absence, type AsOf, eventsOf } from '../as-of.ts';
import type { ClinicalEvent, Measured } from '../event.ts';
import { order } from '../moment.ts';
import { isDecidedDespite } from './censored.ts';
import type { Because } from '../timeline.ts';
import type { Selection, Standing } from './picked.ts';
import { shareOutside } from './share-outside.ts';
import { place, type Window } from './window.ts';

/** One measured value, or several, of a concept in a window. */
export function selectMeasured(input: ModelInput, window: Window, record: AsOf): Selection {
  const { rule } = input;
  const standing = new Map<ClinicalEvent, Standing>();
  const faults: Fault[] = [];
  const inside: Measured[] = [];
  const censored: Measured[] = [];
  let withheld: Because | undefined;
  for (const event of eventsOf(record.timeline, rule.concepts)) {
    if (event.kind !== 'measured') continue;
    const because = absence(event, record) ?? misfit(event, input, window);
    if (because === 'time-uncertain') {
      withheld = because;
      const { concept, source } = event;
      faults.push({ kind: 'time-uncertain', source: source.reference, concept });
    }
    if (because === 'unit') withheld ??= because;
    if (because !== null) standing.set(event, because);
    else if (event.comparator !== undefined) {
      standing.set(event, 'censored');
      faults.push({
        kind: 'value-censored',
        source: event.source.reference,
        concept: event.concept,
      });
      censored.push(event);
    } else {
      standing.set(event, 'used');
      inside.push(event);
    }
  }
  const found = select(rule, inside, window);
  const common = { standing, faults };
  if (censored.length > 0 && !isDecidedDespite(censored, inside, rule)) {
    return { ...common, sources: censored.map(reference), withheld: 'censored' };
  }
  if (found === 'uncertain') return { ...common, sources: [], withheld: 'time-uncertain' };
  if (found === null) {
    return { ...common, sources: [], ...(withheld === undefined ? {} : { withheld }) };
  }
  const { value, decided } = found;
  const [first] = decided;
  return {
    ...common,
    value,
    sources: [...new Set(decided.map(reference))],
    ...(first === undefined ? {} : { time: first.at.text }),
    ...(first === undefined || decided.length > 1 ? {} : { asWritten: first.asWritten }),
  };
}

function misfit(event: Measured, input: ModelInput, window: Window) {
  const where = place(event.at, window);
  if (where === 'outside') return 'outside-window';
  if (where === 'uncertain') return 'time-uncertain';
  const isShare = ['relative-change', 'share-outside'].includes(input.rule.select);
  return isShare || event.unit === input.unit ? null : 'unit';
}

interface Found {
  readonly value: number;
  readonly decided: readonly Measured[];
}

function select(
  rule: InputRule,
  events: readonly Measured[],
  window: Window,
): Found | 'uncertain' | null {
  const [some] = events;
  if (some === undefined) return null;
  switch (rule.select) {
    case 'lowest':
      return one(events.reduce((low, event) => (event.value < low.value ? event : low)));
    case 'highest':
      return one(events.reduce((high, event) => (event.value > high.value ? event : high)));
    case 'first':
    case 'latest': {
      const end = endmost(events, rule.select);
      return end === null ? 'uncertain' : one(end);
    }
    case 'change':
    case 'relative-change': {
      const first = endmost(events, 'first');
      const last = endmost(events, 'latest');
      if (first === null || last === null) return 'uncertain';
      if (first === last) return null;
      const change = last.value - first.value;
      if (rule.select === 'change') return { value: change, decided: [last, first] };
      return first.value === 0 ? null : { value: change / first.value, decided: [last, first] };
    }
    case 'share-outside':
      return shareOutside(events, rule, window);
    case 'total':
    case 'exposed':
    case 'history':
      return null;
    default:
      return rule.select satisfies never;
  }
}

/** The first or the latest value; null when dates without times leave open which of different values it is. */
function endmost(events: readonly Measured[], which: 'first' | 'latest'): Measured | null {
  const sign = which === 'first' ? -1 : 1;
  const edge = ({ at }: Measured) => (which === 'first' ? at.earliest : at.latest);
  const end = events.reduce((best, event) => {
    const further = sign * (edge(event) - edge(best));
    return further > 0 || (further === 0 && isPreferred(event, best)) ? event : best;
  });
  const rival = events.some(
    (event) =>
      event.value !== end.value && (isOpen(event, end) || order(event.at, end.at) === 'same'),
  );
  return rival ? null : end;
}

function isOpen(event: Measured, end: Measured): boolean {
  return event !== end && order(event.at, end.at) === 'unknown';
}

function isPreferred(event: Measured, best: Measured): boolean {
  return event.source.reference < best.source.reference;
}

function one(event: Measured): Found {
  return { value: event.value, decided: [event] };
}

function reference(event: Measured): string {
  return event.source.reference;
}
