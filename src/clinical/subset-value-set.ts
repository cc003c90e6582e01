import { isObject } from '../model/json-shape.ts';
import { BASE } from './value-set.ts';

/** How FHIR marks a resource that does not carry all of its content (R4 resource, 2.26.4.1). */
const subsetted = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** The elements of a value set that its reading depends on. */
const elements = [
  'resourceType',
  'id',
  'url',
  'version',
  'title',
  'status',
  'extension',
  'compose',
] as const;

/** Extensions that say where something is from, or how a code reads to a person. */
const remarks: ReadonlySet<unknown> = new Set([
  'source',
  'plausible-source',
  'upper-reference-source',
  `${BASE}/StructureDefinition/code-source`,
  `${BASE}/StructureDefinition/display`,
]);

/**
 * A value set without what no answer can depend on: sources, descriptions,
 * dates, and the displays of codes, which are never matched by. Tagged
 * `SUBSETTED`. The subset of a subset is itself; what is no object comes back
 * as it is, for the reader to refuse.
 */
export function subsetValueSet(json: unknown): unknown {
  if (!isObject(json)) return json;
  const kept = elements.flatMap((name) =>
    json[name] === undefined ? [] : [[name, withoutRemarks(json[name], name)] as const],
  );
  return { ...Object.fromEntries(kept), meta: { tag: [subsetted] } };
}

function withoutRemarks(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items = name === 'extension' ? value.filter((one) => !isRemark(one)) : value;
    return items.map((one) => withoutRemarks(one, ''));
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([member]) => member !== 'display');
  const kept = members.map(([member, inner]) => [member, withoutRemarks(inner, member)] as const);
  return Object.fromEntries(
    kept.filter(([member, inner]) => member !== 'extension' || !isEmpty(inner)),
  );
}

function isRemark(extension: unknown): boolean {
  return isObject(extension) && remarks.has(extension['url']);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
