/** A probability band, each in 0-1. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** The model's answer for one set of inputs. Pure numbers, no words. */
export interface Risk {
  /** Probability at the document's central intercept, 0-1, missing inputs integrated out. */
  readonly central: number;
  /** Combined band (ruling 13). */
  readonly low: number;
  readonly high: number;
  /** From the intercept's structural range alone, or the site's own intercept error. */
  readonly structural: Band;
  /** From the printed standard errors alone, 1.96 of them, covariances taken as zero. */
  readonly statistical: Band;
  /** The middle 95 % of the risks the integrated inputs could reveal; absent when nothing was integrated. */
  readonly unseen?: Band;
  /** Log odds at the central intercept; for integrated inputs at their mean. */
  readonly linearPredictor: number;
  /** Inputs that were integrated out. */
  readonly integrated: readonly string[];
}

/** One input's share of the log odds against the reference patient. They and `reference` add up to the linear predictor. */
export interface Contribution {
  readonly input: string;
  readonly value: number | null;
  readonly reference: number;
  /** `coefficient * (value - reference) / scale`; taken at its mean when integrated out. */
  readonly logOdds: number;
}
