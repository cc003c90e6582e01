import type { Codebook } from '../../clinical/codebook.ts';
import type { Site } from '../../clinical/site.ts';
import type { Capabilities } from '../capabilities.ts';
import type { GrantedScopes } from '../launch/granted-scopes.ts';
import { planQueries } from '../queries.ts';
import type { ConnectionRow } from './connection-row.ts';

const everything: GrantedScopes = {
  text: '',
  allows: () => true,
  observationCategories: null,
};

/** What the clinician loses when a type cannot be searched. */
const without: Readonly<Record<string, string>> = {
  Encounter: 'The stay cannot be checked; support without an end counts as running.',
  Observation: 'No laboratory values: platelets must be entered by the clinician.',
  Condition: 'Stroke history and haemorrhage are unknown and asked of the clinician.',
  Procedure: 'ECMO start, transfusions and head CT cannot come from procedures.',
  MedicationAdministration:
    'Anticoagulation now is unknown; orders are shown as orders and never counted as given.',
  DeviceUseStatement: 'ECMO support cannot come from device use.',
  Device: 'Devices cannot be told apart.',
  ImagingStudy: 'Head CT studies are not drawn.',
  DiagnosticReport: 'Head CT reports are not drawn.',
};

/**
 * Each search the app makes, against what the CapabilityStatement says: the very
 * plan of a launch with every scope granted.
 *
 * @param now milliseconds since 1970 UTC, for the look-back of the searches
 */
export function explainSearches(
  capabilities: Capabilities | null,
  site: Site,
  codebook: Codebook,
  now: number,
): readonly ConnectionRow[] {
  const facts = { codebook, site, scopes: everything, patient: 'example', now };
  const wanted = planQueries({ ...facts, capabilities: null }).queries;
  const types = [...new Set(wanted.map(({ type }) => type))];
  return types.map((type): ConnectionRow => {
    const feature = `search ${type}`;
    if (capabilities === null) {
      return {
        feature,
        verdict: 'unknown',
        meaning: 'The server gave no CapabilityStatement; the search is tried at every launch.',
        ask: 'Where is the CapabilityStatement (metadata) published?',
      };
    }
    const offered = capabilities.types.get(type);
    if (offered === undefined) {
      return {
        feature,
        verdict: 'no',
        meaning: without[type] ?? 'What this type holds is unknown.',
        ask: `Can ${type} be read and searched by patient?`,
      };
    }
    const asked = wanted.filter((query) => query.type === type).flatMap((q) => q.parameters);
    const names = [...new Set(asked.map(({ name }) => name))].filter((n) => !n.startsWith('_'));
    const stated = offered.searchParameters;
    const missing = stated.size === 0 ? [] : names.filter((name) => !stated.has(name));
    if (missing.length === 0) {
      return { feature, verdict: 'yes', meaning: `Searched by ${names.join(', ')}.` };
    }
    return {
      feature,
      verdict: 'partly',
      meaning: `Not stated: ${missing.join(', ')}. The app leaves them out or reads whole categories, and filters itself; longer, not wrong.`,
      ask: `Does ${type} support ${missing.join(', ')}?`,
    };
  });
}
