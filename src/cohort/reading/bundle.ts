import { isRow, type Row } from './reference.ts';

/** What a Bundle, an array or a single value of JSON holds. */
export interface BundleContent {
  readonly rows: readonly Row[];
  /** `Type/id` of resources a transaction deletes. */
  readonly deleted: readonly string[];
  /** Entries that hold no resource, or say that one was refused. */
  readonly bad: readonly BadEntry[];
  /** `Patient/id` of patients whose full address it gives: another address ending so is another patient. */
  readonly homes: ReadonlySet<string>;
  /** Its own address, and that of the page after it, where it is one of several. */
  readonly pages: Pages;
}

/** An entry that cannot be used. */
export interface BadEntry {
  /** `entry[3]`. */
  readonly place: string;
  readonly problem: string;
}

/** Addresses of pages of a search; they may name a patient and are never shown. */
export interface Pages {
  readonly own: readonly string[];
  readonly next: readonly string[];
}

interface Entry {
  readonly fullUrl?: unknown;
  readonly resource?: unknown;
  readonly request?: { readonly method?: unknown; readonly url?: unknown };
  readonly response?: { readonly status?: unknown };
}

/** The id a `fullUrl` names: what follows `urn:uuid:`, or the end of a server's address of that type. */
function idIn(fullUrl: string, type: string): string | undefined {
  const urn = /^urn:(?:uuid|oid):(.+)$/i.exec(fullUrl)?.[1];
  const [, of, id] = /^https?:.*\/([A-Za-z]+)\/([^/?#]+)$/i.exec(fullUrl) ?? [];
  return urn ?? (of === type ? id : undefined);
}

/**
 * Why an entry cannot be used: null when it can, or when it is a request or an
 * answer that needs no resource. An answer of 4xx or 5xx means that something
 * asked for is not there.
 */
function problemOf(entry: Entry | null): string | null {
  if (typeof entry !== 'object' || entry === null) return 'not a FHIR resource';
  const { resource, request, response } = entry;
  const status = /^[45]\d\d/.exec(String(response?.status ?? ''))?.[0];
  if (status !== undefined) return `the server answered ${status}`;
  const isSpeech =
    response !== undefined || /^(GET|HEAD|DELETE)$/.test(String(request?.method ?? ''));
  return isRow(resource) || (resource === undefined && isSpeech) ? null : 'not a FHIR resource';
}

function pagesOf(bundle: Row): Pages {
  const links = Array.isArray(bundle['link']) ? (bundle['link'] as unknown[]) : [];
  const named = (wanted: string): readonly string[] =>
    links.flatMap((link) => {
      const { relation, url } = (link ?? {}) as { relation?: unknown; url?: unknown };
      return relation === wanted && typeof url === 'string' ? [url] : [];
    });
  return { own: named('self'), next: named('next') };
}

/** A copy in which every `reference` found in `names`, of whatever version, is replaced. */
function withReferences(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((inner) => withReferences(inner, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      member === 'reference' && typeof inner === 'string'
        ? (names.get(inner.replace(/\/_history\/[^/]+$/, '')) ?? inner)
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
  const bad: BadEntry[] = [];
  const own: string[] = [];
  const next: string[] = [];
  const addPages = (pages: Pages): void => {
    own.push(...pages.own);
    next.push(...pages.next);
  };
  if (isRow(value)) addPages(pagesOf(value));
  const names = new Map<string, string>();
  const homes = new Set<string>();
  list.forEach((entry, index) => {
    const { fullUrl, resource, request } = entry ?? {};
    if (request?.method === 'DELETE' && typeof request.url === 'string')
      return void deleted.push(request.url);
    const problem = problemOf(entry);
    if (problem !== null) return void bad.push({ place: `entry[${index}]`, problem });
    if (!isRow(resource)) return;
    const inner = resource.resourceType === 'Bundle' ? readBundle(resource) : null;
    if (inner) {
      rows.push(...inner.rows);
      deleted.push(...inner.deleted);
      bad.push(...inner.bad.map((each) => ({ ...each, place: `entry[${index}].${each.place}` })));
      addPages(inner.pages);
      inner.homes.forEach((home) => homes.add(home));
      return;
    }
    const url = typeof fullUrl === 'string' ? fullUrl : undefined;
    const id = resource.id ?? (url === undefined ? undefined : idIn(url, resource.resourceType));
    const row = id === undefined || id === resource.id ? resource : { ...resource, id };
    if (url !== undefined && id !== undefined) {
      names.set(url, `${row.resourceType}/${id}`);
      if (row.resourceType === 'Patient' && /^https?:/i.test(url)) homes.add(`Patient/${id}`);
    }
    rows.push(row);
  });
  return {
    rows: names.size === 0 ? rows : rows.map((row) => withReferences(row, names) as Row),
    deleted,
    bad,
    homes,
    pages: { own, next },
  };
}
