import { canonicalSystem, isPrefixSystem } from './code-systems.ts';
import type { AcceptedUnit, Concept, ConceptCode, Measurement } from './codebook.ts';
import {
  extensionsOf,
  partNumber,
  partRange,
  partText,
  partTexts,
  type Extension,
} from './fhir-extension.ts';
import { isObject } from '../model/json-shape.ts';
import { JsonReader, type Problem } from './json-reader.ts';

/** Where our own canonical URLs live. */
export const BASE = 'https://ecmo-ich-risk.example/fhir';
const EXTENSION = `${BASE}/StructureDefinition`;
const KINDS = ['measured', 'given', 'supported', 'happened', 'look-alike'] as const;

/**
 * One concept from one FHIR R4 ValueSet: facts of the concept in its
 * extensions, codes in `compose.include` (enumerated, or by prefix as a
 * `regex` filter on `code` for ICD and OPS). Every mismatch is listed. Units
 * and codes without a source, and codes without a display, are mismatches,
 * unless the resource is tagged `SUBSETTED` and so says that it left them out.
 */
export function readValueSet(json: unknown): {
  readonly concept: Concept | null;
  readonly problems: readonly Problem[];
} {
  const reader = new JsonReader();
  const concept = readConcept(json, reader);
  return { concept: reader.problems.length === 0 ? concept : null, problems: reader.problems };
}

function readConcept(json: unknown, reader: JsonReader): Concept | null {
  const resource = reader.object(json, '');
  if (resource === null) return null;
  if (resource['resourceType'] !== 'ValueSet') return reader.wrong('resourceType', 'not ValueSet');
  const id = reader.text(resource['id'], 'id');
  const title = reader.text(resource['title'], 'title');
  if (id === null || title === null) return null;
  if (resource['url'] !== `${BASE}/ValueSet/${id}`) {
    reader.wrong('url', `not ${BASE}/ValueSet/${id}`);
  }
  reader.text(resource['version'], 'version');
  if (resource['status'] !== 'active') reader.wrong('status', 'not active');
  const [facts] = extensionsOf(resource, `${EXTENSION}/concept`, '', reader);
  if (facts === undefined) return reader.wrong('extension', 'the concept extension is missing');
  const written = partText(facts, 'kind', reader, true);
  const kind = KINDS.find((each) => each === written);
  if (kind === undefined) return reader.wrong(facts.place, `kind is none of ${KINDS.join(', ')}`);
  const refines = partText(facts, 'refines', reader, false);
  if (kind === 'look-alike' && refines === null) reader.wrong(facts.place, 'refines missing');
  const resources = partTexts(facts, 'resource', reader);
  if (resources.length === 0) reader.wrong(facts.place, 'resource missing');
  const isSubset = isSubsetted(resource);
  const measurement = readMeasurement(resource, isSubset, reader);
  if (kind === 'measured' && measurement === null) reader.wrong('extension', 'measurement missing');
  return {
    id,
    title,
    kind,
    ...(refines === null ? {} : { refines }),
    resources,
    ...(measurement === null ? {} : { measurement }),
    facets: readFacets(facts.value, 'facet', facts.place, reader),
    codes: readCodes(resource, isSubset, reader),
  };
}

/** Whether the resource says that it does not carry all of its content (R4 resource, `meta.tag`). */
function isSubsetted(resource: Record<string, unknown>): boolean {
  const { meta } = resource;
  const tags = isObject(meta) ? meta['tag'] : undefined;
  return Array.isArray(tags) && tags.some((tag) => isObject(tag) && tag['code'] === 'SUBSETTED');
}

function readMeasurement(
  resource: Record<string, unknown>,
  isSubset: boolean,
  reader: JsonReader,
): Measurement | null {
  const [facts] = extensionsOf(resource, `${EXTENSION}/measurement`, '', reader);
  if (facts === undefined) return null;
  const unit = partText(facts, 'unit', reader, true);
  const plausible = partRange(facts, 'plausible', reader);
  if (plausible === null) reader.wrong(facts.place, 'plausible missing');
  const upperReference = partRange(facts, 'upper-reference', reader);
  const accepted = extensionsOf(facts.value, 'accepted', facts.place, reader).flatMap((part) =>
    readAccepted(part, isSubset, reader),
  );
  if (accepted.length === 0) reader.wrong(facts.place, 'no unit is accepted');
  const shown = readShown(facts, accepted, reader);
  if (unit === null || plausible === null) return null;
  return {
    unit,
    accepted,
    plausible,
    ...(upperReference === null ? {} : { upperReference }),
    ...(Object.keys(shown).length === 0 ? {} : { shown }),
  };
}

/** The units it is shown in, each one of those it accepts. */
function readShown(
  facts: Extension,
  accepted: readonly AcceptedUnit[],
  reader: JsonReader,
): NonNullable<Measurement['shown']> {
  const conventional = partText(facts, 'shown-conventional', reader, false);
  const SI = partText(facts, 'shown-si', reader, false);
  for (const unit of [conventional, SI]) {
    if (unit !== null && !accepted.some((one) => one.ucum === undefined && one.unit === unit))
      reader.wrong(facts.place, `shown in a unit that is not accepted: ${unit}`);
  }
  return { ...(conventional === null ? {} : { conventional }), ...(SI === null ? {} : { SI }) };
}

/** A UCUM code with its factor, and every spelling listed for it. */
function readAccepted(
  part: Extension,
  isSubset: boolean,
  reader: JsonReader,
): readonly AcceptedUnit[] {
  const ucum = partText(part, 'ucum', reader, true);
  const factor = partNumber(part, 'factor', reader);
  const source = partText(part, 'source', reader, !isSubset);
  const basis = partText(part, 'basis', reader, false);
  const to = partText(part, 'to', reader, false);
  const spellings = partTexts(part, 'written', reader);
  if (ucum === null || factor === null || (source === null && !isSubset)) return [];
  if (factor <= 0) reader.wrong(part.place, 'factor is not above zero');
  const facts = {
    factor,
    ...(source === null ? {} : { source }),
    ...(basis === null ? {} : { basis }),
    ...(to === null ? {} : { to }),
  };
  return [{ unit: ucum, ...facts }, ...spellings.map((unit) => ({ unit, ucum, ...facts }))];
}

function readFacets(
  element: Record<string, unknown>,
  url: string,
  place: string,
  reader: JsonReader,
): Record<string, string> {
  const facets: Record<string, string> = {};
  for (const part of extensionsOf(element, url, place, reader)) {
    const name = partText(part, 'name', reader, true);
    const value = partText(part, 'value', reader, true);
    if (name !== null && value !== null) facets[name] = value;
  }
  return facets;
}

function readCodes(
  resource: Record<string, unknown>,
  isSubset: boolean,
  reader: JsonReader,
): readonly ConceptCode[] {
  if (resource['compose'] === undefined) return [];
  const compose = reader.object(resource['compose'], 'compose');
  const codes: ConceptCode[] = [];
  for (const [at, each] of reader.list(compose?.['include'], 'compose.include').entries()) {
    const place = `compose.include[${at}]`;
    const include = reader.object(each, place);
    const uri = reader.text(include?.['system'], `${place}.system`);
    if (include === null || uri === null) continue;
    const system = canonicalSystem(uri);
    const listed = reader.list(include['concept'], `${place}.concept`);
    const filters = reader.list(include['filter'], `${place}.filter`);
    if (filters.length > 1) reader.wrong(`${place}.filter`, 'more than one filter in one include');
    if (listed.length + filters.length === 0) reader.wrong(place, 'neither concept nor filter');
    for (const [index, one] of listed.entries()) {
      const where = `${place}.concept[${index}]`;
      const entry = reader.object(one, where);
      const code = reader.text(entry?.['code'], `${where}.code`);
      if (entry === null || code === null) continue;
      const label = isSubset ? null : reader.text(entry['display'], `${where}.display`);
      const source = isSubset ? null : readSource(entry, where, reader);
      codes.push(
        readCode(entry, where, { system, code, match: 'exact' }, { label, source }, reader),
      );
    }
    for (const one of filters) {
      const where = `${place}.filter[0]`;
      const filter = reader.object(one, where);
      const code = readPrefix(filter, system, where, reader);
      if (filter === null || code === null) continue;
      const label = isSubset ? null : readLabel(filter, where, reader);
      const source = isSubset ? null : readSource(filter, where, reader);
      codes.push(
        readCode(filter, where, { system, code, match: 'prefix' }, { label, source }, reader),
      );
    }
  }
  return codes;
}

function readPrefix(
  filter: Record<string, unknown> | null,
  system: string,
  place: string,
  reader: JsonReader,
): string | null {
  if (filter === null) return null;
  if (filter['property'] !== 'code' || filter['op'] !== 'regex') {
    return reader.wrong(place, 'not a regex filter on code');
  }
  if (!isPrefixSystem(system)) return reader.wrong(place, `${system} is not matched by prefix`);
  const value = reader.text(filter['value'], `${place}.value`);
  const prefix = value === null ? null : /^((?:[A-Za-z0-9-]|\\\.)+)\.\*$/.exec(value)?.[1];
  if (prefix === undefined || prefix === null) {
    return reader.wrong(`${place}.value`, 'not a prefix followed by .*');
  }
  return prefix.replaceAll('\\.', '.');
}

/** How the codes below a prefix are called together. */
function readLabel(
  filter: Record<string, unknown>,
  place: string,
  reader: JsonReader,
): string | null {
  const [display] = extensionsOf(filter, `${EXTENSION}/display`, place, reader);
  return reader.text(display?.value['valueString'], `${place}.extension`);
}

function readSource(
  element: Record<string, unknown>,
  place: string,
  reader: JsonReader,
): string | null {
  const [origin] = extensionsOf(element, `${EXTENSION}/code-source`, place, reader);
  return reader.text(origin?.value['valueString'], `${place}: code-source`);
}

function readCode(
  element: Record<string, unknown>,
  place: string,
  code: Pick<ConceptCode, 'system' | 'code' | 'match'>,
  said: { readonly label: string | null; readonly source: string | null },
  reader: JsonReader,
): ConceptCode {
  const facets = readFacets(element, `${EXTENSION}/code-facet`, place, reader);
  return {
    ...code,
    ...(said.label === null ? {} : { display: said.label }),
    ...(said.source === null ? {} : { source: said.source }),
    ...(Object.keys(facets).length === 0 ? {} : { facets }),
  };
}
