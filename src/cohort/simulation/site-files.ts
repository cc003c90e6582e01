import type { RegistrySite } from './registry.ts';

const concepts = 'https://ecmo-ich-risk.example/fhir/CodeSystem/concept';

/** The files of the site folder with which a synthetic hospital's export is read. */
export function siteFiles(site: RegistrySite): Readonly<Record<string, object>> {
  const { style, name } = site;
  const maps = style.local.length > 0 ? ['codes.conceptmap.json'] : [];
  const settings = {
    id: name,
    name: style.title,
    enabled: true,
    contact: 'nobody: this hospital is invented',
    timeZone: style.timeZone,
    language: 'en',
    units: 'conventional',
    model: 'zhu-2025',
    issuers: [],
    writeBack: { enabled: false, resources: ['RiskAssessment'], staleAfterMinutes: 60 },
    transfusion: { bagMillilitres: style.bagMillilitres, recordComplete: true },
    lookBackDays: 90,
    targets: [],
    conceptMaps: maps,
    frameAncestors: [],
    idleLockMinutes: 15,
  };
  if (maps.length === 0) return { 'site.json': settings };
  return {
    'site.json': settings,
    'codes.conceptmap.json': {
      resourceType: 'ConceptMap',
      status: 'active',
      group: [
        {
          source: `http://${name.split('-')[0]}gate.example/codes`,
          target: concepts,
          element: style.local.map(({ code, display, concept }) => ({
            code,
            display,
            target: [{ code: concept, equivalence: 'equivalent' }],
          })),
        },
      ],
    },
  };
}
