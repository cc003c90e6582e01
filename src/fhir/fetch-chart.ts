import type { Codebook } from '../clinical/codebook.ts';
import type { Site } from '../clinical/site.ts';
import type { ModelDocument } from '../model/document.ts';
import { askFirst, askRest, type Reading } from './chart-rounds.ts';
import { openRun } from './chart-run.ts';
import type { Chart, Progress } from './chart.ts';
import type { Session } from './context.ts';
import { essentialConcepts } from './essential-concepts.ts';
import { joinChart } from './join-chart.ts';
import { planQueries, type PlanFacts } from './queries.ts';
import { browserTransport, type Transport } from './transport.ts';

/** What a reading needs besides the session. */
export interface ChartOptions {
  readonly site: Site;
  readonly codebook: Codebook;
  /** Milliseconds since 1970 UTC, by this computer's clock. */
  readonly now: number;
  /** With a model, what its risk depends on is read first; without one, all at once. */
  readonly model?: ModelDocument;
  /**
   * Called once with everything the risk depends on, while the rest is still
   * being read. What comes later may void it, never complete it.
   */
  readonly onEssential?: (chart: Chart) => void;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** `categories` reads all laboratory results, for the mapping report. */
  readonly breadth?: 'codes' | 'categories';
  readonly transport?: Transport;
}

/** Milliseconds the plan waits for a CapabilityStatement that is late; without it everything is tried. */
const patience = 1_500;
/** A token that lasts less than this is renewed first, where the site asks for that, so that one run has one token. */
const tokenReserve = 90_000;

/**
 * Reads the patient's record. What the risk depends on goes in one parallel
 * round; a second follows only for questions the server did not accept and for
 * rows that others point at. The lanes beside the risk are read after it. The
 * result is complete, or says that it is void; it is never half.
 * @throws an `AbortError` when the caller's signal aborts, and nothing else for a hospital's fault
 */
export async function fetchChart(session: Session, options: ChartOptions): Promise<Chart> {
  const { site, codebook, now, signal } = options;
  const transport = options.transport ?? browserTransport();
  if (session.expiresAt() - now < tokenReserve) await session.renew();
  const run = openRun(session, {
    transport,
    readSystem: (uri) => codebook.system(uri),
    signal,
    onProgress: options.onProgress,
  });
  try {
    const capabilities = await Promise.race([
      session.capabilities,
      transport.pause(patience, signal).then(() => null),
    ]);
    const { scopes, patient } = session;
    const { breadth, model } = options;
    const facts: PlanFacts = {
      codebook,
      site,
      scopes,
      capabilities,
      patient,
      now,
      ...(breadth === undefined ? {} : { breadth }),
      ...(model === undefined ? {} : { essential: essentialConcepts(model, codebook) }),
    };
    const plan = planQueries(facts);
    const reading: Reading = { run, session, facts, plan, followed: new Set() };
    const first = await askFirst(reading);
    signal?.throwIfAborted();
    const pending = plan.queries.filter(({ canWait }) => canWait === true);
    if (pending.length > 0 && options.onEssential !== undefined) {
      const chart = joinChart(run.findings, first.rows, session, now);
      const concepts = new Set(pending.flatMap(({ serves }) => serves));
      if (chart.void.length === 0) options.onEssential({ ...chart, pending: [...concepts] });
    }
    await askRest(reading, first.answers);
    signal?.throwIfAborted();
    return joinChart(run.findings, first.rows, session, now);
  } finally {
    run.close();
  }
}
