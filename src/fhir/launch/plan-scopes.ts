import type { Issuer, Site } from '../../clinical/site.ts';
import { readTypes } from '../read-types.ts';
import type { SmartConfiguration } from './configuration.ts';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** Observation categories that can hold what the product reads, where a server offers them apart. */
export const readCategories = [
  'laboratory',
  'vital-signs',
  'procedure',
  'exam',
  'imaging',
  'therapy',
  'survey',
];

/**
 * The scopes to ask for: one per resource type that is read, and writing only
 * for what the site turned on. SMART v2 where the server has it, else v1; never
 * a wildcard, never `user/`, never `offline_access`. A site's own list, where it
 * has one, is asked for as it stands.
 */
export function planScopes(
  site: Site,
  issuer: Issuer,
  configuration: SmartConfiguration,
  launch: 'ehr' | 'standalone',
): string {
  if (issuer.scopes !== undefined) return issuer.scopes.join(' ');
  const isVersion2 =
    configuration.capabilities.includes('permission-v2') ||
    !configuration.capabilities.includes('permission-v1');
  const context = launch === 'ehr' ? ['launch'] : ['launch/patient'];
  const read = readTypes.flatMap((type) => {
    if (!isVersion2) return [`patient/${type}.read`];
    return type === 'Observation' ? observationScopes(configuration) : [`patient/${type}.rs`];
  });
  const write = site.writeBack.enabled ? writeScopes(site, isVersion2) : [];
  const online = issuer.onlineAccess === true ? ['online_access'] : [];
  return [...new Set([...context, 'openid', 'fhirUser', ...online, ...read, ...write])].join(' ');
}

function observationScopes(configuration: SmartConfiguration): readonly string[] {
  const offered = readCategories
    .map((code) => `patient/Observation.rs?category=${categorySystem}|${code}`)
    .filter((scope) => configuration.scopesSupported.includes(scope));
  const hasLaboratory = offered.some((scope) => scope.endsWith('|laboratory'));
  return hasLaboratory ? offered : ['patient/Observation.rs'];
}

/** Written, read back, found again, and retracted; Provenance is only added. */
function writeScopes(site: Site, isVersion2: boolean): readonly string[] {
  const { resources } = site.writeBack;
  const scopes = resources.flatMap((type) =>
    isVersion2 ? [`patient/${type}.crus`] : [`patient/${type}.read`, `patient/${type}.write`],
  );
  if (!resources.includes('RiskAssessment')) return scopes;
  return [...scopes, isVersion2 ? 'patient/Provenance.c' : 'patient/Provenance.write'];
}
