/** How a number came to be in the document. Always shown with the number. */
export type Standing =
  'published' | 'inferred' | 'reconstructed' | 'unconfirmed' | 'site-fitted' | 'synthetic';

/** Which facts of the timeline an input takes. Design section 4: declarative and few. */
export interface InputRule {
  readonly select:
    | 'lowest'
    | 'highest'
    | 'first'
    | 'latest'
    | 'change'
    | 'relative-change'
    | 'share-outside'
    | 'total'
    | 'exposed'
    | 'history';
  /** Concept ids; several count as one (all plasma products). */
  readonly concepts: readonly string[];
  /** Hours relative to the anchor; `to` absent means up to the moment. */
  readonly window: {
    readonly anchor: 'ecmo-start' | 'moment';
    readonly from?: number;
    readonly to?: number;
  };
  /** For `share-outside`: the range in the concept's canonical unit; the input itself is a share. */
  readonly range?: { readonly low?: number; readonly high?: number };
}

/** One term of the linear predictor: `coefficient * value / scale`. */
export interface ModelInput {
  readonly id: string;
  readonly label: string;
  readonly rule: InputRule;
  readonly kind: 'quantity' | 'yes-no';
  /** UCUM unit of the value that is entered and shown. */
  readonly unit: string;
  readonly unitStanding: Standing;
  readonly unitNote?: string;
  /** Log odds per `scale` units. */
  readonly coefficient: number;
  /** GWR 0.01: the odds ratio is per hundredth. */
  readonly scale: number;
  readonly standardError: number;
  readonly oddsRatio?: { readonly value: number; readonly low: number; readonly high: number };
  readonly standing: Standing;
  /** Value of the reference patient, and where standard errors are centred. */
  readonly reference: number;
  readonly validRange: readonly [number, number];
  readonly missing:
    | { readonly policy: 'refuse' }
    | { readonly policy: 'none-recorded-is-no' }
    | {
        readonly policy: 'integrate';
        readonly mean: number;
        readonly sd: number;
        readonly standing: Standing;
      };
  /**
   * How the input was spread in the population the intercept was reconstructed
   * for. Only used to move the intercept to another incidence or other means.
   */
  readonly distribution?: Distribution;
  readonly source: string;
}

/** An assumed marginal distribution, in the input's own unit. */
export type Distribution =
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | {
      readonly kind: 'log-normal';
      readonly median: number;
      readonly sigma: number;
      readonly low: number;
      readonly high: number;
    }
  /** Zero in a share of `1 - given`; else gamma with `mean / given` and coefficient of variation `variation`. */
  | {
      readonly kind: 'zero-inflated-gamma';
      readonly mean: number;
      readonly given: number;
      readonly variation: number;
    }
  | { readonly kind: 'share'; readonly share: number };

/** A logistic model as a document: everything the product knows about it, checked when read. */
export interface ModelDocument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly status: 'research-only' | 'locally-validated' | 'recalibrated' | 'retired' | 'synthetic';
  /** Where this document came from, for a recalibrated or redeveloped one. */
  readonly parent?: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly site?: {
    readonly name: string;
    readonly n: number;
    readonly events: number;
    readonly period?: string;
  };
  readonly citation: string;
  readonly outcome: {
    readonly concept: string;
    readonly display: string;
    readonly horizon: string;
    readonly system: string;
    readonly code: string;
  };
  readonly inputs: readonly ModelInput[];
  readonly intercept: {
    readonly value: number;
    readonly standing: Standing;
    /** Structural range, when reconstructed. */
    readonly low?: number;
    readonly high?: number;
    /** When fitted at a site. */
    readonly standardError?: number;
    readonly source: string;
  };
  /** Variance of the linear predictor at the centre, 1/19.87 for the paper; replaced by `covariance` where known. */
  readonly centreVariance: number;
  /** Full covariance of intercept and inputs in this order, when known. */
  readonly covariance?: readonly (readonly number[])[];
  readonly eligibility: {
    readonly adultFromYears: number;
    readonly minimumSupportHours: number;
    readonly recentIchDays: number;
  };
  readonly development: {
    readonly n: number;
    readonly events: number;
    readonly description: string;
  };
  readonly performance: readonly {
    readonly setting: 'apparent' | 'internal' | 'external' | 'local';
    readonly metric: string;
    readonly value: number;
    readonly low?: number;
    readonly high?: number;
    readonly n?: number;
    readonly events?: number;
    readonly source: string;
  }[];
  readonly mortality: readonly {
    readonly label: string;
    readonly withOutcome: number;
    readonly without: number;
    readonly source: string;
  }[];
  readonly limits: readonly string[];
  /** Incidences others published, with the intercept each implies in the assumed population. */
  readonly baseRates?: readonly {
    readonly population: string;
    readonly incidence: number;
    readonly intercept: number;
    readonly source: string;
  }[];
  /** Slopes multiplied by `factor`, with the intercept that keeps the incidence: a sensitivity view against optimism. */
  readonly shrinkage?: readonly {
    readonly factor: number;
    readonly intercept: number;
    readonly source: string;
  }[];
  /** The 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B), in order; `null` is "not available". */
  readonly sourceAttributes: readonly {
    readonly number: number;
    readonly group: string;
    readonly name: string;
    readonly value: string | null;
  }[];
  readonly appraisal: readonly {
    readonly domain: string;
    readonly finding: string;
    readonly consequence: string;
  }[];
  readonly changes: readonly {
    readonly version: string;
    readonly date: string;
    readonly change: string;
  }[];
  /**
   * Checked when read: the document computes these or is refused. `null` inputs
   * are missing. `tolerance` is absolute, on the risk; a linear predictor agrees to 1e-9.
   */
  readonly testVectors: readonly {
    readonly inputs: Readonly<Record<string, number | null>>;
    readonly linearPredictor?: number;
    readonly risk: number;
    readonly tolerance: number;
    readonly source: string;
  }[];
  /** SHA-256, lower-case hex, of the document without this member, keys sorted, no spaces. */
  readonly sha256: string;
}
