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

const input = { opened: null as ReturnType<typeof answers> | null };

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  note: (sentence) => process.stderr.write(`${sentence}\n`),
  ask: (question) => (input.opened ??= answers()).ask(question),
});
input.opened?.close();
