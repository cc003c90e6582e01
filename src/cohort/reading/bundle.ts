import { isRow, type Row } from './reference.ts';

/** What a Bundle, an array or a single value of JSON holds. */
export interface BundleContent {
  readonly rows: readonly Row[];
  /** `Type/id` of resources a transaction deletes. */
  readonly deleted: readonly string[];
  /** Places of entries that hold no resource: `entry[3]`. */
  readonly notResources: readonly string[];
}

interface Entry {
  readonly fullUrl?: unknown;
  readonly resource?: unknown;
  readonly request?: { readonly method?: unknown; readonly url?: unknown };
}

const uuidOf = (fullUrl: string): string | undefined =>
  /^urn:(?:uuid|oid):(.+)$/i.exec(fullUrl)?.[1];

/** A copy in which every `reference` found in `names` is replaced. */
function withReferences(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((inner) => withReferences(inner, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      member === 'reference' && typeof inner === 'string'
        ? (names.get(inner) ?? inner)
        : withReferences(inner, names),
    ]),
  );
}

/**
 * The resources of a Bundle of any type, nested Bundles included, with
 * references by `fullUrl` replaced by `Type/id`; or of an array of resources.
 *
 * @returns null when the value is neither
 */
export function readBundle(value: unknown): BundleContent | null {
  if (!Array.isArray(value) && !(isRow(value) && value.resourceType === 'Bundle')) return null;
  const list = Array.isArray(value)
    ? value.map((resource: unknown): Entry => ({ resource }))
    : Array.isArray(value['entry'])
      ? (value['entry'] as (Entry | null)[])
      : [];
  const rows: Row[] = [];
  const deleted: string[] = [];
  const notResources: string[] = [];
  const names = new Map<string, string>();
  list.forEach((entry, index) => {
    const { fullUrl, resource, request } = entry ?? {};
    if (request?.method === 'DELETE' && typeof request.url === 'string')
      return void deleted.push(request.url);
    if (!isRow(resource)) return void notResources.push(`entry[${index}]`);
    const inner = resource.resourceType === 'Bundle' ? readBundle(resource) : null;
    if (inner) {
      rows.push(...inner.rows);
      deleted.push(...inner.deleted);
      notResources.push(...inner.notResources.map((place) => `entry[${index}].${place}`));
      return;
    }
    const url = typeof fullUrl === 'string' ? fullUrl : undefined;
    const id = resource.id ?? (url === undefined ? undefined : uuidOf(url));
    const row = id === undefined || id === resource.id ? resource : { ...resource, id };
    if (url !== undefined && id !== undefined) names.set(url, `${row.resourceType}/${id}`);
    rows.push(row);
  });
  return {
    rows: names.size === 0 ? rows : rows.map((row) => withReferences(row, names) as Row),
    deleted,
    notResources,
  };
}
