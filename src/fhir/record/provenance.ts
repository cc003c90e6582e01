import type { Provenance } from 'fhir/r4';
import { toOffsetTime } from '../queries.ts';
import { assertedByMachine } from './canonical.ts';
import { basisOf, signerOf, type Conclusion } from './conclusion.ts';
import { composeModelDevice, modelDeviceId } from './model-device.ts';
import { toNarrative } from './narrative.ts';

const participant = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';

function agent(code: string, display: string, reference: string) {
  return {
    type: { coding: [{ system: participant, code, display }] },
    who: { reference },
  };
}

/**
 * How the written resource came to be: the model is its author, the clinician
 * checked it, and these resources went in (HL7's AI transparency guide, a
 * resource authored by an AI and verified by a human).
 * @param target `RiskAssessment/…` as the server named it
 */
export function composeProvenance(conclusion: Conclusion, target: string): Provenance {
  const { model } = conclusion;
  const signer = signerOf(conclusion.session);
  const sources = basisOf(conclusion);
  return {
    resourceType: 'Provenance',
    meta: { security: [assertedByMachine] },
    text: toNarrative([
      `${model.title}, version ${model.version}, put this assessment together from the resources named here${signer === null ? '' : '; the clinician named here accepted it'}.`,
    ]),
    contained: [composeModelDevice(conclusion)],
    target: [{ reference: target }],
    occurredDateTime: toOffsetTime(conclusion.assessment.moment),
    recorded: toOffsetTime(conclusion.recordedAt),
    activity: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation',
          code: 'CREATE',
          display: 'create',
        },
      ],
    },
    agent: [
      agent('author', 'Author', `#${modelDeviceId}`),
      ...(signer === null ? [] : [agent('verifier', 'Verifier', signer)]),
    ],
    ...(sources.length === 0
      ? {}
      : { entity: sources.map((reference) => ({ role: 'source' as const, what: { reference } })) }),
  };
}
