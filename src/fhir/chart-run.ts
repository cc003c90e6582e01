import type { Fault } from '../faults.ts';
import type { AnyResource } from './answer.ts';
import type { Progress } from './chart.ts';
import type { Query } from './query.ts';
import type { ReadSystem } from './refilter.ts';
import { fetchAnswer, type Connection } from './request.ts';
import { RequestError } from './request-error.ts';
import { searchAll } from './search.ts';
import { explainFailure } from './search-fault.ts';
import type { Transport } from './transport.ts';

/** Milliseconds all requests of one reading may take together. */
export const runDeadline = 120_000;

/** One question of a reading. */
export interface Asked {
  /** For progress and faults. */
  readonly source: string;
  /** Concepts not loaded when it fails. */
  readonly serves: readonly string[];
}

/** What one reading has found out so far. Nothing is taken back. */
export interface Findings {
  readonly rows: AnyResource[];
  readonly void: Fault[];
  readonly faults: Fault[];
  readonly notLoaded: { readonly concept: string; readonly fault: Fault }[];
  skewMs: number | null;
}

/** One reading: many requests that stand or fall together. */
export interface ChartRun {
  readonly findings: Findings;
  /** Reads a search to its end: how many rows, or null when it failed; `rejected` when a simpler question may do. */
  search(query: Query): Promise<number | 'rejected' | null>;
  /** Reads one resource. */
  read(reference: string, serves: readonly string[], must: boolean): Promise<AnyResource | null>;
  /** Notes that concepts could not be read. */
  notLoaded(serves: readonly string[], fault: Fault): void;
  /** Ends the reading's timer. */
  close(): void;
}

/** What a run needs. */
export interface RunOptions {
  readonly transport: Transport;
  readonly readSystem: ReadSystem;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** Opens a reading. The first fault that voids it cancels what is still under way. */
export function openRun(connection: Connection, options: RunOptions): ChartRun {
  const stop = new AbortController();
  const findings: Findings = { rows: [], void: [], faults: [], notLoaded: [], skewMs: null };
  const counted = { done: 0, total: 0, rows: 0 };
  const giveUp = () => stop.abort();
  options.signal?.addEventListener('abort', giveUp, { signal: stop.signal });
  if (options.signal?.aborted === true) giveUp();

  const voided = (fault: Fault) => {
    if (findings.void.length === 0 || fault.kind === 'foreign-patient') findings.void.push(fault);
    stop.abort();
  };
  const timer = setTimeout(
    () => voided({ kind: 'not-answered', source: 'run', attempts: 1 }),
    runDeadline,
  );
  const notLoaded = (serves: readonly string[], fault: Fault) => {
    for (const concept of serves) findings.notLoaded.push({ concept, fault });
    findings.faults.push(fault);
  };
  const tracked = async <T>(
    source: string,
    ask: (report: (rows: number) => void) => Promise<T>,
  ): Promise<T | null> => {
    counted.total += 1;
    let own = 0;
    const report = (rows: number) => {
      counted.rows += rows - own;
      own = rows;
      options.onProgress?.({ query: source, ...counted });
    };
    try {
      return await ask(report);
    } catch (error) {
      if (error instanceof RequestError && error.failure === 'aborted') return null;
      throw error;
    } finally {
      counted.done += 1;
      options.onProgress?.({ query: source, ...counted });
    }
  };

  return {
    findings,
    notLoaded,
    close: () => {
      clearTimeout(timer);
      stop.abort();
    },
    search: (query) =>
      tracked(query.id, async (report) => {
        const { transport, readSystem } = options;
        const manner = { transport, readSystem, signal: stop.signal, onPage: report };
        const result = await searchAll(connection, query, manner);
        if (result.kind === 'rejected') return 'rejected' as const;
        if (result.kind === 'void') voided(result.fault);
        if (result.kind === 'not-loaded') notLoaded(query.serves, result.fault);
        if (result.kind !== 'complete') return null;
        findings.rows.push(...result.rows);
        findings.faults.push(...result.faults);
        findings.skewMs ??= result.skewMs;
        if (result.suppressed !== null) notLoaded(query.serves, result.suppressed);
        return result.rows.length;
      }),
    read: (reference, serves, must) =>
      tracked(reference.split('/')[0] ?? '', async () => {
        const [type = ''] = reference.split('/');
        const asked = { target: reference, expects: [type], signal: stop.signal };
        try {
          const answer = await fetchAnswer(connection, asked, options.transport);
          findings.skewMs ??= answer.skewMs;
          return answer.resource;
        } catch (error) {
          if (!(error instanceof RequestError) || error.failure === 'aborted') throw error;
          const failure = explainFailure(error, type);
          if (must || failure.kind === 'void') voided(failure.fault);
          else notLoaded(serves, failure.fault);
          return null;
        }
      }),
  };
}
