import type { Fault } from '../../faults.ts';
import type { ModelInput } from '../../model/document.ts';
import { absence, type AsOf, eventsOf } from '../as-of.ts';
import type { ClinicalEvent, Given } from '../event.ts';
import { HOUR } from '../moment.ts';
import type { Site } from '../site.ts';
import type { Because } from '../timeline.ts';
import type { Selection, Standing } from './picked.ts';
import { pairRecords } from './pair-records.ts';
import { untilWhen } from './rate-ends.ts';
import { place, type Window } from './window.ts';

/** Reasons for which something given is missing from the sum. */
const OPEN: readonly Because[] = ['time-uncertain', 'value-missing', 'unit'];

/** How much of an event fell into the window. */
type Share = { readonly value: number; readonly assumed: boolean } | { readonly because: Because };

/**
 * The total given in a window. Volumes become bags by the site's bag size,
 * fractions kept; a transfusion without any amount counts one bag, marked
 * (design ruling 9). Infusions accrue evenly over their period; a transfusion
 * counts whole at its end. The same bag recorded twice counts once.
 */
export function selectTotal(
  input: ModelInput,
  window: Window,
  record: AsOf,
  site: Site,
): Selection {
  const standing = new Map<ClinicalEvent, Standing>();
  const faults: Fault[] = [];
  const known: Given[] = [];
  for (const event of eventsOf(record.timeline, input.rule.concepts)) {
    if (event.kind !== 'given') continue;
    const because = absence(event, record);
    if (because === null) known.push(event);
    else standing.set(event, because);
  }
  const pairs = pairRecords(known);
  const until = untilWhen(known, record.moment);
  let total = 0;
  let assumed = 0;
  let uncertain: Because | undefined;
  const used: Given[] = [];
  for (const event of known) {
    const other = pairs.get(event);
    if (other !== undefined) {
      standing.set(event, 'counted-elsewhere');
      faults.push(countedTwice(event, other));
      continue;
    }
    const share = shareOf(event, until.get(event) ?? record.moment, input, window, site);
    if ('because' in share) {
      standing.set(event, share.because);
      if (OPEN.includes(share.because)) uncertain = share.because;
      continue;
    }
    standing.set(event, 'used');
    used.push(event);
    total += share.value;
    if (!share.assumed) continue;
    assumed += 1;
    const { concept, source } = event;
    faults.push({ kind: 'amount-assumed', source: source.reference, concept });
  }
  const common = { standing, faults, sources: used.map((event) => event.source.reference) };
  const last = used.at(-1);
  if (last === undefined) return { ...common, ...(uncertain ? { withheld: uncertain } : {}) };
  return {
    ...common,
    value: total,
    time: (last.end ?? last.start).text,
    atLeast: !site.transfusion.recordComplete || uncertain !== undefined,
    ...(assumed > 0 ? { assumed: ['one-unit-each'] } : {}),
  };
}

function shareOf(
  event: Given,
  until: number,
  input: ModelInput,
  window: Window,
  site: Site,
): Share {
  const at = event.end ?? event.start;
  if (event.use !== 'infusion') {
    if (event.open === 'running') return { because: 'not-yet-available' };
    if (at.earliest > window.to.latest) return { because: 'not-yet-available' };
    const where = place(at, window);
    if (where === 'outside') return { because: 'outside-window' };
    if (where === 'uncertain') return { because: 'time-uncertain' };
    if (event.amount === undefined) {
      return isBags(input.unit) ? { value: 1, assumed: true } : { because: 'value-missing' };
    }
    return inUnit(event.amount.value, event.amount.unit, input, site);
  }
  if (until < event.start.latest) return ofDays(event, input, window, site);
  const { start } = event;
  if (event.end !== undefined && start.precision !== 'instant') {
    if (place(start, window) === 'uncertain') return { because: 'time-uncertain' };
  }
  const begin = Math.max(event.start.latest, window.from.latest);
  const stop = Math.min(until, throughAt(event), window.to.earliest);
  const whole = until - event.start.latest;
  if (stop < begin || (stop === begin && whole > 0)) return { because: 'outside-window' };
  if (event.amount !== undefined && event.open === undefined) {
    const part = whole > 0 ? (stop - begin) / whole : 1;
    return inUnit(event.amount.value * part, event.amount.unit, input, site);
  }
  const [unit, per] = event.rate?.unit.split('/') ?? [];
  if (event.rate === undefined || unit === undefined || per !== 'h') {
    return { because: 'value-missing' };
  }
  return inUnit((event.rate.value * (stop - begin)) / HOUR, unit, input, site);
}

/** An infusion of which only the days are known: whole when they lie in the window. */
function ofDays(event: Given, input: ModelInput, window: Window, site: Site): Share {
  const span = { ...event.start, latest: (event.end ?? event.start).latest };
  const where = place(span, window);
  if (where === 'outside') return { because: 'outside-window' };
  if (where === 'uncertain' || event.amount === undefined) return { because: 'time-uncertain' };
  return inUnit(event.amount.value, event.amount.unit, input, site);
}

/** When all of an amount has run in at its rate, milliseconds; never, when either is unknown. */
function throughAt({ start, open, amount, rate }: Given): number {
  const known = open !== undefined && amount !== undefined && rate?.unit === `${amount.unit}/h`;
  return known && rate.value > 0 ? start.latest + (amount.value / rate.value) * HOUR : Infinity;
}

function inUnit(value: number, unit: string, input: ModelInput, site: Site): Share {
  if (unit === input.unit) return { value, assumed: false };
  if (unit === 'mL' && isBags(input.unit)) {
    return { value: value / site.transfusion.bagMillilitres, assumed: false };
  }
  if (isBags(unit) && isBags(input.unit)) return { value, assumed: false };
  if (isBags(unit) && input.unit === 'mL') {
    return { value: value * site.transfusion.bagMillilitres, assumed: true };
  }
  return { because: 'unit' };
}

/** Whether a unit counts bags. */
function isBags(unit: string): boolean {
  return unit === '{bag}' || unit === '{unit}';
}

function countedTwice(event: Given, other: Given): Fault {
  return {
    kind: 'counted-twice',
    source: event.source.reference,
    other: other.source.reference,
    concept: event.concept,
  };
}
