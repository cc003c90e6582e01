import { seededRandom } from '../distributions/random.ts';
import { type Design, linearPredictor, outcomeColumn } from '../fitting/design.ts';
import {
  measure,
  measures,
  performanceMemory,
  type Measure,
  type Performance,
} from './performance.ts';
import type { Refit } from './refit.ts';

/** One measure: as seen, and as it would be in patients the model has not met. */
export interface OptimismOf {
  readonly apparent: number;
  /** Mean in the resamples the models were fitted on. */
  readonly training: number;
  /** Mean of those models in the patients at hand. */
  readonly test: number;
  /** training - test. */
  readonly optimism: number;
  /** apparent - optimism. */
  readonly corrected: number;
  /** Resamples in which both were defined. */
  readonly counted: number;
}

/** Result of a bootstrap validation. */
export interface Optimism {
  readonly resamples: number;
  /** Resamples whose fit ran away; they are kept, since leaving them out flatters the model. */
  readonly separated: number;
  readonly measures: Readonly<Record<Measure, OptimismOf>>;
  /** In how many resamples each predictor had a coefficient other than 0. */
  readonly kept: readonly number[];
  /** Standard deviation of each coefficient over the resamples that were not separated, intercept first. */
  readonly coefficientSd: readonly number[];
}

/** How often each row was drawn, over `weights`. */
export type Draw = (weights: Float64Array, resample: number) => void;

/** Resamples of the whole cohort, with replacement. */
export function simpleDraw(rows: number, seed: number): Draw {
  const random = seededRandom(seed);
  return (weights) => {
    weights.fill(0);
    for (let k = 0; k < rows; k += 1) {
      const row = random.integer(rows);
      weights[row] = (weights[row] as number) + 1;
    }
  };
}

function emptyPerformance(): Performance {
  return { c: 0, dxy: 0, intercept: 0, slope: 0, brier: 0, logLoss: 0, nagelkerke: 0 };
}

/**
 * Bootstrap optimism: everything that led to the model is repeated in each
 * resample, and what the resample's model loses on the patients at hand is
 * taken off the apparent performance.
 *
 *     corrected = apparent - mean (in the resample - in the cohort)
 *
 * @param refit what is repeated; see `refit.ts`
 * @source Efron B. J Am Stat Assoc 1983;78:316-331. Harrell FE, Lee KL, Mark DB. Stat Med 1996;15:361-387
 * @checked test/reference/bootstrap.R, the same resamples through glm and rms 6.5, 1e-8
 */
export function bootstrapOptimism(
  design: Design,
  outcomes: ArrayLike<number>,
  refit: Refit,
  options: { readonly resamples: number; readonly seed: number; readonly draw?: Draw },
): Optimism {
  const y = outcomeColumn(outcomes, design.rows);
  const memory = performanceMemory(design.rows);
  const logOdds = new Float64Array(design.rows);
  const weights = new Float64Array(design.rows).fill(1);
  const apparent = emptyPerformance();
  const original = refit.fit(weights);
  measure(linearPredictor(design, original, logOdds), y, undefined, memory, apparent);

  const training = emptyPerformance();
  const test = emptyPerformance();
  const here = emptyPerformance();
  const there = emptyPerformance();
  const counted = emptyPerformance();
  const kept = new Float64Array(design.columns);
  const sums = new Float64Array(design.columns);
  const squares = new Float64Array(design.columns);
  const centre = Float64Array.from(original);
  let separated = 0;
  const draw = options.draw ?? simpleDraw(design.rows, options.seed);
  for (let resample = 0; resample < options.resamples; resample += 1) {
    draw(weights, resample);
    const b = refit.fit(weights);
    const runaway = refit.separated();
    if (runaway) separated += 1;
    for (let j = 0; j < b.length; j += 1) {
      const away = (b[j] as number) - (centre[j] as number);
      if (b[j] !== 0) kept[j] = (kept[j] as number) + 1;
      if (runaway) continue;
      sums[j] = (sums[j] as number) + away;
      squares[j] = (squares[j] as number) + away * away;
    }
    linearPredictor(design, b, logOdds);
    measure(logOdds, y, weights, memory, here);
    measure(logOdds, y, undefined, memory, there);
    for (const key of measures) {
      if (Number.isNaN(here[key]) || Number.isNaN(there[key])) continue;
      training[key] += here[key];
      test[key] += there[key];
      counted[key] += 1;
    }
  }
  const finite = options.resamples - separated;
  const entry = (key: Measure): OptimismOf => {
    const mean = { training: training[key] / counted[key], test: test[key] / counted[key] };
    const optimism = mean.training - mean.test;
    return {
      apparent: apparent[key],
      ...mean,
      optimism,
      corrected: apparent[key] - optimism,
      counted: counted[key],
    };
  };
  return {
    resamples: options.resamples,
    separated,
    measures: Object.fromEntries(measures.map((key) => [key, entry(key)])) as Record<
      Measure,
      OptimismOf
    >,
    kept: Array.from(kept.subarray(1)),
    coefficientSd: Array.from(sums, (sum, j) =>
      Math.sqrt(((squares[j] as number) - (sum * sum) / finite) / (finite - 1)),
    ),
  };
}
