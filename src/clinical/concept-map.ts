import { canonicalSystem, UCUM } from './code-systems.ts';
import { isObject } from '../model/json-shape.ts';
import { JsonReader, type Problem } from './json-reader.ts';
import { BASE } from './value-set.ts';

/** The code system of our concepts: the target of a hospital's code map. */
export const CONCEPTS = `${BASE}/CodeSystem/concept`;

/** A hospital's own code and the concept it means. */
export interface LocalCode {
  /** Empty when the hospital's codings carry no system. */
  readonly system: string;
  readonly code: string;
  readonly display?: string;
  readonly concept: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly place: string;
}

/** A hospital's spelling of a unit, for one concept. */
export interface LocalUnit {
  readonly written: string;
  readonly ucum: string;
  readonly concept: string;
  readonly place: string;
}

/** R4 equivalences that let the local code stand for the concept; `wider`: our concept is the wider of the two. */
const STANDS_FOR = ['equal', 'equivalent', 'wider', 'subsumes'];
/** Said on purpose: this local code means none of our concepts. */
const STANDS_FOR_NONE = ['unmatched', 'disjoint'];

/**
 * A hospital's codes and unit spellings from one FHIR R4 ConceptMap. A group
 * whose target is our concept code system maps codes (`dependsOn` gives
 * facets, such as `mode` = `VA`); a group whose target is UCUM maps unit
 * spellings (`dependsOn` with property `concept` names the concept, once for
 * each concept it holds for).
 */
export function readConceptMap(json: unknown): {
  readonly codes: readonly LocalCode[];
  readonly units: readonly LocalUnit[];
  readonly problems: readonly Problem[];
} {
  const reader = new JsonReader();
  const codes: LocalCode[] = [];
  const units: LocalUnit[] = [];
  const resource = reader.object(json, '');
  if (resource !== null && resource['resourceType'] !== 'ConceptMap') {
    reader.wrong('resourceType', 'not ConceptMap');
  } else if (resource !== null) {
    for (const [index, each] of reader.list(resource['group'], 'group').entries()) {
      readGroup(each, `group[${index}]`, reader, codes, units);
    }
  }
  return { codes, units, problems: reader.problems };
}

function readGroup(
  json: unknown,
  place: string,
  reader: JsonReader,
  codes: LocalCode[],
  units: LocalUnit[],
): void {
  const group = reader.object(json, place);
  if (group === null) return;
  const target = reader.text(group['target'], `${place}.target`);
  if (target === null) return;
  const toUnits = canonicalSystem(target) === UCUM;
  if (!toUnits && target !== CONCEPTS) {
    reader.wrong(`${place}.target`, `neither ${CONCEPTS} nor ${UCUM}`);
    return;
  }
  const source = group['source'];
  if (source !== undefined) reader.text(source, `${place}.source`);
  const system = typeof source === 'string' ? canonicalSystem(source) : '';
  const elements = reader.list(group['element'], `${place}.element`);
  if (elements.length === 0) reader.wrong(`${place}.element`, 'missing');
  for (const [index, each] of elements.entries()) {
    const where = `${place}.element[${index}]`;
    const element = reader.object(each, where);
    const code = reader.text(element?.['code'], `${where}.code`);
    if (element === null || code === null) continue;
    const display = typeof element['display'] === 'string' ? element['display'] : undefined;
    for (const meant of readTargets(element, where, reader)) {
      if (toUnits) {
        units.push(...unitsOf(code, meant, reader));
      } else {
        const { concept: _, ...facets } = meant.dependsOn;
        const label = display === undefined ? {} : { display };
        codes.push({ system, code, ...label, concept: meant.code, facets, place: where });
      }
    }
  }
}

interface Target {
  readonly code: string;
  readonly dependsOn: Readonly<Record<string, string>>;
  readonly concepts: readonly string[];
  readonly place: string;
}

function readTargets(
  element: Record<string, unknown>,
  place: string,
  reader: JsonReader,
): readonly Target[] {
  const targets: Target[] = [];
  const list = reader.list(element['target'], `${place}.target`);
  if (list.length === 0) reader.wrong(`${place}.target`, 'missing');
  for (const [index, each] of list.entries()) {
    const where = `${place}.target[${index}]`;
    const target = reader.object(each, where);
    const equivalence = reader.text(target?.['equivalence'], `${where}.equivalence`);
    if (target === null || equivalence === null || STANDS_FOR_NONE.includes(equivalence)) continue;
    if (!STANDS_FOR.includes(equivalence)) {
      reader.wrong(
        `${where}.equivalence`,
        `${equivalence}; use one of ${[...STANDS_FOR, ...STANDS_FOR_NONE].join(', ')}`,
      );
      continue;
    }
    const code = reader.text(target['code'], `${where}.code`);
    if (code === null) continue;
    const dependsOn: Record<string, string> = {};
    const concepts: string[] = [];
    for (const [at, one] of reader.list(target['dependsOn'], `${where}.dependsOn`).entries()) {
      const path = `${where}.dependsOn[${at}]`;
      const property = isObject(one) ? reader.text(one['property'], `${path}.property`) : null;
      const value = isObject(one) ? reader.text(one['value'], `${path}.value`) : null;
      if (!isObject(one)) reader.wrong(path, 'not an object');
      if (property === null || value === null) continue;
      dependsOn[property] = value;
      if (property === 'concept') concepts.push(value);
    }
    targets.push({ code, dependsOn, concepts, place: where });
  }
  return targets;
}

function unitsOf(written: string, target: Target, reader: JsonReader): readonly LocalUnit[] {
  if (target.concepts.length === 0) {
    reader.wrong(target.place, 'dependsOn with property concept missing: for which concept?');
  }
  return target.concepts.map((concept) => ({
    written,
    ucum: target.code,
    concept,
    place: target.place,
  }));
}
