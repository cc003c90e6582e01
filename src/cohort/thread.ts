import { parentPort, workerData } from 'node:worker_threads';
import { CommandError } from './command-error.ts';
import { openLocally, type Answer, type WorkerSettings } from './open-worker.ts';
import type { Job } from './reading/job.ts';

/** One worker's thread: takes jobs from the command, answers with what came of them. */
const port = parentPort;
if (!port) throw new Error('invalid thread; not started by the command line');
const answer = (message: Answer): void => port.postMessage(message, []);
const worker = openLocally(workerData as WorkerSettings);

port.on('message', (job: Job) => {
  void worker
    .then((ready) => ready.do(job, (bytes) => answer({ kind: 'advanced', bytes })))
    .then((result) => answer({ kind: 'done', result }))
    .catch((error: NodeJS.ErrnoException) => {
      if (error instanceof CommandError) answer({ kind: 'failed', sentence: error.message });
      else if (typeof error.code === 'string')
        answer({ kind: 'failed', sentence: error.message, code: error.code });
      else throw error;
    });
});
