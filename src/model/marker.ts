/** `<` and its kin, always written value first: `platelets < 100`. */
export type Comparison = '<' | '<=' | '>' | '>=';

/** A bound in the concept's canonical unit. */
export interface Threshold {
  readonly comparison: Comparison;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
}

/**
 * What to look for in the record. Hours count from the start of support; an
 * absent `to` means up to the moment.
 */
export type MarkerRule =
  /** Any value of the concept in the window beyond the threshold. */
  | {
      readonly look: 'level';
      readonly concept: string;
      readonly threshold: Threshold;
      readonly window: { readonly from: number; readonly to?: number };
    }
  /** The last value in the hours before the start, else the first in the hours after. */
  | {
      readonly look: 'level-at-start';
      readonly concept: string;
      readonly threshold: Threshold;
      readonly hoursBefore: number;
      readonly hoursAfter: number;
    }
  /** Values beyond the threshold, without one that is not, for so many hours. */
  | {
      readonly look: 'sustained';
      readonly concept: string;
      readonly threshold: Threshold;
      readonly hours: number;
    }
  /** Fall from the last value before the start to the lowest within 24 hours after; relative ones as a share (unit 1). */
  | {
      readonly look: 'fall';
      readonly measure: 'absolute' | 'relative';
      readonly threshold: Threshold;
    }
  | { readonly look: 'sex'; readonly is: 'female' | 'male' }
  | { readonly look: 'cannulation'; readonly is: 'central' | 'peripheral' }
  /** Any event of the concepts since the start. */
  | { readonly look: 'exposed'; readonly concepts: readonly string[] }
  | { readonly look: 'hours-of-support'; readonly above: number };

/** One association another study published, shown as a list and never multiplied into the risk. */
export interface Marker {
  readonly id: string;
  readonly label: string;
  readonly rule: MarkerRule;
  /** Whom the study observed, in words. */
  readonly population: string;
  /** Modes of support it observed; empty when mixed. */
  readonly modes: readonly string[];
  readonly outcome: string;
  readonly effect: {
    readonly measure: 'odds ratio' | 'hazard ratio';
    readonly adjusted: 'yes' | 'no' | 'not said';
    readonly value: number;
    /** 95 % interval; null when not printed. */
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly n: number | null;
  readonly events: number | null;
  /** Read in the study itself, or in another that quotes it. */
  readonly read: 'source' | 'secondary';
  readonly source: string;
  /** What this reading of the record may get wrong. */
  readonly caveat: string;
}

/** The published markers, and those that were left out with the reason. */
export interface MarkerDocument {
  readonly version: string;
  readonly markers: readonly Marker[];
  readonly leftOut: readonly {
    readonly label: string;
    readonly reason: string;
    readonly source: string;
  }[];
}
