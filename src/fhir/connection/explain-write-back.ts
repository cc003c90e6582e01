import type { Site } from '../../clinical/site.ts';
import type { Capabilities } from '../capabilities.ts';
import type { ConnectionRow } from './connection-row.ts';

const rungs = ['RiskAssessment', 'Observation', 'DocumentReference'] as const;

/** Which rung of the write-back ladder this server offers, and whether the site uses it. */
export function explainWriteBack(
  capabilities: Capabilities | null,
  site: Site,
): readonly ConnectionRow[] {
  const offered = rungs.filter((type) => capabilities?.types.get(type)?.interactions.has('create'));
  const used = offered.find((type) => site.writeBack.resources.includes(type));
  const best = offered[0];
  const ladder: ConnectionRow =
    best === undefined
      ? {
          feature: 'write-back',
          verdict: 'no',
          meaning:
            'Nothing the app writes can be created here. The clinician copies the text into the note.',
          ask: 'Can RiskAssessment, Observation or DocumentReference be created by this app?',
        }
      : {
          feature: 'write-back',
          verdict: site.writeBack.enabled && used !== undefined ? 'yes' : 'partly',
          meaning: site.writeBack.enabled
            ? used === undefined
              ? `The server can create ${offered.join(', ')}, and the site file names none of them.`
              : `Assessments are written as ${used}.`
            : `The server can create ${offered.join(', ')}; write-back is switched off in the site file.`,
        };
  if (best === undefined) return [ladder];
  const isConditional = capabilities?.types.get(used ?? best)?.conditionalCreate === true;
  return [
    ladder,
    {
      feature: 'conditional create',
      verdict: isConditional ? 'yes' : 'partly',
      meaning: isConditional
        ? 'Writing twice is prevented by the server.'
        : 'The app searches for its own identifier before and after writing, so that nothing is written twice.',
    },
  ];
}
