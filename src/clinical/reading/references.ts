import { asObject, asObjects, asText, type Json } from './json.ts';

/**
 * A reference as `Type/id`: server address, version and `urn:uuid:` prefix
 * left out. Contained (`#id`) and merely described references are null.
 */
export function localReference(reference: unknown): string | null {
  const text = asText(reference);
  if (text === null || text.startsWith('#')) return null;
  if (text.startsWith('Patient/') && text.indexOf('/', 8) === -1) return text;
  const part = /(?:^|\/)([A-Z][A-Za-z]+\/[^/\s]+)(?:\/_history\/[^/]+)?$/.exec(text);
  return part?.[1] ?? text.replace(/^urn:uuid:/, '');
}

/** How a resource is referred to; a resource without an id is told apart by its place alone. */
export function referenceOf(resource: Json, row: number): string {
  const type = String(resource['resourceType']);
  const id = asText(resource['id']);
  return id === null ? `${type}/without-id-${row + 1}` : `${type}/${id}`;
}

/** Types other resources point at for their meaning. */
const TARGETS = ['Medication', 'Device', 'BiologicallyDerivedProduct', 'Specimen'];

/** Finds what a reference means: contained in its holder, or among the resources given. */
export function resolver(
  resources: readonly Json[],
): (reference: unknown, holder: Json) => Json | null {
  const known = new Map<string, Json>();
  for (const resource of resources) {
    const type = resource['resourceType'];
    if (typeof type !== 'string' || !TARGETS.includes(type)) continue;
    const id = asText(resource['id']);
    if (id === null) continue;
    known.set(`${type}/${id}`, resource);
    known.set(id, resource);
  }
  return (reference, holder) => {
    if (typeof reference !== 'string') return null;
    if (reference.startsWith('#')) {
      const id = reference.slice(1);
      return asObjects(holder['contained']).find((each) => each['id'] === id) ?? null;
    }
    const local = localReference(reference);
    return local === null ? null : (known.get(local) ?? null);
  };
}

/** References to products and devices that a transfusion or a device use says it used. */
export function referencesInUse(resources: readonly Json[]): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (reference: unknown) => {
    const local = localReference(reference);
    if (local !== null) used.add(local);
  };
  for (const resource of resources) {
    const type = resource['resourceType'];
    if (type === 'DeviceUseStatement') add(asObject(resource['device'])?.['reference']);
    if (type !== 'Procedure') continue;
    for (const each of asObjects(resource['usedReference'])) add(each['reference']);
  }
  return used;
}
