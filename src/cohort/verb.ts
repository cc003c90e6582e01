import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';

/** The values of a verb's options, as typed. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One thing the command line does. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** The whole of `--help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Does it. Throws `CommandError` for mistakes. */
  run(values: Values, operands: readonly string[], console: Console): Promise<void>;
}

/** `--lambda -1` as `--lambda=-1`, so that a negative number is refused as a number and not as an option. */
function joinNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1);
    if (/^-[\d.]/.test(arg) && last !== undefined && /^--[^=]+$/.test(last))
      joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/**
 * Splits a verb's arguments into options and operands.
 *
 * @throws CommandError naming the argument that is unknown or lacks its value
 */
export function readArguments(
  verb: Pick<Verb, 'options'>,
  args: readonly string[],
): { values: Values; operands: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: joinNegatives(args),
      options: verb.options,
      allowPositionals: true,
      strict: true,
    });
    return { values: values as Values, operands: positionals };
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. To specify');
    throw new CommandError(`${sentence.replace(/\.$/, '')}; --help lists the options.`);
  }
}

/** The text of an option, or undefined when it was not given. */
export function textOption(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** All texts of an option that may repeat. */
export function listOption(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

/**
 * A number within bounds (inclusive), or undefined when the option was not given.
 *
 * @throws CommandError when it is not such a number
 */
export function numberOption(
  values: Values,
  name: string,
  bounds: readonly [number, number],
): number | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= bounds[0] && value <= bounds[1]))
    throw new CommandError(
      `--${name} must be a number from ${bounds[0]} to ${bounds[1]}, not "${text}".`,
    );
  return value;
}

/**
 * The text of an option that must be there.
 *
 * @throws CommandError when it is missing
 */
export function neededOption(values: Values, name: string, what: string): string {
  const text = textOption(values, name);
  if (text === undefined || text === '')
    throw new CommandError(`--${name} is missing: it gives ${what}.`);
  return text;
}
