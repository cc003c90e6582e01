import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { readArguments, type Verb } from './verb.ts';

/** The verbs, each loaded only when it is asked for. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  assess: async () => (await import('./verbs/assess-verb.ts')).assessVerb,
  simulate: async () => (await import('./verbs/simulate-verb.ts')).simulateVerb,
  validate: async () => (await import('./verbs/validate-verb.ts')).validateVerb,
  recalibrate: async () => (await import('./verbs/recalibrate-verb.ts')).recalibrateVerb,
  develop: async () => (await import('./verbs/develop-verb.ts')).developVerb,
  pool: async () => (await import('./verbs/pool-verb.ts')).poolVerb,
  describe: async () => (await import('./verbs/describe-verb.ts')).describeVerb,
  report: async () => (await import('./verbs/report-verb.ts')).reportVerb,
  mapping: async () => (await import('./verbs/mapping-verb.ts')).mappingVerb,
};

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((load) => load()));
  return [
    'Usage: npm run cohort -- <verb> …',
    '',
    ...all.map((verb) => `  ${verb.name.padEnd(12)} ${verb.summary}`),
    '',
    '<verb> --help says more. Data go to standard output, everything else to standard error.',
  ].join('\n');
}

/**
 * Runs one command.
 *
 * @returns the exit code: 0 when it did what was asked, 2 after one sentence
 *   about what was wrong with the arguments or the input
 */
export async function runCommand(args: readonly string[], console: Console): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === 'help' || name === '-h') {
      console.out(await overview());
      return 0;
    }
    const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (!load)
      throw new CommandError(
        `There is no verb "${name}"; there are ${Object.keys(verbs).join(', ')}.`,
      );
    const verb = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      console.out(verb.help.trim());
      return 0;
    }
    const { values, operands } = readArguments(verb, rest);
    await verb.run(values, operands, console);
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.note(`cohort${name ? ` ${name}` : ''}: ${error.message}`);
    return 2;
  }
}
