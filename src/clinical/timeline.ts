import type { Fault } from '../faults.ts';
import type { ClinicalEvent } from './event.ts';
import type { Moment } from './moment.ts';

/** Why a resource that matched a concept did not count. One word each; the screen and the report explain it. */
export type Because =
  | 'status'
  | 'modifier-extension'
  | 'code-conflict'
  | 'look-alike'
  | 'value-missing'
  | 'value-unreadable'
  | 'censored'
  | 'unit-missing'
  | 'unit'
  | 'unit-conflict'
  | 'implausible'
  | 'specimen'
  | 'time-missing'
  | 'time-uncertain'
  | 'future'
  | 'duplicate'
  | 'superseded'
  | 'order-only'
  | 'not-systemic'
  | 'other-patient'
  | 'other-run'
  | 'outside-window'
  | 'not-yet-available'
  | 'not-the-extreme'
  | 'entered-instead'
  | 'event-has-occurred'
  | 'counted-elsewhere'
  | 'history-only';

/** A matched resource that can never count, whatever the moment. */
export interface SetAside {
  readonly source: string;
  readonly concept: string;
  readonly because: Because;
  /** The status for which it does not count, as written. */
  readonly status?: string;
  readonly at?: Moment;
  readonly availableAt?: Moment;
  /** As written, for hollow marks and the drawer. */
  readonly asWritten?: { readonly value: string; readonly unit: string };
  /** Position among the resources read, as in `Source.row`. */
  readonly row?: number;
}

/** One of several rows that carry the same id. */
export interface Version {
  readonly row: number;
  /** Larger is later: by `meta.lastUpdated`, then `meta.versionId`, then availability (ruling 4). */
  readonly rank: number;
  readonly availableAt: Moment;
}

/** A stay in hospital. Its end ends any support still open inside it (ruling 7). */
export interface Stay {
  readonly source: string;
  /** Position among the resources read, as in `Source.row`. */
  readonly row: number;
  readonly start: Moment;
  readonly end?: Moment;
}

/** The patient's own facts. Absent is unknown. */
export interface Person {
  readonly reference: string;
  readonly birth?: Moment;
  readonly deceased?: Moment | true;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
}

/** Everything one patient's resources say, independent of any moment. */
export interface Timeline {
  readonly person: Person | null;
  /** All usable events of every version, ordered by time; `as of` is applied later. */
  readonly events: readonly ClinicalEvent[];
  readonly setAside: readonly SetAside[];
  readonly faults: readonly Fault[];
  readonly stays: readonly Stay[];
  /** Rows that share an id with another row, and how they are ordered; the newest available counts (ruling 4). */
  readonly versions: readonly (readonly Version[])[];
  /** When the first usable Condition of any kind became known; without one, absence of a diagnosis means nothing (ruling 2). */
  readonly conditionsFrom?: Moment;
  /** Local codes nobody mapped, with how often they came (for hospital IT). */
  readonly unmapped: readonly {
    readonly resourceType: string;
    readonly system: string;
    readonly code: string;
    readonly display: string;
    readonly count: number;
  }[];
}
