import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { Problem } from '../problem.ts';
import type { Access } from './access.ts';
import { intervalsAt, type Surroundings } from './match.ts';
import { valuesAt } from './path.ts';
import type { Pages } from './pages.ts';
import type { Inclusion, Query } from './query.ts';
import type { SearchParameter } from './search-parameters.ts';
import type { Store, Stored } from './store.ts';

/** What a search runs on. */
export interface Library extends Surroundings {
  readonly store: Store;
  readonly pages: Pages;
  /** Resource types a client may file. */
  readonly writable: readonly string[];
}

function candidates(query: Query, access: Access, store: Store): readonly Stored[] {
  const { type, patients } = query;
  const launch = access.onlyPatient(type, 's');
  if (launch !== null && patients?.some((id) => id !== launch)) {
    throw new Problem(403, 'forbidden', 'This access is for another patient.');
  }
  if (patients) return patients.flatMap((id) => store.all(type, id));
  return store.all(type);
}

function sortKey(resource: Stored, parameter: SearchParameter, zone: string): number | string {
  if (parameter.kind === 'date') return intervalsAt(resource, parameter, zone)[0]?.from ?? Infinity;
  const first = parameter.paths.flatMap((path) => valuesAt(resource, path))[0];
  if (parameter.kind === 'quantity') return Number(valuesAt(first, 'value')[0] ?? Infinity);
  return typeof first === 'string' ? first : JSON.stringify(first ?? '');
}

function sorted(found: Stored[], query: Query, zone: string): Stored[] {
  if (query.sort.length === 0) return found;
  const keyed = found.map((resource) => ({
    resource,
    keys: query.sort.map(({ parameter }) => sortKey(resource, parameter, zone)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { descending }] of query.sort.entries()) {
      const left = a.keys[index] ?? '';
      const right = b.keys[index] ?? '';
      if (left !== right) return left < right === descending ? 1 : -1;
    }
    return 0;
  });
  return keyed.map(({ resource }) => resource);
}

/** All resources a query finds, in its order, as far as the access allows. */
export function findAll(query: Query, access: Access, library: Library): readonly Stored[] {
  if (!access.mayUse(query.type, 's')) {
    throw new Problem(403, 'forbidden', `${query.type} is not among the granted scopes.`);
  }
  const found = candidates(query, access, library.store).filter(
    (resource) => access.maySee(resource, 's') && query.tests.every((test) => test(resource)),
  );
  return sorted([...found], query, library.zone);
}

function follow(inclusion: Inclusion, from: Stored, store: Store): readonly Stored[] {
  if (inclusion.type !== from.resourceType) return [];
  return inclusion.parameter.paths
    .flatMap((path) => valuesAt(from, `${path}.reference`))
    .flatMap((reference) => {
      const [type = '', id = ''] = String(reference).split('/').slice(-2);
      return store.find(type, id) ?? [];
    });
}

function referring(inclusion: Inclusion, to: Stored, store: Store): readonly Stored[] {
  const wanted = `${to.resourceType}/${to.id}`;
  return store
    .all(inclusion.type)
    .filter((each) =>
      inclusion.parameter.paths.some((path) =>
        valuesAt(each, `${path}.reference`).includes(wanted),
      ),
    );
}

function included(page: readonly Stored[], query: Query, access: Access, store: Store): Stored[] {
  const matches = new Set(page.map((each) => `${each.resourceType}/${each.id}`));
  const extra = new Map<string, Stored>();
  for (const resource of page) {
    const linked = [
      ...query.include.flatMap((inclusion) => follow(inclusion, resource, store)),
      ...query.revinclude.flatMap((inclusion) => referring(inclusion, resource, store)),
    ];
    for (const each of linked) {
      const key = `${each.resourceType}/${each.id}`;
      if (!matches.has(key) && access.maySee(each, 'r')) extra.set(key, each);
    }
  }
  return [...extra.values()];
}

function trimmed(resource: Stored, elements: readonly string[] | null): FhirResource {
  if (elements === null) return resource;
  const keep = new Set(['resourceType', 'id', 'meta', 'status', 'subject', ...elements]);
  const kept = Object.fromEntries(Object.entries(resource).filter(([name]) => keep.has(name)));
  const subsetted = {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
    code: 'SUBSETTED',
  };
  return { ...kept, meta: { ...resource.meta, tag: [subsetted] } } as unknown as FhirResource;
}

/** A result cut into pages: where this page starts and what the search was. */
export interface Cut {
  readonly query: Query;
  readonly found: readonly Stored[];
  readonly offset: number;
  readonly self: string;
}

/** One page of a result as a searchset Bundle, with an opaque `next` if more follows. */
export function pageOf(cut: Cut, access: Access, library: Library): Bundle {
  const { query, found, offset, self } = cut;
  const { base, store, pages } = library;
  const total = found.length;
  const link = [{ relation: 'self', url: self }];
  if (query.countOnly) return { resourceType: 'Bundle', type: 'searchset', total, link };
  const page = found.slice(offset, offset + query.count);
  const entryOf = (resource: Stored, mode: 'match' | 'include'): BundleEntry => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource: trimmed(resource, mode === 'match' ? query.elements : null),
    search: { mode },
  });
  if (offset + page.length < total) {
    const key = pages.keep({ ...cut, offset: offset + page.length });
    link.push({ relation: 'next', url: `${base}/${query.type}?_page=${key}` });
  }
  const entry = [
    ...page.map((resource) => entryOf(resource, 'match')),
    ...included(page, query, access, store).map((resource) => entryOf(resource, 'include')),
  ];
  const head = { resourceType: 'Bundle', type: 'searchset', total, link } as const;
  return entry.length > 0 ? { ...head, entry } : { ...head };
}
