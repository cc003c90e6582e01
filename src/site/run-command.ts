import { SiteError } from './site-error.ts';
import { readArguments, type Console, type Verb } from './verb.ts';

/** The verbs, each loaded only when it is asked for. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  check: async () => (await import('./verbs/check-verb.ts')).checkVerb,
  new: async () => (await import('./verbs/new-verb.ts')).newVerb,
  concepts: async () => (await import('./verbs/concepts-verb.ts')).conceptsVerb,
  probe: async () => (await import('./verbs/probe-verb.ts')).probeVerb,
  deploy: async () => (await import('./verbs/deploy-verb.ts')).deployVerb,
  calibrate: async () => (await import('./verbs/calibrate-verb.ts')).calibrateVerb,
  interface: async () => (await import('./verbs/interface-verb.ts')).interfaceVerb,
};

/**
 * Runs one command of `npm run site`.
 *
 * @returns the exit code: 0 when all is well, 1 when the verb found something
 *   wrong, 2 after one sentence about wrong arguments or a missing file
 */
export async function runCommand(args: readonly string[], console: Console): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      console.out(await overview());
      return 0;
    }
    const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (load === undefined) {
      throw new SiteError(
        `There is no verb "${name}"; there are ${Object.keys(VERBS).join(', ')}.`,
      );
    }
    const verb = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      console.out(verb.help);
      return 0;
    }
    const { operands, options } = readArguments(verb, rest);
    return await verb.run(operands, options, console);
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    console.note(`site${name === undefined ? '' : ` ${name}`}: ${error.message}`);
    return 2;
  }
}

async function overview(): Promise<string> {
  const verbs = await Promise.all(
    Object.entries(VERBS).map(
      async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`,
    ),
  );
  return ['Usage: npm run site -- <verb> …', '', ...verbs, '', '<verb> --help says more.'].join(
    '\n',
  );
}
