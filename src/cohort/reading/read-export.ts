import { availableParallelism } from 'node:os';
import { CommandError } from '../command-error.ts';
import type { Console } from '../console.ts';
import type { PartReport } from './collect.ts';
import { listExport, type ExportFiles } from './export-folder.ts';
import { shareOut, type Job, type JobWorker } from './job.ts';
import { readJsonFile } from './json-file.ts';
import { mergePartitions } from './merge.ts';
import { isRow } from './reference.ts';
import { temporaryFolder } from './temporary-folder.ts';
import {
  tellBadLines,
  tellMissingPages,
  tellOwnerless,
  totals,
  type ReadingTotals,
} from './problems.ts';
import { unreadable } from './unreadable.ts';
import type { PatientLine, WorkshopSettings } from './workshop.ts';

/** How an input is read. */
export interface ReadingOptions {
  /** Threads; by default as many as there are cores when the input is large. */
  readonly workers?: number | undefined;
  /** The share of lines that may be bad, 0-1. */
  readonly maxBad: number;
  /** Where rows are grouped; by default the system's temporary folder. */
  readonly temporary?: string | undefined;
}

/** What was read, in numbers. */
export interface ReadingSummary extends ReadingTotals {
  /** Patients with at least one row kept. */
  readonly patients: number;
}

/** Inputs smaller than this are read by one thread and grouped in memory. */
const smallBytes = 32 << 20;
/** Bytes of input a partition stands for; kept rows are a small part of them. */
const partitionBytes = 32 << 20;

/** What a JSON document is, in words. */
function kindOf(path: string): string {
  const value = readJsonFile(path);
  return isRow(value) ? `one ${value.resourceType}` : 'something else';
}

/** All parts through all workers. */
async function collectAll(
  { lines, documents, bytes }: ExportFiles,
  workers: readonly JobWorker[],
  console: Console,
): Promise<readonly PartReport[]> {
  const jobs: Job[] = [
    ...lines.map((part): Job => ({ kind: 'collect', part })),
    ...documents.map((path): Job => ({ kind: 'collect-document', path })),
  ];
  let read = 0;
  const results = await shareOut(jobs, workers, (more) => {
    console.progress('reading', (read += more), bytes);
  });
  console.progress('reading', 1, 1);
  return results.flatMap((result, index) => {
    if (result.kind !== 'collected') return [];
    if (result.report) return [result.report];
    const job = jobs[index]!;
    const file = job.kind === 'collect-document' ? job.path : '';
    if (documents.length === 1 && lines.length === 0)
      throw new CommandError(
        `${file} holds ${kindOf(file)}; a FHIR Bundle, an array of resources or NDJSON is needed.`,
      );
    console.note(`${file}: passed over, neither a Bundle nor an array of resources.`);
    return [];
  });
}

/**
 * Reads an export and makes one line of text of each patient.
 *
 * @param open opens one worker; with `settings.folder` null only one is opened,
 *   in this thread
 * @param each receives the lines in order of `Patient/<id>`, after everything was read
 * @throws CommandError when the input cannot be read, or too much of it is bad
 */
export async function readExport(
  path: string,
  options: ReadingOptions,
  console: Console,
  open: (settings: WorkshopSettings) => Promise<JobWorker>,
  each: (line: PatientLine) => void,
): Promise<ReadingSummary> {
  const files = listExport(path);
  const isSmall = files.bytes < smallBytes && options.workers === undefined;
  const count = isSmall ? 1 : Math.min(16, options.workers ?? availableParallelism());
  const inMemory = isSmall || (count === 1 && files.bytes < smallBytes);
  const temporary = inMemory ? null : temporaryFolder(options.temporary);
  const partitions = inMemory ? 1 : Math.min(1024, 4 + Math.ceil(files.bytes / partitionBytes));
  const writers = Array.from({ length: count }, (_, index) => `w${index}`);
  const workers: JobWorker[] = [];
  try {
    for (const writer of writers)
      workers.push(await open({ folder: temporary?.path ?? null, writer, writers, partitions }));
    const reports = await collectAll(files, workers, console);
    const deleted = reports.flatMap((report) => report.deleted);
    await Promise.all(workers.map((worker) => worker.do({ kind: 'group', deleted }, () => {})));
    let done = 0;
    const jobs = Array.from({ length: partitions }, (_, partition): Job => ({
      kind: 'patients',
      partition,
    }));
    const results = await shareOut(jobs, workers, () =>
      console.progress('patients', (done += 1), partitions),
    );
    const worked = results.flatMap((result) => (result.kind === 'patients' ? [result] : []));
    tellBadLines(
      reports,
      worked.flatMap(({ bad }) => bad),
      options.maxBad,
      console,
    );
    if (temporary) for (const line of mergePartitions(temporary.path, partitions)) each(line);
    else worked.flatMap(({ lines }) => lines).forEach(each);
    tellMissingPages(reports, console);
    tellOwnerless(reports, console);
    const patients = worked.reduce((total, { seen }) => total + seen, 0);
    return { ...totals(files, reports), patients };
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    temporary?.remove();
  }
}
