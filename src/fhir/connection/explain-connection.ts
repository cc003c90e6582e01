import type { Codebook } from '../../clinical/codebook.ts';
import type { Issuer, Site } from '../../clinical/site.ts';
import type { AnyResource } from '../answer.ts';
import { readCapabilities } from '../capabilities.ts';
import type { ConnectionRow } from './connection-row.ts';
import { explainLaunch } from './explain-launch.ts';
import { explainSearches } from './explain-searches.ts';
import { explainWriteBack } from './explain-write-back.ts';

/** What a server said of itself, as it came; null where it said nothing. */
export interface ServerStatements {
  readonly configuration: unknown;
  readonly capabilityStatement: AnyResource | null;
}

/**
 * Per feature, what this server will and will not give the app, in words for
 * hospital IT, and what to ask the vendor to switch on. It promises what the
 * server advertises; what a given client may do shows at the first launch.
 */
export function explainConnection(
  statements: ServerStatements,
  issuer: Issuer,
  site: Site,
  codebook: Codebook,
  now: number,
): readonly ConnectionRow[] {
  const capabilities = readCapabilities(statements.capabilityStatement);
  const version: ConnectionRow =
    capabilities === null
      ? {
          feature: 'FHIR version',
          verdict: 'unknown',
          meaning: 'The server gave no CapabilityStatement.',
        }
      : capabilities.fhirVersion.startsWith('4.')
        ? {
            feature: 'FHIR version',
            verdict: 'yes',
            meaning: `FHIR ${capabilities.fhirVersion}, ${capabilities.software}.`,
          }
        : {
            feature: 'FHIR version',
            verdict: 'no',
            meaning: `FHIR ${capabilities.fhirVersion}; the app reads R4.`,
            ask: 'Which address serves FHIR R4?',
          };
  return [
    ...explainLaunch(statements.configuration, issuer),
    version,
    ...explainSearches(capabilities, site, codebook, now),
    ...explainWriteBack(capabilities, site),
  ];
}
