import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openThread } from '../../src/cohort/open-worker.ts';
import { listExport } from '../../src/cohort/reading/export-folder.ts';
import { shareOut } from '../../src/cohort/reading/job.ts';

/**
 * Wall seconds to keep the lines of a file on disk by partition with so many threads, cut into
 * parts as the command line cuts it. Starting the threads is not counted.
 */
export async function threadSeconds(
  file: string,
  site: string,
  count: number,
  beside: string,
): Promise<number> {
  const folder = mkdtempSync(join(beside, 'threads-'));
  const writers = Array.from({ length: count }, (_, index) => `w${index}`);
  const group = { kind: 'group', deleted: [] } as const;
  const workers = await Promise.all(
    writers.map((writer) =>
      openThread({
        site,
        filtered: true,
        task: { kind: 'mapping' },
        workshop: { folder, writer, writers, partitions: 8 },
      }),
    ),
  );
  try {
    await Promise.all(workers.map((worker) => worker.do(group, () => {})));
    const start = performance.now();
    const jobs = listExport(file).lines.map((part) => ({ kind: 'collect', part }) as const);
    await shareOut(jobs, workers);
    await Promise.all(workers.map((worker) => worker.do(group, () => {})));
    return (performance.now() - start) / 1000;
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    rmSync(folder, { recursive: true });
  }
}
