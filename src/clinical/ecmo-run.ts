import type { EcmoMode } from './event.ts';
import type { Moment } from './moment.ts';

/** One run of support, made of all evidence that overlaps or lies within six hours (ruling 7). */
export interface EcmoRun {
  readonly start: Moment;
  /** Absent while support runs. */
  readonly end?: Moment;
  readonly mode: EcmoMode;
  /** Mode changes inside the run, in order; the first is the start. */
  readonly modes: readonly { readonly mode: EcmoMode; readonly from: Moment }[];
  readonly evidence: 'entered' | 'procedure' | 'device' | 'flowsheet' | 'encounter';
  /** Resources that say so. */
  readonly sources: readonly string[];
  /** Hours of support at the moment asked for: a range when the start is only a date (ruling 8). */
  readonly hours: { readonly least: number; readonly most: number };
}
