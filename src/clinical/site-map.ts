import type { CodeIndex } from './code-index.ts';
import { isPrefixSystem } from './code-systems.ts';
import type { AcceptedUnit, Concept } from './codebook.ts';
import { readConceptMap, type LocalCode, type LocalUnit } from './concept-map.ts';
import type { Problem } from './json-reader.ts';
import { foldUnit } from './unit-spelling.ts';

/** The source of maps that come as a pattern to fill in. */
const PLACEHOLDER = 'urn:replace-with-your-own:';

/** What a hospital may say about its own code, and how; null: in its own word. */
const FACETS: Readonly<Record<string, readonly string[] | null>> = {
  mode: ['VA', 'VV', 'VAV', 'ECPR', 'other', 'unknown'],
  specimen: ['arterial', 'unspecified'],
  basis: ['FEU', 'DDU', 'BUN', 'urea'],
  use: ['infusion', 'bolus', 'prophylaxis', 'flush', 'lock', 'circuit'],
  cannulation: ['central', 'peripheral'],
  evidence: ['cannulation', 'device', 'flowsheet', 'product', 'charge'],
  method: ['invasive', 'non-invasive'],
  region: ['average', 'basal-ganglia', 'cerebrum'],
  cause: ['traumatic', 'nontraumatic'],
  type: ['ischaemic', 'unspecified', 'syndrome', 'perfusion'],
  timing: ['coded-at-discharge'],
  ingredient: null,
};

/**
 * Adds one ConceptMap of a site to the concepts and the index. A published
 * code may be given again to its own concept, to say more about it (that a
 * blood gas code is arterial here); it can never be given to another.
 */
export function addSiteMap(
  json: unknown,
  concepts: Map<string, Concept>,
  index: CodeIndex,
): readonly Problem[] {
  const { codes, units, problems } = readConceptMap(json);
  const found: Problem[] = [...problems];
  for (const local of codes) {
    const problem = addCode(local, concepts, index);
    if (problem !== null) found.push({ place: local.place, problem });
  }
  for (const local of units) {
    const problem = addUnit(local, concepts);
    if (problem !== null) found.push({ place: local.place, problem });
  }
  return found;
}

function addCode(
  local: LocalCode,
  concepts: Map<string, Concept>,
  index: CodeIndex,
): string | null {
  const concept = concepts.get(local.concept);
  if (concept === undefined) return `unknown concept: ${local.concept}`;
  for (const [name, value] of Object.entries(local.facets)) {
    const values = Object.hasOwn(FACETS, name) ? FACETS[name] : undefined;
    if (values === undefined) return `unknown property: ${name}`;
    if (values !== null && !values.includes(value))
      return `${name} is none of ${values.join(', ')}: ${value}`;
  }
  if (local.system.startsWith(PLACEHOLDER)) return `the source is still ${local.system}`;
  const code = {
    system: local.system,
    code: local.code,
    match: isPrefixSystem(local.system) ? ('prefix' as const) : ('exact' as const),
    ...(local.display === undefined ? {} : { display: local.display }),
    source: 'site',
    ...(Object.keys(local.facets).length === 0 ? {} : { facets: local.facets }),
  };
  const listed = concept.codes.some(
    (each) => each.source === 'site' && each.system === local.system && each.code === local.code,
  );
  if (listed) return `${local.code} is mapped twice`;
  const owner = index.add(concept.id, code);
  if (owner !== null) return `${local.code} already means ${owner}`;
  concepts.set(concept.id, { ...concept, codes: [...concept.codes, code] });
  return null;
}

function addUnit(local: LocalUnit, concepts: Map<string, Concept>): string | null {
  const concept = concepts.get(local.concept);
  if (concept === undefined) return `unknown concept: ${local.concept}`;
  const { measurement } = concept;
  if (measurement === undefined) return `${concept.id} has no units`;
  const named = (unit: string): AcceptedUnit | undefined =>
    measurement.accepted.find((each) => foldUnit(each.unit) === foldUnit(unit));
  const meant = named(local.ucum);
  if (meant === undefined) return `${concept.id} is not measured in ${local.ucum}`;
  const known = named(local.written);
  if (known !== undefined) {
    const same = known.factor === meant.factor && known.to === meant.to;
    return same ? null : `${local.written} already means ${known.ucum ?? known.unit}`;
  }
  const spelling = {
    ...meant,
    unit: local.written,
    ucum: meant.ucum ?? meant.unit,
    source: 'site',
  };
  const accepted = [...measurement.accepted, spelling];
  concepts.set(concept.id, { ...concept, measurement: { ...measurement, accepted } });
  return null;
}
