import { canonicalSystem, isPrefixSystem } from './code-systems.ts';
import type { AcceptedUnit, Concept, ConceptCode, Measurement } from './codebook.ts';
import { extensionsOf, partNumber, partRange, partText } from './fhir-extension.ts';
import { Shape, type Problem } from './json-shape.ts';

/** Where our own canonical URLs live. */
export const BASE = 'https://ecmo-ich-risk.example/fhir';
const EXTENSION = `${BASE}/StructureDefinition`;
const KINDS = ['measured', 'given', 'supported', 'happened', 'look-alike'] as const;

/**
 * One concept from one FHIR R4 ValueSet: facts of the concept in its
 * extensions, codes in `compose.include` (enumerated, or by prefix as a
 * `regex` filter on `code` for ICD and OPS). Every mismatch is listed.
 */
export function readValueSet(json: unknown): {
  readonly concept: Concept | null;
  readonly problems: readonly Problem[];
} {
  const shape = new Shape();
  const concept = readConcept(json, shape);
  return { concept: shape.problems.length === 0 ? concept : null, problems: shape.problems };
}

function readConcept(json: unknown, shape: Shape): Concept | null {
  const resource = shape.object(json, '');
  if (resource === null) return null;
  if (resource['resourceType'] !== 'ValueSet') return shape.wrong('resourceType', 'not ValueSet');
  const id = shape.text(resource['id'], 'id');
  const title = shape.text(resource['title'], 'title');
  if (id === null || title === null) return null;
  if (resource['url'] !== `${BASE}/ValueSet/${id}`) {
    shape.wrong('url', `not ${BASE}/ValueSet/${id}`);
  }
  shape.text(resource['version'], 'version');
  if (resource['status'] !== 'active') shape.wrong('status', 'not active');
  const [facts] = extensionsOf(resource, `${EXTENSION}/concept`, '', shape);
  if (facts === undefined) return shape.wrong('extension', 'the concept extension is missing');
  const written = partText(facts, 'kind', shape, true);
  const kind = KINDS.find((each) => each === written);
  if (kind === undefined) return shape.wrong(facts.place, `kind is none of ${KINDS.join(', ')}`);
  const refines = partText(facts, 'refines', shape, false);
  if (kind === 'look-alike' && refines === null) shape.wrong(facts.place, 'refines missing');
  const resources = extensionsOf(facts.value, 'resource', facts.place, shape)
    .map((part) => shape.text(part.value['valueCode'], part.place))
    .filter((each) => each !== null);
  if (resources.length === 0) shape.wrong(facts.place, 'resource missing');
  const measurement = readMeasurement(resource, shape);
  if (kind === 'measured' && measurement === null) shape.wrong('extension', 'measurement missing');
  return {
    id,
    title,
    kind,
    ...(refines === null ? {} : { refines }),
    resources,
    ...(measurement === null ? {} : { measurement }),
    facets: readFacets(facts.value, 'facet', facts.place, shape),
    codes: readCodes(resource, shape),
  };
}

function readMeasurement(resource: Record<string, unknown>, shape: Shape): Measurement | null {
  const [facts] = extensionsOf(resource, `${EXTENSION}/measurement`, '', shape);
  if (facts === undefined) return null;
  const unit = partText(facts, 'unit', shape, true);
  const plausible = partRange(facts, 'plausible', shape);
  if (plausible === null) shape.wrong(facts.place, 'plausible missing');
  const upperReference = partRange(facts, 'upper-reference', shape);
  const accepted: AcceptedUnit[] = [];
  for (const part of extensionsOf(facts.value, 'accepted', facts.place, shape)) {
    const spelling = partText(part, 'written', shape, true);
    const factor = partNumber(part, 'factor', shape);
    const source = partText(part, 'source', shape, true);
    const ucum = partText(part, 'ucum', shape, false);
    const basis = partText(part, 'basis', shape, false);
    const to = partText(part, 'to', shape, false);
    if (spelling === null || factor === null || source === null) continue;
    if (factor <= 0) shape.wrong(part.place, 'factor is not above zero');
    accepted.push({
      unit: spelling,
      factor,
      source,
      ...(ucum === null ? {} : { ucum }),
      ...(basis === null ? {} : { basis }),
      ...(to === null ? {} : { to }),
    });
  }
  if (accepted.length === 0) shape.wrong(facts.place, 'no unit is accepted');
  if (unit === null || plausible === null) return null;
  return { unit, accepted, plausible, ...(upperReference === null ? {} : { upperReference }) };
}

function readFacets(
  element: Record<string, unknown>,
  url: string,
  place: string,
  shape: Shape,
): Record<string, string> {
  const facets: Record<string, string> = {};
  for (const part of extensionsOf(element, url, place, shape)) {
    const name = partText(part, 'name', shape, true);
    const value = partText(part, 'value', shape, true);
    if (name !== null && value !== null) facets[name] = value;
  }
  return facets;
}

function readCodes(resource: Record<string, unknown>, shape: Shape): readonly ConceptCode[] {
  if (resource['compose'] === undefined) return [];
  const compose = shape.object(resource['compose'], 'compose');
  const codes: ConceptCode[] = [];
  for (const [at, each] of shape.list(compose?.['include'], 'compose.include').entries()) {
    const place = `compose.include[${at}]`;
    const include = shape.object(each, place);
    const uri = shape.text(include?.['system'], `${place}.system`);
    if (include === null || uri === null) continue;
    const system = canonicalSystem(uri);
    const listed = shape.list(include['concept'], `${place}.concept`);
    const filters = shape.list(include['filter'], `${place}.filter`);
    if (filters.length > 1) shape.wrong(`${place}.filter`, 'more than one filter in one include');
    if (listed.length + filters.length === 0) shape.wrong(place, 'neither concept nor filter');
    for (const [index, one] of listed.entries()) {
      const where = `${place}.concept[${index}]`;
      const entry = shape.object(one, where);
      const code = shape.text(entry?.['code'], `${where}.code`);
      if (entry === null || code === null) continue;
      const display = shape.text(entry['display'], `${where}.display`);
      codes.push(readCode(entry, where, { system, code, match: 'exact' }, display, shape));
    }
    for (const one of filters) {
      const where = `${place}.filter[0]`;
      const filter = shape.object(one, where);
      const code = readPrefix(filter, system, where, shape);
      if (filter === null || code === null) continue;
      const [display] = extensionsOf(filter, `${EXTENSION}/display`, where, shape);
      const label = shape.text(display?.value['valueString'], `${where}.extension`);
      codes.push(readCode(filter, where, { system, code, match: 'prefix' }, label, shape));
    }
  }
  return codes;
}

function readPrefix(
  filter: Record<string, unknown> | null,
  system: string,
  place: string,
  shape: Shape,
): string | null {
  if (filter === null) return null;
  if (filter['property'] !== 'code' || filter['op'] !== 'regex') {
    return shape.wrong(place, 'not a regex filter on code');
  }
  if (!isPrefixSystem(system)) return shape.wrong(place, `${system} is not matched by prefix`);
  const value = shape.text(filter['value'], `${place}.value`);
  const prefix = value === null ? null : /^((?:[A-Za-z0-9-]|\\\.)+)\.\*$/.exec(value)?.[1];
  if (prefix === undefined || prefix === null) {
    return shape.wrong(`${place}.value`, 'not a prefix followed by .*');
  }
  return prefix.replaceAll('\\.', '.');
}

function readCode(
  element: Record<string, unknown>,
  place: string,
  code: Pick<ConceptCode, 'system' | 'code' | 'match'>,
  display: string | null,
  shape: Shape,
): ConceptCode {
  const [origin] = extensionsOf(element, `${EXTENSION}/code-source`, place, shape);
  const source = shape.text(origin?.value['valueString'], `${place}: code-source`);
  const facets = readFacets(element, `${EXTENSION}/code-facet`, place, shape);
  return {
    ...code,
    ...(display === null ? {} : { display }),
    source: source ?? '',
    ...(Object.keys(facets).length === 0 ? {} : { facets }),
  };
}
