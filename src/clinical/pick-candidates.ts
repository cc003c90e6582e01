import { absence, type AsOf } from './as-of.ts';
import type { ClinicalEvent } from './event.ts';
import { eventsByConcept } from './events-of.ts';
import type { Standing } from './inputs/picked.ts';
import type { Because } from './timeline.ts';

/** What became of the resources of one concept. */
export interface Candidates {
  readonly used: readonly string[];
  readonly notUsed: readonly { readonly id: string; readonly because: Because }[];
}

/**
 * Where every matched resource ended, by concept (design ruling 14). A resource
 * is in exactly one place, so the counts add up: used if anything of it entered
 * a rule or, for concepts no rule asks for, is drawn; else not used, because.
 *
 * @param decided What the rules made of the events they looked at.
 */
export function pickCandidates(
  record: AsOf,
  decided: readonly ReadonlyMap<ClinicalEvent, Standing>[],
): Readonly<Record<string, Candidates>> {
  const { timeline, gaveWay } = record;
  const concepts = new Map<string, Map<number | string, { id: string; what: Standing }>>();
  const put = (concept: string, key: number | string, id: string, what: Standing) => {
    let rows = concepts.get(concept);
    if (rows === undefined) concepts.set(concept, (rows = new Map()));
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { id, what });
    else if (what === 'used') known.what = what;
  };
  for (const [concept, events] of eventsByConcept(timeline)) {
    for (const event of events) {
      const { reference, row } = event.source;
      put(concept, row ?? reference, reference, standingOf(event, record, decided));
    }
  }
  for (const { concept, row, source, because } of timeline.setAside) {
    put(concept, row ?? source, source, gaveWay.get(row ?? -1) ?? because);
  }
  return Object.fromEntries(
    [...concepts].map(([concept, rows]) => [concept, toCandidates([...rows.values()])]),
  );
}

function standingOf(
  event: ClinicalEvent,
  record: AsOf,
  decided: readonly ReadonlyMap<ClinicalEvent, Standing>[],
): Standing {
  let first: Standing | undefined;
  for (const standing of decided) {
    const what = standing.get(event);
    if (what === 'used') return what;
    first ??= what;
  }
  return first ?? absence(event, record) ?? 'used';
}

function toCandidates(rows: readonly { id: string; what: Standing }[]): Candidates {
  const used: string[] = [];
  const notUsed: Candidates['notUsed'][number][] = [];
  for (const { id, what } of rows) {
    if (what === 'used') used.push(id);
    else notUsed.push({ id, because: what });
  }
  return { used, notUsed };
}
