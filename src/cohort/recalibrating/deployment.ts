import type { ClosedTest } from './closed-test.ts';
import type { Rung, UpdatedModel } from './rungs.ts';

/** Why a rung is or is not offered. */
export type DeploymentReason =
  | { readonly code: 'no-events' }
  | { readonly code: 'under-20-events'; readonly events: number }
  | { readonly code: 'from-20-to-100-events'; readonly events: number }
  | { readonly code: 'over-100-events'; readonly events: number }
  | { readonly code: 'keep-fits'; readonly low: number; readonly high: number }
  | { readonly code: 'keep-does-not-fit'; readonly low: number; readonly high: number }
  | { readonly code: 'ranks-backwards'; readonly slope: number }
  | { readonly code: 'not-estimable'; readonly rung: Rung }
  | { readonly code: 'closed-test-chose'; readonly rung: Rung }
  | { readonly code: 'shrinkage-too-low'; readonly shrinkage: number }
  | { readonly code: 'refit-allowed'; readonly shrinkage: number }
  | { readonly code: 'never-plain-maximum-likelihood' };

/** What may leave the validation room, and why. */
export interface Deployment {
  readonly offered: readonly Rung[];
  /** Null when nothing should be used at this site. */
  readonly recommended: Rung | null;
  /** To be shown beside the recommended one. */
  readonly sensitivity: Rung | null;
  readonly reasons: readonly DeploymentReason[];
}

/** One sentence for the report. */
export function describeDeployment(reason: DeploymentReason): string {
  switch (reason.code) {
    case 'no-events':
      return 'There is no event, or nothing else: no update can be estimated, and the published model cannot be checked.';
    case 'under-20-events':
      return `With ${reason.events} events, under 20, only keeping the model or a fit anchored on the published coefficients is offered.`;
    case 'from-20-to-100-events':
      return `With ${reason.events} events, 20 to 100, intercept and slope are updated; the anchored fit is shown as a sensitivity analysis.`;
    case 'over-100-events':
      return `With ${reason.events} events, over 100, a refit may be considered.`;
    case 'keep-fits':
      return `Calibration in the large is compatible with the published model (95 % interval ${reason.low.toFixed(2)} to ${reason.high.toFixed(2)}).`;
    case 'keep-does-not-fit':
      return `Calibration in the large speaks against the published model as it is (95 % interval ${reason.low.toFixed(2)} to ${reason.high.toFixed(2)}).`;
    case 'ranks-backwards':
      return `The calibration slope is ${reason.slope.toFixed(2)}: here the model ranks patients no better than backwards, and no recalibration repairs that.`;
    case 'not-estimable':
      return `No finite answer for ${reason.rung}.`;
    case 'closed-test-chose':
      return `The closed test chose ${reason.rung}.`;
    case 'shrinkage-too-low':
      return `A refit would need a heuristic shrinkage above 0.90; it is ${reason.shrinkage.toFixed(2)}.`;
    case 'refit-allowed':
      return `The closed test asks for a refit and its shrinkage is ${reason.shrinkage.toFixed(2)}, above 0.90.`;
    case 'never-plain-maximum-likelihood':
      return "A refit is by Firth's method with FLIC; plain maximum likelihood is never offered.";
    default:
      return reason satisfies never;
  }
}

/** What the decision is made from. */
export interface DeploymentEvidence {
  readonly n: number;
  readonly events: number;
  readonly models: readonly UpdatedModel[];
  readonly closedTest: ClosedTest | null;
  /** Interval of calibration in the large of the model as it is. */
  readonly large: { readonly low: number; readonly high: number } | null;
  readonly slope: number | null;
  /** Heuristic shrinkage of the refit; null when it has no finite answer. */
  readonly shrinkage: number | null;
}

/**
 * Which rung may be deployed. Under 20 events keep or anchored; 20 to 100
 * intercept and slope, anchored beside it; a refit needs more than 100 events,
 * the closed test and a shrinkage above 0.9.
 *
 * A default from two simulated hospitals, not a law. The event count is of the
 * rarer outcome.
 */
export function decideDeployment(evidence: DeploymentEvidence): Deployment {
  const { n, events, models, closedTest, large, slope, shrinkage } = evidence;
  const scarce = Math.min(events, n - events);
  const reasons: DeploymentReason[] = [];
  const nothing = (): Deployment => ({
    offered: [],
    recommended: null,
    sensitivity: null,
    reasons,
  });
  if (scarce === 0) {
    reasons.push({ code: 'no-events' });
    return nothing();
  }
  const estimable = (rung: Rung): boolean => {
    const found = models.some((model) => model.rung === rung && model.coefficients !== null);
    if (!found) reasons.push({ code: 'not-estimable', rung });
    return found;
  };
  if (large !== null) {
    const fits = large.low <= 0 && large.high >= 0;
    reasons.push({
      code: fits ? 'keep-fits' : 'keep-does-not-fit',
      low: large.low,
      high: large.high,
    });
  }
  const keepFits = large !== null && large.low <= 0 && large.high >= 0;
  if (scarce < 20) {
    reasons.unshift({ code: 'under-20-events', events: scarce });
    const anchored = estimable('anchored');
    const recommended: Rung = keepFits || !anchored ? 'keep' : 'anchored';
    return {
      offered: anchored ? ['keep', 'anchored'] : ['keep'],
      recommended,
      sensitivity: !anchored ? null : recommended === 'keep' ? 'anchored' : 'keep',
      reasons,
    };
  }
  if (slope !== null && slope <= 0) {
    reasons.push({ code: 'ranks-backwards', slope });
    return nothing();
  }
  const offered = (['keep', 'intercept', 'intercept-and-slope', 'anchored'] as const).filter(
    estimable,
  );
  const usual: Rung = offered.includes('intercept-and-slope') ? 'intercept-and-slope' : 'anchored';
  if (scarce <= 100) {
    reasons.unshift({ code: 'from-20-to-100-events', events: scarce });
    return { offered, recommended: usual, sensitivity: 'anchored', reasons };
  }
  reasons.unshift({ code: 'over-100-events', events: scarce });
  const chosen = closedTest?.chosen ?? null;
  if (chosen !== null) reasons.push({ code: 'closed-test-chose', rung: chosen });
  if (chosen !== 'refit')
    return { offered, recommended: chosen ?? usual, sensitivity: 'anchored', reasons };
  reasons.push({ code: 'never-plain-maximum-likelihood' });
  if (shrinkage !== null && shrinkage > 0.9 && estimable('refit')) {
    reasons.push({ code: 'refit-allowed', shrinkage });
    return {
      offered: [...offered, 'refit'],
      recommended: 'refit',
      sensitivity: 'anchored',
      reasons,
    };
  }
  if (shrinkage !== null) reasons.push({ code: 'shrinkage-too-low', shrinkage });
  return { offered, recommended: usual, sensitivity: 'anchored', reasons };
}
