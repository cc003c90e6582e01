import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
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

/**
 * The first lines of a thread: Node 20 does not hand a loader on to its
 * threads, so each registers the one for TypeScript itself; the one for
 * `require`, since the other takes a second thread and 25 MB for each.
 */
function firstLines(): string {
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api');
  const thread = fileURLToPath(new URL('./thread.ts', import.meta.url));
  return `require(${JSON.stringify(loader)}).register(); require(${JSON.stringify(thread)});`;
}

/** Megabytes of short-lived objects a thread may hold: enough for the rows of a patient; Node's own 48 save no time. */
const youngMegabytes = 8;

/** A worker in a thread of its own. */
export async function openThread(settings: WorkerSettings): Promise<JobWorker> {
  const thread = new Worker(firstLines(), {
    eval: true,
    workerData: settings,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  let waiting: { answer: (answer: Answer) => void; fail: (error: Error) => void } | null = null;
  thread.on('message', (answer: Answer) => waiting?.answer(answer));
  thread.on('error', (error) => waiting?.fail(error));
  thread.on('exit', (code) =>
    waiting?.fail(new Error(`invalid thread; ended while at work, with code ${code}`)),
  );
  return {
    do: (job, advanced) =>
      new Promise((resolve, reject) => {
        waiting = {
          fail: reject,
          answer: (answer) => {
            if (answer.kind === 'advanced') advanced(answer.bytes);
            else if (answer.kind === 'done') resolve(answer.result);
            else reject(failure(answer));
          },
        };
        thread.postMessage(job, []);
      }),
    close: async () => {
      waiting = null;
      await thread.terminate();
    },
  };
}

/** What a thread said went wrong, as it would have been thrown in this one. */
function failure({ sentence, code }: Extract<Answer, { kind: 'failed' }>): Error {
  return code === undefined
    ? new CommandError(sentence)
    : Object.assign(new Error(sentence), { code });
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
