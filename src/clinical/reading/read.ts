import type { Fault } from '../../faults.ts';
import type { Codebook } from '../codebook.ts';
import type { ClinicalEvent, Source } from '../event.ts';
import type { Site } from '../site.ts';
import type { Because, SetAside } from '../timeline.ts';
import type { Json } from './json.ts';

/** What every reader of a resource type is given. */
export interface Reading {
  readonly codebook: Codebook;
  readonly site: Site;
  /** The resource a reference points at: contained in its holder, or among those read. */
  readonly resolve: (reference: unknown, holder: Json) => Json | null;
  /** References of products and devices that count through the resource that used them. */
  readonly inUse: ReadonlySet<string>;
}

/** What one resource says. */
export interface Read {
  /** Whether any concept of the codebook was meant; if not, its codes are candidates for mapping. */
  readonly matched: boolean;
  readonly events: readonly ClinicalEvent[];
  readonly setAside: readonly SetAside[];
  readonly faults: readonly Fault[];
}

/** A resource that says nothing about any concept. */
export const UNMATCHED: Read = { matched: false, events: [], setAside: [], faults: [] };

/** A resource whose meaning lies in another one that is not there. */
export function unresolved(source: Source): Read {
  return { ...UNMATCHED, faults: [{ kind: 'code-unknown', source: source.reference }] };
}

/** A resource that says one usable thing. */
export function says(...events: readonly ClinicalEvent[]): Read {
  return { matched: true, events, setAside: [], faults: [] };
}

/** A resource that was matched and cannot be used, with the reason. */
export function refused(
  source: Source,
  concept: string,
  because: Because,
  fault: Fault,
  more?: Pick<SetAside, 'status' | 'at' | 'availableAt' | 'asWritten'>,
): Read {
  const row = source.row === undefined ? {} : { row: source.row };
  return {
    matched: true,
    events: [],
    setAside: [{ source: source.reference, concept, because, ...more, ...row }],
    faults: [fault],
  };
}

/** Several findings of one resource as one. */
export function together(reads: readonly Read[]): Read {
  if (reads.length === 1 && reads[0] !== undefined) return reads[0];
  return {
    matched: reads.some((read) => read.matched),
    events: reads.flatMap((read) => read.events),
    setAside: reads.flatMap((read) => read.setAside),
    faults: reads.flatMap((read) => read.faults),
  };
}

/** The same finding with further faults beside it. */
export function withFaults(read: Read, faults: readonly Fault[]): Read {
  return faults.length === 0 ? read : { ...read, faults: [...read.faults, ...faults] };
}
