import { discrimination } from '../metrics/discrimination.ts';
import type { Interval } from '../metrics/interval.ts';
import { bootstrapOptimism, type Optimism } from '../bootstrap/optimism.ts';
import { firthRefit, maximumLikelihoodRefit, type Refit } from '../bootstrap/refit.ts';
import { type Design, linearPredictor, outcomeColumn, pickPredictors } from '../fitting/design.ts';
import {
  developmentSize,
  eventsPerParameter,
  heuristicShrinkage,
  type DevelopmentSize,
} from './development-sample-size.ts';
import { flicIntercept } from '../fitting/firth.ts';
import { fitModel, type FitMethod, type FittedModel } from './fit-model.ts';
import { crossValidatedRefit, ridgeRefit } from '../bootstrap/penalised-refit.ts';
import { selectionRefit, type Selection } from '../bootstrap/selection-refit.ts';

/** Whether the data can carry the model asked for; known before anything is fitted. */
export interface Affordability {
  readonly candidates: number;
  readonly events: number;
  readonly eventsPerCandidate: number;
  /** Riley's size at the C statistic expected; null when there is no event. */
  readonly needed: DevelopmentSize | null;
  readonly expectedC: number;
  readonly verdict: 'sufficient' | 'insufficient';
  /** One sentence for the report. */
  readonly words: string;
}

/** A developed model with its internal validation. */
export interface DevelopedModel {
  readonly affordability: Affordability;
  /** The fit on all patients; of the predictors that selection left. */
  readonly model: FittedModel;
  /** Heuristic shrinkage with every candidate counted. */
  readonly shrinkage: number;
  /** Bootstrap calibration slope: multiply the coefficients by it. */
  readonly bootstrapShrinkage: number;
  /** Everything above repeated in each resample; `kept` counts candidates. */
  readonly optimism: Optimism;
  /** DeLong's interval moved down by the optimism. */
  readonly correctedC: ({ readonly value: number } & Interval) | null;
  /**
   * What a model document takes: slopes times the bootstrap shrinkage when
   * that is under 1 (not for ridge and lasso, which have shrunk), intercept
   * such that the average risk is the event rate. Intercept first, all
   * candidates in order, 0 for those left out.
   */
  readonly deployable: readonly number[];
}

/** What a development may be told. */
export interface DevelopOptions {
  readonly method: FitMethod;
  readonly names: readonly string[];
  readonly lambda?: number;
  readonly selection?: Selection;
  readonly resamples: number;
  readonly seed: number;
  /** C statistic to plan with. Default 0.75, below the paper's apparent 0.843 on purpose. */
  readonly expectedC?: number;
}

/** Riley's size and events per candidate, in words, before fitting. */
export function affordability(
  outcomes: ArrayLike<number>,
  candidates: number,
  expectedC = 0.75,
): Affordability {
  const n = outcomes.length;
  const events = Array.from(outcomes).reduce((a, b) => a + b, 0);
  const prevalence = events / n;
  const needed =
    prevalence > 0 && prevalence < 1 && candidates > 0
      ? developmentSize({ parameters: candidates, prevalence, cStatistic: expectedC })
      : null;
  const each = candidates > 0 ? eventsPerParameter(outcomes, candidates) : 0;
  const verdict = needed !== null && n >= needed.n ? 'sufficient' : 'insufficient';
  const wanted =
    needed === null
      ? 'no size can be worked out'
      : `Riley's criteria ask for ${needed.n} (${needed.events} events)`;
  return {
    candidates,
    events,
    eventsPerCandidate: each,
    needed,
    expectedC,
    verdict,
    words: `${n} patients with ${events} events for ${candidates} candidate parameters (${each.toFixed(1)} events each) are ${verdict}: at a C statistic of ${expectedC} ${wanted}.`,
  };
}

function refitOf(design: Design, outcomes: ArrayLike<number>, options: DevelopOptions): Refit {
  const { method, selection, lambda, seed } = options;
  if (selection !== undefined) {
    if (method === 'ridge' || method === 'lasso')
      throw new RangeError(`invalid selection; not with a penalty: ${method}`);
    return selectionRefit(design, outcomes, selection, method);
  }
  switch (method) {
    case 'ml':
      return maximumLikelihoodRefit(design, outcomes);
    case 'firth':
      return firthRefit(design, outcomes);
    case 'ridge':
      return lambda === undefined
        ? crossValidatedRefit(design, outcomes, 0, { seed })
        : ridgeRefit(design, outcomes, lambda);
    case 'lasso':
      return crossValidatedRefit(
        design,
        outcomes,
        1,
        lambda === undefined ? { seed } : { seed, lambda },
      );
    default:
      return method satisfies never;
  }
}

/**
 * Develops a model: says first whether the data can carry it, fits, and
 * validates internally by bootstrap with every step inside.
 *
 * @param design candidates on the scale they are to have in the document
 * @source Steyerberg EW. Clinical Prediction Models, 2nd ed. 2019, chapters 11 to 17
 */
export function developModel(
  design: Design,
  outcomes: ArrayLike<number>,
  options: DevelopOptions,
): DevelopedModel {
  const { names, method, selection, resamples, seed } = options;
  const y = outcomeColumn(outcomes, design.rows);
  const candidates = design.columns - 1;
  const refit = refitOf(design, y, options);
  const chosen =
    selection === undefined
      ? names.map((_, j) => j)
      : Array.from(refit.fit(new Float64Array(design.rows).fill(1)).subarray(1)).flatMap((b, j) =>
          b === 0 ? [] : [j],
        );
  const some = selection === undefined ? design : pickPredictors(design, chosen);
  const model = fitModel(some, y, {
    method,
    seed,
    names: chosen.map((j) => names[j] as string),
    ...(options.lambda === undefined ? {} : { lambda: options.lambda }),
  });
  const optimism = bootstrapOptimism(design, y, refit, { resamples, seed });
  const slope = optimism.measures.slope.corrected;
  const penalised = method === 'ridge' || method === 'lasso';
  const factor = penalised || !(slope > 0 && slope < 1) ? 1 : slope;
  const deployable = Array.from({ length: candidates + 1 }, () => 0);
  chosen.forEach((j, k) => {
    deployable[j + 1] = factor * (model.coefficients[k + 1] as number);
  });
  deployable[0] = flicIntercept(design, y, deployable);
  const apparent = discrimination(linearPredictor(some, model.coefficients), y);
  const lost = optimism.measures.c.optimism;
  return {
    affordability: affordability(y, candidates, options.expectedC),
    model,
    shrinkage: heuristicShrinkage(model.likelihoodRatio, candidates),
    bootstrapShrinkage: slope,
    optimism,
    correctedC:
      apparent === null
        ? null
        : {
            value: apparent.c - lost,
            low: Math.max(0, apparent.deLong.low - lost),
            high: Math.min(1, apparent.deLong.high - lost),
          },
    deployable,
  };
}
