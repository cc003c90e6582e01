import {
  changedJson,
  codedOutcome,
  entriesOf,
  madeFhir,
  readdressed,
  type Loose,
} from './alter.ts';
import type { Exchange, SandboxFault } from './fault.ts';

const SEARCHES = ['GET'] as const;
const DOORS = ['fhir'] as const;

interface Link {
  readonly relation: string;
  readonly url: string;
}

const isSearch = ({ url }: Exchange): boolean => url.pathname.split('/').length === 3;

/** The answer with its `next` link changed; `change` gets null where there is none, and may give one. */
async function withNext(
  exchange: Exchange,
  change: (next: string | null) => string | null,
  instead?: Request,
): Promise<Response> {
  return changedJson(await exchange.answer(instead), (json) => {
    if (entriesOf(json) === null) return json;
    const links = (Array.isArray(json['link']) ? json['link'] : []) as readonly Link[];
    const next = change(links.find(({ relation }) => relation === 'next')?.url ?? null);
    const rest = links.filter(({ relation }) => relation !== 'next');
    return { ...json, link: next === null ? rest : [...rest, { relation: 'next', url: next }] };
  });
}

/** The search cut into pages of so many, unless this is a later page already. */
export function inPages(exchange: Exchange, count: number): Request {
  return readdressed(exchange, (url) => {
    if (!url.searchParams.has('_page') && isSearch(exchange))
      url.searchParams.set('_count', String(count));
  });
}

/** Which page of its search this request asks for, from 1; told by a mark put on `next`. */
export function pageNumber({ url }: Exchange): number {
  return Number(url.searchParams.get('_nth') ?? '1');
}

/** Answers in pages of 20, each `next` marked with its number. */
export function numbered(exchange: Exchange): Promise<Response> {
  const mark = (next: string | null): string | null =>
    next === null ? null : `${next}&_nth=${pageNumber(exchange) + 1}`;
  return withNext(exchange, mark, inPages(exchange, 20));
}

async function endless(exchange: Exchange): Promise<Response> {
  const { url, type, origin } = exchange;
  const turn = Number(/^endless-(\d+)$/.exec(url.searchParams.get('_page') ?? '')?.[1] ?? '0');
  const next = `${origin}/fhir/${type}?_page=endless-${turn + 1}`;
  if (turn === 0) return withNext(exchange, () => next);
  return madeFhir(200, {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'next', url: next }],
  });
}

function stale(entry: Loose): Loose {
  const resource = { ...(entry['resource'] as Loose) };
  const quantity = resource['valueQuantity'] as Loose | undefined;
  return {
    ...entry,
    resource: {
      ...resource,
      meta: { versionId: '0', lastUpdated: '2001-01-01T00:00:00Z' },
      ...(quantity
        ? { valueQuantity: { ...quantity, value: Number(quantity['value']) / 10 } }
        : {}),
    },
  };
}

async function duplicated(exchange: Exchange): Promise<Response> {
  const { url, type, store } = exchange;
  const carried = url.searchParams.get('_carried');
  let last: string | null = null;
  const answer = await numbered(exchange);
  const changed = await changedJson(answer, (json) => {
    const entries = entriesOf(json);
    const first = entries?.[0]?.['resource'] as Loose | undefined;
    if (!entries || !first) return json;
    last = String(first['id']);
    const before = carried === null ? undefined : store.find(type ?? '', carried);
    const again = before ? [stale({ resource: before, search: { mode: 'match' } })] : [];
    return { ...json, entry: [...again, ...entries, ...entries.slice(0, 1).map(stale)] };
  });
  return changedJson(changed, (json) => {
    const link = (json['link'] ?? []) as readonly Link[];
    const marked = link.map((each) =>
      each.relation === 'next' ? { ...each, url: `${each.url}&_carried=${last}` } : each,
    );
    return { ...json, link: marked };
  });
}

/** Faults of the pages of a search. */
export const pagingFaults: readonly SandboxFault[] = [
  {
    name: 'small-pages',
    rows: [30],
    words: 'Every search comes in pages of five.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => exchange.answer(inPages(exchange, 5)),
  },
  {
    name: 'next-elsewhere',
    rows: [31],
    words: 'The next page is said to lie on another server.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) =>
      withNext(exchange, () => 'https://elsewhere.example/fhir/Observation?_page=2'),
  },
  {
    name: 'next-other-base',
    rows: [31],
    words: 'The next page is said to lie on this server, outside the FHIR base.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => withNext(exchange, () => `${exchange.origin}/other/Observation?_page=2`),
  },
  {
    name: 'next-loops',
    rows: [32],
    words: 'The next page is the page itself.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => withNext(exchange, () => exchange.url.href),
  },
  {
    name: 'next-never-ends',
    rows: [32],
    words: 'There is always one more page.',
    doors: DOORS,
    methods: SEARCHES,
    commit: endless,
  },
  {
    name: 'paging-expired',
    rows: [33],
    words: 'Pages of 20; every later page answers 410 Gone (with “times” 1, only the first).',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => {
      if (!exchange.url.searchParams.has('_page')) return exchange.answer(inPages(exchange, 20));
      const words = 'Search ID does not exist and may have expired';
      return madeFhir(410, codedOutcome('error', 'expired', '4113', words));
    },
  },
  {
    name: 'page-3-fails',
    rows: [34],
    words: 'Pages of 20; the third answers 500.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) =>
      pageNumber(exchange) === 3
        ? madeFhir(500, codedOutcome('fatal', 'exception', '500', 'Internal error'))
        : numbered(exchange),
  },
  {
    name: 'duplicate-ids',
    rows: [35],
    words: 'Pages of 20; outdated versions of rows come again, on the same and on later pages.',
    doors: DOORS,
    methods: SEARCHES,
    commit: duplicated,
  },
];
