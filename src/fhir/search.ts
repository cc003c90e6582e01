import type { Fault } from '../faults.ts';
import { resolveOnBase } from './address.ts';
import type { AnyResource } from './answer.ts';
import { readBundlePage, type BundlePage } from './bundle-page.ts';
import { dropRepeats, rowKey } from './drop-repeats.ts';
import { readMeaning } from './outcome.ts';
import { queryTarget, type Query } from './query.ts';
import { refilter, unstated, type ReadSystem } from './refilter.ts';
import { fetchAnswer, type Connection } from './request.ts';
import { RequestError } from './request-error.ts';
import { explainBrokenPage, explainFailure, type SearchFailure } from './search-fault.ts';
import type { Transport } from './transport.ts';

/** Most pages and rows one search may have; beyond, it is void rather than cut. */
export const mostPages = 300;
export const mostRows = 50_000;
/** Pages in a row that bring nothing new; beyond, the server goes round in circles. */
const mostBarrenPages = 20;

/** A whole result list. */
export interface SearchRows {
  readonly kind: 'complete';
  /** Every version of every row once, included resources after them. */
  readonly rows: readonly AnyResource[];
  /** Worth saying; the rows stand. */
  readonly faults: readonly Fault[];
  /** Set when the server said that it kept something back. */
  readonly suppressed: Fault | null;
  readonly skewMs: number | null;
}

/** How a search is run. */
export interface SearchManner {
  readonly transport: Transport;
  readonly readSystem: ReadSystem;
  readonly signal?: AbortSignal | undefined;
  /** Called with the rows so far after every page. */
  readonly onPage?: ((rows: number) => void) | undefined;
}

/**
 * Reads a search to its last page, or says why it is no answer. All pages or
 * nothing: a later page that fails, a loop, a link elsewhere or too many rows
 * void the whole. An expired paging session is begun again, once.
 * @throws {RequestError} with `aborted` when the caller gave up
 */
export async function searchAll(
  connection: Connection,
  query: Query,
  manner: SearchManner,
): Promise<SearchRows | SearchFailure> {
  const first = await readPages(connection, query, manner);
  const result = first.kind === 'expired' ? await readPages(connection, query, manner) : first;
  if (result.kind === 'expired') {
    return {
      kind: 'void',
      fault: { kind: 'cut-short', source: query.id, pagesRead: result.pagesRead },
    };
  }
  return result;
}

type Expired = { readonly kind: 'expired'; readonly pagesRead: number };

async function readPages(
  connection: Connection,
  query: Query,
  manner: SearchManner,
): Promise<SearchRows | SearchFailure | Expired> {
  const source = query.id;
  const pages: BundlePage[] = [];
  const seen = new Set<string>();
  let skewMs: number | null = null;
  let target: string | null = queryTarget(query);
  const known = new Set<string>();
  let barren = 0;
  while (target !== null) {
    const address: URL | null = resolveOnBase(connection.base, target);
    if (address === null) return { kind: 'void', fault: { kind: 'foreign-link', source } };
    if (seen.has(address.href) || pages.length >= mostPages) return cutShort(source, pages.length);
    seen.add(address.href);
    try {
      const { signal } = manner;
      const asked = { target, expects: ['Bundle'], signal };
      const answer = await fetchAnswer(connection, asked, manner.transport);
      skewMs ??= answer.skewMs;
      const page = readBundlePage(answer.resource as AnyResource, query.type);
      if (page.issues.some((issue) => readMeaning(issue) === 'expired')) {
        return { kind: 'expired', pagesRead: pages.length };
      }
      pages.push(page);
      const before = known.size;
      for (const row of page.rows) known.add(rowKey(row));
      barren = known.size === before ? barren + 1 : 0;
      if (known.size > mostRows || barren >= mostBarrenPages) return cutShort(source, pages.length);
      manner.onPage?.(known.size);
      target = page.next;
    } catch (error) {
      if (!(error instanceof RequestError) || error.failure === 'aborted') throw error;
      if (error.status === 410 || error.has('4113'))
        return { kind: 'expired', pagesRead: pages.length };
      if (pages.length === 0) return explainFailure(error, source);
      return { kind: 'void', fault: explainBrokenPage(error, source, pages.length) };
    }
  }
  return joinPages(pages, query, manner.readSystem, skewMs);
}

function cutShort(source: string, pagesRead: number): SearchFailure {
  return { kind: 'void', fault: { kind: 'cut-short', source, pagesRead } };
}

function joinPages(
  pages: readonly BundlePage[],
  query: Query,
  readSystem: ReadSystem,
  skewMs: number | null,
): SearchRows | SearchFailure {
  const source = query.id;
  const issues = pages.flatMap((page) => page.issues);
  const meanings = issues.map((issue) => ({ issue, meaning: readMeaning(issue) }));
  const codeOf = (wanted: string) => {
    const found = meanings.find(({ meaning }) => meaning === wanted)?.issue;
    return found === undefined ? null : (found.details[0] ?? found.code);
  };
  const restricted = codeOf('restricted');
  if (restricted !== null)
    return { kind: 'void', fault: { kind: 'suppressed', source, code: restricted } };
  if (codeOf('failed') !== null) {
    return { kind: 'void', fault: { kind: 'unexpected-answer', source, status: 200 } };
  }
  const incomplete = codeOf('incomplete');
  const rows = dropRepeats(pages.flatMap((page) => page.rows));
  const filtered = refilter(rows, query, readSystem);
  const faults: Fault[] = [...filtered.faults];
  const empty = pages.reduce((sum, page) => sum + page.empty, 0);
  if (empty > 0) faults.push({ kind: 'not-a-resource', source });
  const named = new Set(
    faults.flatMap((fault) => (fault.kind === 'filter-ignored' ? [fault.parameter] : [])),
  );
  for (const parameter of unstated(query, pages[0]?.self ?? null)) {
    if (!named.has(parameter)) faults.push({ kind: 'filter-ignored', source, parameter, rows: 0 });
  }
  if (codeOf('filter-ignored') !== null && faults.every(({ kind }) => kind !== 'filter-ignored')) {
    faults.push({ kind: 'filter-ignored', source, parameter: 'unnamed', rows: 0 });
  }
  return {
    kind: 'complete',
    rows: [...filtered.rows, ...dropRepeats(pages.flatMap((page) => page.included))],
    faults,
    suppressed: incomplete === null ? null : { kind: 'suppressed', source, code: incomplete },
    skewMs,
  };
}
