import { calibrationInTheLarge, weakCalibration } from '../metrics/calibration.ts';
import { bootstrapOptimism, type Optimism } from '../bootstrap/optimism.ts';
import { expandRows, firthRefit, type Refit } from '../bootstrap/refit.ts';
import { type Design, expit, linearPredictor, outcomeColumn } from '../fitting/design.ts';
import { heuristicShrinkage } from '../developing/development-sample-size.ts';
import { fitLogistic } from '../fitting/logistic.ts';
import type { PublishedModel } from './anchored.ts';
import { closedTest, type ClosedTest } from './closed-test.ts';
import {
  decideDeployment,
  describeDeployment,
  type Deployment,
  type DeploymentReason,
} from './deployment.ts';
import { rungs, updateModel, type Rung, type UpdatedModel } from './rungs.ts';

/** A rung with its bootstrap validation. */
export interface ValidatedRung extends UpdatedModel {
  /** Null when the rung has no finite answer. */
  readonly optimism: Optimism | null;
}

/** The whole ladder for one hospital. */
export interface Recalibration {
  readonly n: number;
  readonly events: number;
  readonly rungs: readonly ValidatedRung[];
  /** Null without both kinds of patient. */
  readonly closedTest: ClosedTest | null;
  /** Heuristic shrinkage of a refit by maximum likelihood; null when it has no finite answer. */
  readonly shrinkage: number | null;
  readonly deployment: Omit<Deployment, 'reasons'> & {
    readonly reasons: readonly (DeploymentReason & { readonly words: string })[];
  };
}

/** One rung as something to repeat. A resample without a finite answer keeps the published model and counts as separated. */
function rungRefit(
  rung: Rung,
  design: Design,
  outcomes: Float64Array,
  published: PublishedModel,
): Refit {
  if (rung === 'refit') return firthRefit(design, outcomes);
  let failed = false;
  return {
    fit(weights) {
      const drawn = rung === 'keep' ? { design, outcomes } : expandRows(design, outcomes, weights);
      const { coefficients } = updateModel(rung, drawn.design, drawn.outcomes, published);
      failed = coefficients === null;
      return Float64Array.from(coefficients ?? published.coefficients);
    },
    separated: () => failed,
  };
}

/**
 * All rungs on one hospital's patients, each with bootstrap optimism, the
 * closed test, and which of them may be deployed.
 *
 * @param design the model's inputs in its own scale, in its own order
 * @param options.resamples 0 leaves the bootstrap out
 */
export function recalibrate(
  design: Design,
  outcomes: ArrayLike<number>,
  published: PublishedModel,
  options: { readonly resamples: number; readonly seed: number },
): Recalibration {
  const y = outcomeColumn(outcomes, design.rows);
  const events = y.reduce((a, b) => a + b, 0);
  const mixed = events > 0 && events < design.rows;
  const models = rungs.map((rung): ValidatedRung => {
    const model =
      mixed || rung === 'keep'
        ? updateModel(rung, design, y, published)
        : { rung, coefficients: null, covariance: null, shift: null, stretch: null };
    const optimism =
      model.coefficients === null || options.resamples === 0
        ? null
        : bootstrapOptimism(design, y, rungRefit(rung, design, y, published), options);
    return { ...model, optimism };
  });
  const risks = Float64Array.from(linearPredictor(design, published.coefficients), expit);
  const inside = risks.every((p) => p > 0 && p < 1);
  const test = mixed ? closedTest(design, y, published.coefficients) : null;
  const refit = mixed ? fitLogistic(design, y) : null;
  const shrinkage =
    refit?.converged === true ? heuristicShrinkage(refit.likelihoodRatio, refit.df) : null;
  const deployment = decideDeployment({
    n: design.rows,
    events,
    models,
    closedTest: test,
    large: inside ? calibrationInTheLarge(risks, y) : null,
    slope: inside && mixed ? (weakCalibration(risks, y)?.slope.value ?? null) : null,
    shrinkage,
  });
  return {
    n: design.rows,
    events,
    rungs: models,
    closedTest: test,
    shrinkage,
    deployment: {
      ...deployment,
      reasons: deployment.reasons.map((reason) => ({
        ...reason,
        words: describeDeployment(reason),
      })),
    },
  };
}
