/**
 * A number the model asks for, with where it came from. Four states that are
 * never confused: `value`; `none-recorded` (searched completely, nothing there);
 * `not-loaded` (could not be searched); `withheld` (there, but not usable with
 * certainty).
 */
export interface Input {
  /** Input id of the model document: `platelets-lowest`. */
  readonly id: string;
  readonly concept: string;
  readonly state: 'value' | 'none-recorded' | 'not-loaded' | 'withheld';
  /** Present in state `value`, and in `none-recorded` when the document says what absence means. */
  readonly value?: number | boolean;
  readonly unit: string;
  /** ISO instant or date as written, of the value that decided. */
  readonly time?: string;
  readonly sources: readonly string[];
  readonly asWritten?: { readonly value: string; readonly unit: string };
  /** The true value may be larger: only recorded amounts are counted. */
  readonly atLeast?: boolean;
  /** Sentence keys for anything assumed, such as `one-unit-each`. */
  readonly assumed?: readonly string[];
  /** Set when a clinician typed it. */
  readonly entered?: {
    readonly at: string;
    readonly by?: string;
    readonly reason?: string;
    readonly instead?: number | boolean;
  };
  /** Why there is no value, one of `Because` or a fault kind. */
  readonly because?: string;
}

/** What a clinician typed in place of, or in addition to, the record. */
export interface Entry {
  /** Input id, `ecmo-start` or `ecmo-mode` (ruling 15). */
  readonly key: string;
  readonly value: number | boolean | string;
  readonly at: string;
  readonly by?: string;
  readonly reason?: string;
}
