import type { PartReport } from './collect.ts';
import type { FilePart } from './lines.ts';
import type { Workshop } from './workshop.ts';

/** One piece of work for a worker, as it crosses to a thread. */
export type Job =
  | { readonly kind: 'collect'; readonly part: FilePart }
  | { readonly kind: 'collect-document'; readonly path: string }
  | { readonly kind: 'group'; readonly deleted: readonly string[] }
  | { readonly kind: 'patients'; readonly partition: number };

/** What came of it. */
export type JobResult =
  | { readonly kind: 'collected'; readonly report: PartReport | null }
  | { readonly kind: 'grouped' }
  | ({ readonly kind: 'patients' } & ReturnType<Workshop['patients']>);

/** Does jobs, one at a time. */
export interface JobWorker {
  do(job: Job, advanced: (bytes: number) => void): Promise<JobResult>;
  close(): Promise<void>;
}

/** A worker in this thread. */
export function localWorker(workshop: Workshop): JobWorker {
  let gone: ReadonlySet<string> = new Set();
  return {
    do: async (job, advanced) => {
      switch (job.kind) {
        case 'collect':
          return { kind: 'collected', report: await workshop.collect(job.part, advanced) };
        case 'collect-document':
          return { kind: 'collected', report: workshop.collectDocument(job.path) };
        case 'group':
          workshop.flush();
          gone = new Set(job.deleted);
          return { kind: 'grouped' };
        case 'patients':
          advanced(1);
          return { kind: 'patients', ...workshop.patients(job.partition, gone) };
        default:
          return job satisfies never;
      }
    },
    close: async () => {},
  };
}

/**
 * Shares jobs among workers: each takes the next when it is free.
 *
 * @returns the results in the order of the jobs
 */
export async function shareOut(
  jobs: readonly Job[],
  workers: readonly JobWorker[],
  advanced: (bytes: number) => void = () => {},
): Promise<readonly JobResult[]> {
  const results: JobResult[] = [];
  let next = 0;
  const work = async (worker: JobWorker): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++)
      results[index] = await worker.do(jobs[index]!, advanced);
  };
  await Promise.all(workers.map(work));
  return results;
}
