import { parseArgs } from 'node:util';
import { SiteError } from './site-error.ts';

/** Where a verb speaks and listens: the terminal, or a test. */
export interface Console {
  /** One text on standard output. */
  readonly out: (text: string) => void;
  /** One sentence on standard error. */
  readonly note: (sentence: string) => void;
  /** Asks a question; the answer without its line end, or null when nobody answers. */
  readonly ask: (question: string) => Promise<string | null>;
}

/** One thing `npm run site` can do. */
export interface Verb {
  readonly summary: string;
  /** How it is called, and what its options mean. */
  readonly help: string;
  /** Option names; each takes a text. */
  readonly options: readonly string[];
  /** How many operands it takes: the least and the most. */
  readonly operands: readonly [number, number];
  /** Does it; the exit code. */
  readonly run: (
    operands: readonly string[],
    options: Readonly<Record<string, string>>,
    console: Console,
  ) => Promise<number>;
}

/**
 * The operands and options of a verb.
 *
 * @throws SiteError for an unknown option or a wrong number of operands
 */
export function readArguments(
  verb: Verb,
  args: readonly string[],
): { operands: readonly string[]; options: Readonly<Record<string, string>> } {
  const options = Object.fromEntries(
    verb.options.map((name) => [name, { type: 'string' as const }]),
  );
  const { values, positionals } = parse(args, options);
  const [least, most] = verb.operands;
  if (positionals.length < least || positionals.length > most) {
    throw new SiteError(`${verb.help.split('\n')[0]}`);
  }
  const given = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { operands: positionals, options: Object.fromEntries(given) };
}

function parse(args: readonly string[], options: Record<string, { type: 'string' }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new SiteError(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}
