import type { InputRule } from '../../model/document.ts';
import type { EcmoRun } from '../ecmo-run.ts';
import { HOUR, type Moment } from '../moment.ts';

/** A stretch of time whose edges may be as uncertain as the start of support is. */
export interface Window {
  readonly from: Edge;
  readonly to: Edge;
}

interface Edge {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * The window of a rule: hours after its anchor. An absent start reaches back to
 * the beginning of the record, an absent end to the moment; nothing after the
 * moment is ever inside.
 */
export function windowOf(rule: InputRule, run: EcmoRun | null, moment: number): Window | null {
  const { anchor, from, to } = rule.window;
  const now: Edge = { earliest: moment, latest: moment };
  const at = anchor === 'moment' ? now : run?.start;
  if (at === undefined) return null;
  const begin = from === undefined ? { earliest: -Infinity, latest: -Infinity } : shift(at, from);
  const end = to === undefined ? now : shift(at, to);
  return {
    from: begin,
    to: { earliest: Math.min(end.earliest, moment), latest: Math.min(end.latest, moment) },
  };
}

function shift(edge: Edge, hours: number): Edge {
  return { earliest: edge.earliest + hours * HOUR, latest: edge.latest + hours * HOUR };
}

/** Where a moment lies; `uncertain` when it may be on either side of an edge (ruling 8). */
export function place(at: Moment, window: Window): 'inside' | 'outside' | 'uncertain' {
  if (at.earliest >= window.from.latest && at.latest <= window.to.earliest) return 'inside';
  if (at.latest < window.from.earliest || at.earliest > window.to.latest) return 'outside';
  return 'uncertain';
}
