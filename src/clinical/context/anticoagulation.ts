import type { Codebook } from '../codebook.ts';
import type { ClinicalEvent, Given } from '../event.ts';
import { HOUR } from '../moment.ts';
import type { Moment } from '../moment.ts';

/** Without an end, an infusion last stated this long ago may have been stopped unrecorded. */
export const STALE_AFTER_HOURS = 24;

/** How far back single doses are listed. */
const DOSES_WITHIN_HOURS = 24;

/** One anticoagulant infusion as the record has it at a moment. */
export interface AnticoagulantInfusion {
  /** Concept id: `heparin`. */
  readonly concept: string;
  /**
   * `running`: within a stated period, or stated lately without an end;
   * `paused`: the last rate is zero; `stopped`: the last period ended;
   * `stale`: no end, and nothing stated for 24 hours.
   */
  readonly state: 'running' | 'paused' | 'stopped' | 'stale';
  /** Since when the infusion runs, or has stood paused or stopped, without a gap in between. */
  readonly since: Moment;
  /** The last statement that decides. */
  readonly last: Given;
  /** Rate in canonical unit; absent when unknown, and when not running. */
  readonly rate?: { readonly value: number; readonly unit: string };
  /** Hours between the last statement and the moment. */
  readonly hoursSinceStated: number;
  readonly sources: readonly string[];
}

/** What the record says of anticoagulants at a moment. Absent is unknown, not "none". */
export interface Anticoagulation {
  readonly infusions: readonly AnticoagulantInfusion[];
  /** Boluses and single doses of the last 24 hours, prophylaxis included, newest first. */
  readonly doses: readonly Given[];
  /** Locks, flushes and circuit use of the last 24 hours: not systemic treatment, shown apart. */
  readonly notSystemic: readonly Given[];
}

/** Concept ids whose value set says `class: anticoagulant`. */
export function anticoagulantConcepts({ concepts }: Codebook): string[] {
  return [...concepts.values()]
    .filter(({ facets }) => facets['class'] === 'anticoagulant')
    .map(({ id }) => id);
}

/**
 * Anticoagulants at a moment: each agent's infusion, and the doses of the last
 * day. A row without an end lasts until the agent's next row.
 * @param known Events known at the moment.
 * @param agents Concept ids, see {@link anticoagulantConcepts}.
 * @param moment As of, milliseconds since 1970 UTC.
 */
export function assessAnticoagulation(
  known: readonly ClinicalEvent[],
  agents: readonly string[],
  moment: number,
): Anticoagulation {
  const given = known
    .filter(
      (event): event is Given =>
        event.kind === 'given' && agents.includes(event.concept) && event.start.latest <= moment,
    )
    .sort((a, b) => a.start.latest - b.start.latest);
  const recent = given
    .filter(({ start }) => start.latest > moment - DOSES_WITHIN_HOURS * HOUR)
    .toReversed();
  return {
    infusions: agents.flatMap((concept) => {
      const rows = given.filter((row) => row.concept === concept && row.use === 'infusion');
      return infusionOf(concept, rows, moment) ?? [];
    }),
    doses: recent.filter(({ use }) => ['bolus', 'prophylaxis', 'unknown'].includes(use)),
    notSystemic: recent.filter(({ use }) => ['flush', 'lock', 'circuit'].includes(use)),
  };
}

function infusionOf(
  concept: string,
  rows: readonly Given[],
  moment: number,
): AnticoagulantInfusion | null {
  const last = rows.at(-1);
  if (last === undefined) return null;
  const ended = last.end !== undefined && last.end.latest <= moment;
  const stated = ended ? (last.end?.latest ?? moment) : last.start.latest;
  const hoursSinceStated = (moment - stated) / HOUR;
  const state =
    last.rate?.value === 0
      ? 'paused'
      : ended
        ? 'stopped'
        : last.end === undefined && hoursSinceStated > STALE_AFTER_HOURS
          ? 'stale'
          : 'running';
  const running = state === 'running' || state === 'stale';
  return {
    concept,
    state,
    since: state === 'stopped' ? (last.end ?? last.start) : firstOfUnbroken(rows, last).start,
    last,
    ...(running && last.rate !== undefined ? { rate: last.rate } : {}),
    hoursSinceStated,
    sources: [last.source.reference],
  };
}

/** Walks back from the last row over rows without a stated gap that run, or stand still, as it does. */
function firstOfUnbroken(rows: readonly Given[], last: Given): Given {
  let first = last;
  for (const row of rows.slice(0, -1).toReversed()) {
    const gap = row.end !== undefined && row.end.latest < first.start.earliest;
    if (gap || (row.rate?.value === 0) !== (last.rate?.value === 0)) break;
    first = row;
  }
  return first;
}
