import { createInterface } from 'node:readline';
import { runCommand } from './run-command.ts';

/** Lines of standard input, one for each question asked; null at its end. */
function answers(): { ask: (question: string) => Promise<string | null>; close: () => void } {
  const lines = createInterface({ input: process.stdin });
  const next = lines[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      process.stderr.write(question);
      const { value, done } = await next.next();
      if (done !== true) return String(value);
      process.stderr.write('\n');
      return null;
    },
    close: () => lines.close(),
  };
}

// nobody reads on, as behind `| head`: what a shell reports of SIGPIPE, and no trace
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EPIPE') throw problem;
  process.exit(141);
});

const input = { opened: null as ReturnType<typeof answers> | null };

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  note: (sentence) => process.stderr.write(`${sentence}\n`),
  ask: (question) => (input.opened ??= answers()).ask(question),
});
input.opened?.close();
