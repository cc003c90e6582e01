import type { Conclusion } from './conclusion.ts';
import { composeDocumentReference } from './document-reference.ts';
import { composeObservation } from './observation.ts';
import { composeRiskAssessment } from './risk-assessment.ts';
import type { Rung } from './plan-write.ts';

/** What would be written, to be shown before it is.
 * @throws RangeError when the assessment has no risk */
export function composeWrite(rung: Rung, conclusion: Conclusion) {
  if (rung === 'RiskAssessment') return composeRiskAssessment(conclusion);
  return rung === 'Observation'
    ? composeObservation(conclusion)
    : composeDocumentReference(conclusion);
}

/** One of the resources that can carry an assessment. */
export type Written = ReturnType<typeof composeWrite>;
