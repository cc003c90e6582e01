import type { DocumentReference } from 'fhir/r4';
import { toOffsetTime } from '../queries.ts';
import { assertedByMachine, uriSystem } from './canonical.ts';
import { basisOf, signerOf, type Conclusion } from './conclusion.ts';
import { composeModelDevice, modelDeviceId } from './model-device.ts';
import { toNarrative } from './narrative.ts';
import { methodOf, outputCode } from './risk-assessment.ts';
import { composeRationale, composeText } from './words.ts';

/** Text as base64 of its UTF-8 bytes. */
export function toBase64(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''),
  );
}

/**
 * The assessment as a plain-text note, the only thing most record systems take.
 * Everything it says stands in the text, because servers replace author and date
 * and turn text into their own formats.
 * @throws RangeError when the assessment has no risk
 */
export function composeDocumentReference(conclusion: Conclusion): DocumentReference {
  const { assessment, session } = conclusion;
  const signer = signerOf(session);
  const authors = signer === null ? [`#${modelDeviceId}`] : [signer, `#${modelDeviceId}`];
  const basis = basisOf(conclusion);
  return {
    resourceType: 'DocumentReference',
    meta: { security: [assertedByMachine] },
    text: toNarrative([composeRationale(conclusion)]),
    contained: [composeModelDevice(conclusion)],
    masterIdentifier: { system: uriSystem, value: conclusion.identifier },
    identifier: [{ system: uriSystem, value: conclusion.identifier }],
    status: 'current',
    docStatus: 'final',
    type: {
      coding: [{ system: 'http://loinc.org', code: '51848-0', display: 'Evaluation note' }],
      text: outputCode.text ?? '',
    },
    category: [methodOf(conclusion)],
    subject: { reference: `Patient/${session.patient}` },
    date: toOffsetTime(assessment.moment),
    author: authors.map((reference) => ({ reference })),
    description: outputCode.text ?? '',
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: toBase64(composeText(conclusion)),
          title: outputCode.text ?? '',
          creation: toOffsetTime(conclusion.recordedAt),
        },
      },
    ],
    context: {
      ...(session.encounter === undefined
        ? {}
        : { encounter: [{ reference: `Encounter/${session.encounter}` }] }),
      ...(basis.length === 0 ? {} : { related: basis.map((reference) => ({ reference })) }),
    },
  };
}
