import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CommandError } from './command-error.ts';
import { patientTask, type TaskSettings } from './patient-task.ts';
import { localWorker, type JobResult, type JobWorker } from './reading/job.ts';
import { deriveNeedles } from './reading/needles.ts';
import { openWorkshop, type WorkshopSettings } from './reading/workshop.ts';
import { loadSetting } from './setting.ts';

/** Everything a worker needs to know, in a form that crosses to a thread. */
export interface WorkerSettings {
  readonly site: string;
  readonly model?: string | undefined;
  /** False reads every line. */
  readonly filtered: boolean;
  readonly task: TaskSettings;
  readonly workshop: WorkshopSettings;
}

/** What a thread sends back. */
export type Answer =
  | { readonly kind: 'advanced'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly sentence: string; readonly code?: string };

/** A worker in this thread. */
export async function openLocally(settings: WorkerSettings): Promise<JobWorker> {
  const setting = await loadSetting(settings.site, settings.model);
  const needles = settings.filtered ? deriveNeedles(setting.codebook) : null;
  return localWorker(openWorkshop(settings.workshop, needles, patientTask(settings.task, setting)));
}

/** What Node needs to read TypeScript in a new thread; nothing where this thread says it already. */
function execArgv(): string[] {
  if (process.execArgv.some((argument) => argument.includes('tsx'))) return process.execArgv;
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return [...process.execArgv, '--import', pathToFileURL(tsx).href];
}

/** A worker in a thread of its own. */
export async function openThread(settings: WorkerSettings): Promise<JobWorker> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: settings,
    execArgv: execArgv(),
  });
  return {
    do: (job, advanced) =>
      new Promise((resolve, reject) => {
        const settle = (finish: () => void): void => {
          thread.removeAllListeners();
          finish();
        };
        thread.on('message', (answer: Answer) => {
          if (answer.kind === 'advanced') return advanced(answer.bytes);
          settle(() => {
            if (answer.kind === 'done') resolve(answer.result);
            else if (answer.code)
              reject(Object.assign(new Error(answer.sentence), { code: answer.code }));
            else reject(new CommandError(answer.sentence));
          });
        });
        thread.on('error', (error) => settle(() => reject(error)));
        thread.postMessage(job, []);
      }),
    close: async () => {
      await thread.terminate();
    },
  };
}

/** Opens the workers of a reading: threads, or one in this thread when all is held in memory. */
export function opener(
  settings: Omit<WorkerSettings, 'workshop'>,
): (workshop: WorkshopSettings) => Promise<JobWorker> {
  return (workshop) =>
    workshop.folder === null || workshop.writers.length === 1
      ? openLocally({ ...settings, workshop })
      : openThread({ ...settings, workshop });
}
