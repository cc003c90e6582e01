import { normalQuantile } from '../../distributions/normal.ts';
import { studentQuantile, studentTwoSidedP } from '../../distributions/student-t.ts';

/** One number from several imputations. */
export interface PooledEstimate {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Mean variance inside the imputations, and the variance between them. */
  readonly within: number;
  readonly between: number;
  /** within + (1 + 1/m) between */
  readonly total: number;
  /** Relative increase of variance because values are missing. */
  readonly increase: number;
  /** Share of the information that is missing, 0-1. */
  readonly fractionMissing: number;
  readonly df: number;
  /** Two-sided, of the value being 0. */
  readonly p: number;
}

/** Degrees of freedom in small samples. */
function barnardRubin(m: number, lambda: number, completeDf: number): number {
  const old = lambda > 0 ? (m - 1) / (lambda * lambda) : Infinity;
  if (!Number.isFinite(completeDf)) return old;
  const observed = ((completeDf + 1) / (completeDf + 3)) * completeDf * (1 - lambda);
  return Number.isFinite(old) ? (old * observed) / (old + observed) : observed;
}

/**
 * Rubin's rules: the mean of the imputations' estimates, with the doubt that
 * comes from not knowing the missing values.
 *
 *     total = within + (1 + 1/m) between
 *
 * C is pooled on the logit scale and O/E on the log scale; transform first.
 *
 * @param variances  squared standard errors, one an imputation
 * @param completeDf degrees of freedom had nothing been missing (patients less coefficients); absent: infinite
 * @source  Rubin DB. Multiple Imputation for Nonresponse in Surveys. 1987. Barnard J, Rubin DB. Biometrika 1999;86:948-955
 * @checked test/reference/imputation.R, pool.scalar of mice 3.15, 1e-10
 */
export function rubin(
  estimates: readonly number[],
  variances: readonly number[],
  options: { readonly completeDf?: number; readonly level?: number } = {},
): PooledEstimate {
  const m = estimates.length;
  if (m < 2) throw new RangeError(`invalid imputations; fewer than two: ${m}`);
  if (variances.length !== m)
    throw new RangeError(`invalid variances; not ${m} of them: ${variances.length}`);
  const value = estimates.reduce((a, b) => a + b, 0) / m;
  const within = variances.reduce((a, b) => a + b, 0) / m;
  const alike = estimates.every((estimate) => estimate === estimates[0]);
  const between = alike ? 0 : estimates.reduce((s, q) => s + (q - value) ** 2, 0) / (m - 1);
  const added = (1 + 1 / m) * between;
  const total = within + added;
  const df = barnardRubin(m, total > 0 ? added / total : 0, options.completeDf ?? Infinity);
  const increase = added / within;
  const standardError = Math.sqrt(total);
  const share = (1 + (options.level ?? 0.95)) / 2;
  const reach =
    standardError * (Number.isFinite(df) ? studentQuantile(share, df) : normalQuantile(share));
  return {
    value,
    standardError,
    low: value - reach,
    high: value + reach,
    within,
    between,
    total,
    increase,
    fractionMissing: Number.isFinite(df)
      ? (increase + 2 / (df + 3)) / (increase + 1)
      : increase / (increase + 1),
    df,
    p:
      standardError > 0
        ? studentTwoSidedP(value / standardError, Number.isFinite(df) ? df : 1e12)
        : Number.NaN,
  };
}
