import type { ModelInput } from '../../model/document.ts';
import { absence, type AsOf, eventsOf } from '../as-of.ts';
import type { ClinicalEvent, Given } from '../event.ts';
import type { Because } from '../timeline.ts';
import type { Selection, Standing } from './picked.ts';
import { untilWhen } from './rate-ends.ts';
import { place, type Window } from './window.ts';

const SYSTEMIC: readonly Given['use'][] = ['infusion', 'bolus', 'transfusion'];

/**
 * Whether anything of the concepts reached the patient's circulation in the
 * window. A flush, a lock, a prophylactic dose, another machine's circuit and a
 * pause are no exposure; a dose nobody says the use of leaves it open.
 */
export function selectExposed(input: ModelInput, window: Window, record: AsOf): Selection {
  const standing = new Map<ClinicalEvent, Standing>();
  const used: Given[] = [];
  let open: Because | undefined;
  const known: Given[] = [];
  for (const event of eventsOf(record.timeline, input.rule.concepts)) {
    if (event.kind !== 'given') continue;
    const because = absence(event, record);
    if (because === null) known.push(event);
    else standing.set(event, because);
  }
  const until = untilWhen(known, record.moment);
  for (const event of known) {
    const because = misfit(event, until.get(event) ?? event.start.earliest, window);
    standing.set(event, because ?? 'used');
    if (because === null) used.push(event);
    else if (because === 'time-uncertain') open = because;
    else if (because === 'not-systemic' && event.use === 'unknown') open = because;
  }
  const [first] = used;
  if (first === undefined) {
    return { sources: [], standing, faults: [], ...(open === undefined ? {} : { withheld: open }) };
  }
  return {
    value: true,
    time: first.start.text,
    sources: used.map((event) => event.source.reference),
    standing,
    faults: [],
  };
}

function misfit(event: Given, until: number, window: Window): Because | null {
  const over = Math.max(until, event.start.latest);
  if (event.start.earliest > window.to.latest || over < window.from.earliest) {
    return 'outside-window';
  }
  if (!SYSTEMIC.includes(event.use) || event.rate?.value === 0) return 'not-systemic';
  if (place(event.start, window) === 'inside') return null;
  const certain = event.start.latest <= window.to.earliest && until >= window.from.latest;
  return certain ? null : 'time-uncertain';
}
