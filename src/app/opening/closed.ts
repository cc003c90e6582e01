import type { LaunchRefusal } from '../../fhir/launch/refusal.ts';
import type { Fault } from '../../faults.ts';

/** Why nothing of a patient is shown at all. */
export type Closed =
  | { readonly kind: 'disabled'; readonly contact: string }
  | {
      readonly kind: 'settings';
      readonly faults: readonly Fault[];
      readonly contact: string | null;
    }
  | { readonly kind: 'browser'; readonly missing: readonly string[] }
  | { readonly kind: 'session'; readonly refusal: LaunchRefusal }
  | { readonly kind: 'foreign'; readonly faults: readonly Fault[] }
  | { readonly kind: 'patient'; readonly faults: readonly Fault[] }
  | { readonly kind: 'ended' }
  | { readonly kind: 'locked'; readonly minutes: number }
  | { readonly kind: 'broken' };
