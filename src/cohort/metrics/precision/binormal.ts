import { normalDensity, normalQuantile } from '../../distributions/normal.ts';
import { expit, logit } from '../../fitting/design.ts';

/** Log odds of a calibrated model: places and the share of patients at each. */
export interface LogOddsDistribution {
  readonly logOdds: Float64Array;
  readonly shares: Float64Array;
}

/**
 * The log odds a calibrated logistic model must have to reach this C at this
 * event rate, when they are normal with one variance in events and in the
 * others. Calibration then fixes everything:
 *
 *     sd = sqrt(2) z(C),  mean of the others = logit(rate) - sd^2 / 2,  of events + sd^2
 *
 * @source Riley RD, Van Calster B, Collins GS. Stat Med 2021;40:859-864, who simulate it
 */
export function binormalLogOdds(prevalence: number, c: number): LogOddsDistribution {
  if (!(prevalence > 0 && prevalence < 1))
    throw new RangeError(`invalid prevalence; not in (0, 1): ${prevalence}`);
  if (!(c > 0.5 && c < 1)) throw new RangeError(`invalid C statistic; not in (0.5, 1): ${c}`);
  const sd = Math.SQRT2 * normalQuantile(c);
  const others = logit(prevalence) - (sd * sd) / 2;
  const events = others + sd * sd;
  const low = others - 9 * sd;
  const high = events + 9 * sd;
  const count = 4001;
  const step = (high - low) / (count - 1);
  const logOdds = Float64Array.from({ length: count }, (_, k) => low + k * step);
  const shares = logOdds.map(
    (x) =>
      (step / sd) *
      (prevalence * normalDensity((x - events) / sd) +
        (1 - prevalence) * normalDensity((x - others) / sd)),
  );
  return { logOdds, shares };
}

const entropy = (p: number): number =>
  p > 0 && p < 1 ? p * Math.log(p) + (1 - p) * Math.log1p(-p) : 0;

/**
 * Cox-Snell R2 of a calibrated model with this C at this event rate.
 *
 *     R2 = 1 - exp(-LR / n),  LR / n = 2 E[ p log p + (1 - p) log(1 - p) ] - the same at the rate
 */
export function coxSnellFromC(prevalence: number, c: number): number {
  const { logOdds, shares } = binormalLogOdds(prevalence, c);
  let sum = 0;
  for (let k = 0; k < logOdds.length; k += 1)
    sum += (shares[k] as number) * entropy(expit(logOdds[k] as number));
  return 1 - Math.exp(-2 * (sum - entropy(prevalence)));
}
