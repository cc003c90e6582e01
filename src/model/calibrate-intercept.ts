import type { ModelDocument } from './document.ts';
import { logit } from './logistic.ts';
import { meanRisk } from './population.ts';
import type { SiteMeans } from './population.ts';

/** What a hospital knows of its own ECMO patients. */
export interface SiteLevel {
  /** Share with an intracranial haemorrhage during ECMO, within (0, 1). */
  readonly incidence: number;
  /** Patients the incidence was counted in, when a standard error is wanted. */
  readonly n?: number;
  /** Where its patients differ from the document's assumed population. */
  readonly means?: SiteMeans;
}

/**
 * The intercept at which the model's mean predicted risk in a site's population
 * equals the site's incidence (calibration in the large).
 *
 * With `M(a, m)` the mean predicted risk at intercept `a` and means `m` (see
 * `meanRisk`), it solves `M(a, site means) = incidence` and `M(a₀, document
 * means) = document incidence`, and returns `document intercept + a - a₀`. The
 * difference is taken because the inputs are independent here, while the
 * document's intercept came from populations in which they were linked; a site
 * like the document's gets the document's own intercept back.
 *
 * The standard error is that of an incidence `p` counted in `n` patients,
 * `√(1 / (n·p·(1 - p)))` on its log odds, divided by the slope of `logit M` in
 * `a`. It is sampling error alone: means and slopes are taken as known.
 * @returns The intercept; its standard error is `null` without `n`.
 * @throws RangeError when the incidence is not in (0, 1), `n` is not positive, or a mean is not possible.
 */
export function calibrateIntercept(
  model: ModelDocument,
  { incidence, n, means }: SiteLevel,
): { readonly intercept: number; readonly standardError: number | null } {
  if (n !== undefined && !(n > 0)) throw new RangeError(`invalid n; not above 0: ${n}`);
  const { n: developed, events } = model.development;
  const here = solveIntercept(model, incidence, means);
  const intercept = model.intercept.value + here - solveIntercept(model, events / developed);
  if (n === undefined) return { intercept, standardError: null };
  const reach = 0.01;
  const slope =
    (logit(meanRisk(model, here + reach, means)) - logit(meanRisk(model, here - reach, means))) /
    (2 * reach);
  return { intercept, standardError: 1 / Math.sqrt(n * incidence * (1 - incidence)) / slope };
}

/** Secant method on the log odds of the mean risk, which is nearly linear in the intercept. */
function solveIntercept(model: ModelDocument, incidence: number, means?: SiteMeans): number {
  if (!(incidence > 0 && incidence < 1)) {
    throw new RangeError(`invalid incidence; not in (0, 1): ${incidence}`);
  }
  const wanted = logit(incidence);
  const excess = (a: number): number => logit(meanRisk(model, a, means)) - wanted;
  let before = model.intercept.value;
  let excessBefore = excess(before);
  let now = before - excessBefore;
  for (let i = 0; i < 50 && Math.abs(now - before) > 1e-10; i += 1) {
    const excessNow = excess(now);
    const slope = (excessNow - excessBefore) / (now - before);
    [before, excessBefore, now] = [now, excessNow, now - excessNow / slope];
  }
  return now;
}
