import type { Annotation, CodeableConcept, RiskAssessment } from 'fhir/r4';
import { toOffsetTime } from '../queries.ts';
import { assertedByMachine, modelSystem, outputSystem, uriSystem } from './canonical.ts';
import { basisOf, signerOf, type Conclusion } from './conclusion.ts';
import { composeModelDevice, modelDeviceId } from './model-device.ts';
import { toNarrative } from './narrative.ts';
import { toPerCentRange } from './per-cent-range.ts';
import { composeCautions, composeInputLines, composeRationale } from './words.ts';

/** What is written, in our own code and in words. */
export const outputCode: CodeableConcept = {
  coding: [
    { system: outputSystem, code: 'ich-risk', display: 'Risk of intracranial haemorrhage on ECMO' },
  ],
  text: 'Risk of intracranial haemorrhage on ECMO',
};

/** Which model document computed it, as `id|version`. */
export function methodOf({ model }: Conclusion): CodeableConcept {
  const code = `${model.id}|${model.version}`;
  return { coding: [{ system: modelSystem, code, display: model.title }], text: model.title };
}

/** Inputs and cautions as notes; the first names the clinician who accepted, who may also retract. */
export function composeNotes(conclusion: Conclusion): Annotation[] {
  const signer = signerOf(conclusion.session);
  const time = toOffsetTime(conclusion.recordedAt);
  const text = [...composeInputLines(conclusion), ...composeCautions(conclusion)];
  return text.map((line, index) =>
    index === 0 && signer !== null
      ? { authorReference: { reference: signer }, time, text: line }
      : { time, text: line },
  );
}

/**
 * The assessment as an R4 RiskAssessment. The probability is the combined band
 * as a Range in per cent; the centre is in words, because the choice type holds
 * one value. `mitigation` stays empty: nothing here says that a treatment would
 * change the risk.
 * @throws RangeError when the assessment has no risk
 */
export function composeRiskAssessment(conclusion: Conclusion): RiskAssessment {
  const { assessment, model, session } = conclusion;
  const rationale = composeRationale(conclusion);
  const { risk } = assessment;
  const basis = basisOf(conclusion);
  return {
    resourceType: 'RiskAssessment',
    meta: { security: [assertedByMachine] },
    text: toNarrative([
      rationale,
      ...composeInputLines(conclusion),
      ...composeCautions(conclusion),
    ]),
    contained: [composeModelDevice(conclusion)],
    identifier: [{ system: uriSystem, value: conclusion.identifier }],
    status: 'final',
    method: methodOf(conclusion),
    code: outputCode,
    subject: { reference: `Patient/${session.patient}` },
    ...(session.encounter === undefined
      ? {}
      : { encounter: { reference: `Encounter/${session.encounter}` } }),
    occurrenceDateTime: toOffsetTime(assessment.moment),
    performer: { reference: `#${modelDeviceId}` },
    ...(basis.length === 0 ? {} : { basis: basis.map((reference) => ({ reference })) }),
    prediction: [
      {
        outcome: {
          coding: [
            {
              system: model.outcome.system,
              code: model.outcome.code,
              display: 'Intracranial hemorrhage',
            },
          ],
          text: model.outcome.display,
        },
        ...(risk === null ? {} : { probabilityRange: toPerCentRange(risk) }),
        whenPeriod: { start: toOffsetTime(assessment.moment) },
        rationale,
      },
    ],
    note: composeNotes(conclusion),
  };
}
