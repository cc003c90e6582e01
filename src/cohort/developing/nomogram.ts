/** A predictor as a nomogram shows it. */
export interface NomogramPredictor {
  readonly name: string;
  /** Log odds per unit of the value drawn. */
  readonly coefficient: number;
  readonly low: number;
  readonly high: number;
  /** Values to mark; within the range. */
  readonly ticks: readonly number[];
}

/** A value and the points it earns. */
export interface NomogramTick {
  readonly value: number;
  readonly points: number;
}

/** Every axis of a nomogram, in points. */
export interface Nomogram {
  readonly axes: readonly {
    readonly name: string;
    readonly ticks: readonly NomogramTick[];
    readonly most: number;
  }[];
  /** Largest sum of points. */
  readonly total: number;
  /** Risks to mark and the sum of points each belongs to; outside 0 … total left out. */
  readonly risks: readonly { readonly risk: number; readonly points: number }[];
  /** Log odds of a sum of points: `base + perPoint * points`. */
  readonly base: number;
  readonly perPoint: number;
}

const RISKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/**
 * Points of a logistic model: the predictor that can change the log odds most
 * over its range gets 0 to 100, the others in proportion; each axis starts at
 * its lower risk.
 *
 * @param intercept log odds with every predictor at 0
 * @source Lubsen J, Pool J, van der Does E. Methods Inf Med 1978;17:127-129
 */
export function nomogram(intercept: number, predictors: readonly NomogramPredictor[]): Nomogram {
  const reach = predictors.map((x) => Math.abs(x.coefficient) * (x.high - x.low));
  const largest = Math.max(...reach);
  if (!(largest > 0))
    throw new RangeError(`invalid predictors; none has an effect: ${predictors.length}`);
  const perPoint = largest / 100;
  const origin = predictors.map((x) => (x.coefficient >= 0 ? x.low : x.high));
  const base = predictors.reduce(
    (sum, x, k) => sum + x.coefficient * (origin[k] as number),
    intercept,
  );
  const axes = predictors.map((x, k) => ({
    name: x.name,
    ticks: x.ticks.map((value) => ({
      value,
      points: (x.coefficient * (value - (origin[k] as number))) / perPoint,
    })),
    most: (reach[k] as number) / perPoint,
  }));
  const total = reach.reduce((a, b) => a + b, 0) / perPoint;
  const risks = RISKS.map((risk) => ({
    risk,
    points: (Math.log(risk / (1 - risk)) - base) / perPoint,
  })).filter((mark) => mark.points >= 0 && mark.points <= total);
  return { axes, total, risks, base, perPoint };
}
