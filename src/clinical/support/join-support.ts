import type { Supported } from '../event.ts';
import type { Moment } from '../moment.ts';
import { endOfOpen, type KnownSupport, SAME_RUN } from './known-support.ts';

/** Evidence that belongs to one run. */
export interface Stretch {
  /** By start. */
  readonly evidence: readonly Supported[];
  readonly stops: readonly Supported[];
  /** Absent while it runs. */
  readonly end?: Moment;
}

/** One piece of evidence, and until when it speaks. */
interface Piece {
  readonly event: Supported;
  /** Milliseconds; infinite while it runs. */
  readonly until: number;
  readonly end?: Moment;
}

/**
 * Joins evidence that overlaps or lies within six hours into stretches (design
 * ruling 7). A flowsheet row speaks for its own time only, and support seen in
 * rows alone is taken to go on for six hours after the last of them.
 */
export function joinSupport(known: KnownSupport, moment: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let pieces: Piece[] = [];
  let until = -Infinity;
  const close = () => {
    if (pieces.length > 0) stretches.push(toStretch(pieces, until, known, moment));
  };
  for (const event of known.runs) {
    const piece = toPiece(event, known, moment);
    if (event.start.earliest > until + SAME_RUN) {
      close();
      pieces = [];
      until = -Infinity;
    }
    pieces.push(piece);
    until = Math.max(until, piece.until);
  }
  close();
  return stretches;
}

function toPiece(event: Supported, known: KnownSupport, moment: number): Piece {
  if (event.evidence === 'flowsheet') return { event, until: event.start.latest, end: event.start };
  const end = event.end ?? endOfOpen(event.start, known, moment);
  if (end === undefined || end.latest > moment) return { event, until: Infinity };
  return { event, until: end.latest, end };
}

function toStretch(
  pieces: readonly Piece[],
  until: number,
  known: KnownSupport,
  moment: number,
): Stretch {
  const evidence = pieces.map((piece) => piece.event);
  const last = pieces.find((piece) => piece.until === until);
  const from = evidence[0]?.start.earliest ?? until;
  const stops = known.stops.filter(
    ({ start }) => start.latest >= from && start.earliest <= until + SAME_RUN,
  );
  const running =
    last?.end === undefined ||
    (last.event.evidence === 'flowsheet' &&
      moment <= until + SAME_RUN &&
      !stops.some((stop) => stop.start.latest > until));
  return running || last.end === undefined
    ? { evidence, stops }
    : { evidence, stops, end: last.end };
}
