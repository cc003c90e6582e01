import type { Fault } from '../../faults.ts';
import type { ClinicalEvent } from '../event.ts';
import type { Input } from '../input.ts';
import type { Because } from '../timeline.ts';

/** What became of an event under a rule. */
export type Standing = 'used' | Because;

/** What a selection found, before entries and the document's missing policy. */
export interface Selection {
  readonly value?: number | boolean;
  /** Of the value that decided. */
  readonly time?: string;
  readonly sources: readonly string[];
  readonly asWritten?: { readonly value: string; readonly unit: string };
  readonly atLeast?: boolean;
  readonly assumed?: readonly string[];
  /** Set when something is there that may decide, but not with certainty. */
  readonly withheld?: Because;
  readonly standing: ReadonlyMap<ClinicalEvent, Standing>;
  readonly faults: readonly Fault[];
}

/** An input with all that was looked at to find it. */
export interface Picked {
  readonly input: Input;
  readonly standing: ReadonlyMap<ClinicalEvent, Standing>;
  readonly faults: readonly Fault[];
}
