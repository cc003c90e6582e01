import type { Observation } from 'fhir/r4';
import { toOffsetTime } from '../queries.ts';
import { assertedByMachine, uriSystem } from './canonical.ts';
import { basisOf, signerOf, type Conclusion } from './conclusion.ts';
import { composeModelDevice, modelDeviceId } from './model-device.ts';
import { toNarrative } from './narrative.ts';
import { toPerCentRange } from './per-cent-range.ts';
import { composeNotes, methodOf, outputCode } from './risk-assessment.ts';
import { composeRationale } from './words.ts';

/** What Observation.derivedFrom may point at (R4). */
const derivable = /^(?:Observation|DocumentReference|ImagingStudy|Media|QuestionnaireResponse)\//;

/**
 * The assessment as an Observation, for servers that take no RiskAssessment: a
 * survey result whose value is the band in per cent.
 * @throws RangeError when the assessment has no risk
 */
export function composeObservation(conclusion: Conclusion): Observation {
  const { assessment, session } = conclusion;
  const rationale = composeRationale(conclusion);
  const signer = signerOf(session);
  const derivedFrom = basisOf(conclusion).filter((reference) => derivable.test(reference));
  return {
    resourceType: 'Observation',
    meta: { security: [assertedByMachine] },
    text: toNarrative([rationale]),
    contained: [composeModelDevice(conclusion)],
    identifier: [{ system: uriSystem, value: conclusion.identifier }],
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'survey',
            display: 'Survey',
          },
        ],
      },
    ],
    code: outputCode,
    subject: { reference: `Patient/${session.patient}` },
    ...(session.encounter === undefined
      ? {}
      : { encounter: { reference: `Encounter/${session.encounter}` } }),
    effectiveDateTime: toOffsetTime(assessment.moment),
    issued: toOffsetTime(conclusion.recordedAt),
    ...(signer === null ? {} : { performer: [{ reference: signer }] }),
    ...(assessment.risk === null ? {} : { valueRange: toPerCentRange(assessment.risk) }),
    note: [{ text: rationale }, ...composeNotes(conclusion)],
    method: methodOf(conclusion),
    device: { reference: `#${modelDeviceId}` },
    ...(derivedFrom.length === 0
      ? {}
      : { derivedFrom: derivedFrom.map((reference) => ({ reference })) }),
  };
}
