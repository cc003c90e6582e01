import type { EcmoRun } from '../ecmo-run.ts';
import type { Supported } from '../event.ts';
import { HOUR, type Moment } from '../moment.ts';

/** Two sources that name different modes for the same time. */
export interface ModeConflict {
  readonly source: string;
  readonly other: string;
}

/** Different modes stated closer together than this contradict each other; further apart they are a change. */
const SAME_TIME = HOUR;

/**
 * The modes of a run in order, the first from its start. Evidence without a
 * mode changes nothing. Of contradicting sources the earlier listed is kept,
 * procedures before devices before flowsheet rows.
 */
export function pickModes(
  evidence: readonly Supported[],
  start: Moment,
): { readonly modes: EcmoRun['modes']; readonly conflict: ModeConflict | null } {
  const said = evidence.filter((event) => event.mode !== 'unknown');
  const [first] = said;
  if (first === undefined) return { modes: [{ mode: 'unknown', from: start }], conflict: null };
  const modes = [{ mode: first.mode, from: start }];
  let conflict: ModeConflict | null = null;
  let last = first;
  for (const event of said) {
    if (event.mode === last.mode) continue;
    const together = event.start.earliest - last.start.latest < SAME_TIME;
    if (together && strength(event) <= strength(last)) {
      conflict ??= { source: last.source.reference, other: event.source.reference };
      continue;
    }
    if (together) {
      conflict ??= { source: event.source.reference, other: last.source.reference };
      modes.pop();
    }
    modes.push({ mode: event.mode, from: modes.length === 0 ? start : event.start });
    last = event;
  }
  return { modes, conflict };
}

function strength(event: Supported): number {
  return ['encounter', 'flowsheet', 'device', 'procedure', 'entered'].indexOf(event.evidence);
}
